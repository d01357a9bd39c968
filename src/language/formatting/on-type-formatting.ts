// Indentation while somebody types: of a block when its brace is closed, of a line that has just begun (format.md G7).
//
// It reads tokens, not the tree, for while somebody types little is well formed.

import { lineStarts, offsetAt } from '../../text/lines.ts';
import type { Position } from '../../text/range.ts';
import type { TextEdit } from '../../textproto/format/edits.ts';
import { type IndentedLine, indentedLines } from '../../textproto/format/indentation.ts';
import type { ConfigDocument } from '../config-document.ts';
import { type FormatAnswer, rangeEdits } from './format-answer.ts';
import { fileStyle } from './range-formatting.ts';

/** What brings a request about. */
export const TYPED = ['}', '\n'] as const;

/**
 * The edits of indentation after something was typed.
 * @param position of the cursor, behind it
 * @param typed one of `TYPED`; anything else has no effect
 */
export function formatOnType(
  document: ConfigDocument,
  position: Position,
  typed: string,
): FormatAnswer {
  if (fileStyle(document).style.disable) return NOTHING;
  const { text, line } = document.wholeParts({ start: position, end: position });
  const starts = lineStarts(text);
  const cursor = offsetAt(text, starts, { ...position, line: position.line - line });
  const lines =
    typed === '\n'
      ? indentedLines(text).filter(({ start }) => start === starts[position.line - line])
      : typed === '}'
        ? blockClosedAt(text, cursor)
        : [];
  return { edits: rangeEdits(text, lines.flatMap(indentEdit), line), remarks: [] };
}

const NOTHING: FormatAnswer = { edits: [], remarks: [] };

/** The lines of the block whose closer was typed before `cursor`, without the one in which it begins. */
function blockClosedAt(text: string, cursor: number): readonly IndentedLine[] {
  let opener = -1;
  const lines = indentedLines(text, (open, close) => {
    if (close === cursor - 1) opener = open;
  });
  if (opener < 0) return [];
  return lines.filter(({ start, isBlank }) => opener < start && start < cursor && !isBlank);
}

function indentEdit({ start, indentation, depth, isFree }: IndentedLine): readonly TextEdit[] {
  const text = '  '.repeat(depth);
  if (isFree || indentation === text) return [];
  return [{ start, end: start + indentation.length, text }];
}
