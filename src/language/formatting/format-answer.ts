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

/** As many as somebody reads. */
const MAX_REMARKS = 10;

/** What was left, and what directives are about, with lines as editors count them. @param line as for rangeEdits */
export function remarksOn(
  text: string,
  { left, directives }: Pick<Formatted, 'left' | 'directives'>,
  line: number,
): readonly string[] {
  if (left.length === 0 && directives.length === 0) return [];
  const starts = lineStarts(text);
  const at = (offset: number) => positionAt(starts, offset, line).line + 1;
  const told = [
    ...left.map(({ start, message }) => `Line ${at(start)} is left as it is: ${message}`),
    ...directives.map(({ start, message }) => `Line ${at(start)}: ${message}`),
  ];
  if (told.length <= MAX_REMARKS) return told;
  const rest = plural(told.length - MAX_REMARKS, 'other place');
  return [...told.slice(0, MAX_REMARKS), `The same goes for ${rest}.`];
}
