// The answer to a request for formatting: edits by positions, and what there is to say beside them.

import { lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { plural } from '../../text/wording.ts';
import type { TextEdit } from '../../textproto/format/edits.ts';
import type { Formatted } from '../../textproto/format/format.ts';

export interface RangeEdit {
  readonly range: Range;
  readonly newText: string;
}

export interface FormatAnswer {
  /** From top to bottom, without overlap; each no wider than what stands between two tokens. */
  readonly edits: readonly RangeEdit[];
  /** Why some of it, or all, is left as it is: sentences for a log. */
  readonly remarks: readonly string[];
}

/** @param line of the document at which `text` starts */
export function rangeEdits(
  text: string,
  edits: readonly TextEdit[],
  line: number,
): readonly RangeEdit[] {
  if (edits.length === 0) return [];
  const starts = lineStarts(text);
  return edits.map((edit) => ({
    range: {
      start: positionAt(starts, edit.start, line),
      end: positionAt(starts, edit.end, line),
    },
    newText: edit.text,
  }));
}

/** The same edit of a text that starts at another line. */
export function movedDown({ range, newText }: RangeEdit, lines: number): RangeEdit {
  const { start, end } = range;
  return {
    range: {
      start: { ...start, line: start.line + lines },
      end: { ...end, line: end.line + lines },
    },
    newText,
  };
}

/** Something to be said of a line of the document, which counts from 0. */
export interface Remark {
  readonly line: number;
  /** A sentence. */
  readonly message: string;
  /** What is there is left as it is. */
  readonly isLeft: boolean;
}

/** What was left, and what directives are about. @param line as for rangeEdits */
export function remarksOn(
  text: string,
  { left, directives }: Pick<Formatted, 'left' | 'directives'>,
  line: number,
): readonly Remark[] {
  if (left.length === 0 && directives.length === 0) return [];
  const starts = lineStarts(text);
  const at = (offset: number) => positionAt(starts, offset, line).line;
  return [
    ...left.map(({ start, message }) => ({ line: at(start), message, isLeft: true })),
    ...directives.map(({ start, message }) => ({ line: at(start), message, isLeft: false })),
  ];
}

/** As many as somebody reads. */
const MAX_REMARKS = 10;

/** The remarks as sentences, with lines as editors count them. */
export function told(remarks: readonly Remark[]): readonly string[] {
  const sentences = remarks.slice(0, MAX_REMARKS).map(({ line, message, isLeft }) => {
    const at = line + 1;
    return isLeft ? `Line ${at} is left as it is: ${message}` : `Line ${at}: ${message}`;
  });
  if (remarks.length <= MAX_REMARKS) return sentences;
  const rest = plural(remarks.length - MAX_REMARKS, 'other place');
  return [...sentences, `The same goes for ${rest}.`];
}
