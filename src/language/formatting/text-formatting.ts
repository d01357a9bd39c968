// Formatting of a text that is not open in an editor (spec format.md).

import { lineStarts, positionAt } from '../../text/lines.ts';
import type { Span } from '../../text/span.ts';
import { applyEdits } from '../../textproto/format/edits.ts';
import { formatEdits } from '../../textproto/format/format.ts';

/** New text in place of a piece of the old one, by its offsets. */
interface PlainEdit extends Span {
  readonly text: string;
}

export interface FormattedText {
  readonly text: string;
  /** In order, without overlap; none if the text is laid out already. */
  readonly edits: readonly PlainEdit[];
  /** Something that is not well formed is left as it is. */
  readonly leaves: boolean;
  /** What is left and why, and directives without effect: where, from 0, and a sentence. */
  readonly remarks: readonly {
    readonly line: number;
    readonly character: number;
    readonly message: string;
  }[];
}

export function formatText(text: string): FormattedText {
  const { edits, left, directives } = formatEdits(text);
  const told = [
    ...left.map(({ start, message }) => ({ start, message: `Left as it is: ${message}` })),
    ...directives,
  ];
  const starts = told.length > 0 ? lineStarts(text) : [];
  return {
    text: applyEdits(text, edits),
    edits,
    leaves: left.length > 0,
    remarks: told.map(({ start, message }) => ({ ...positionAt(starts, start), message })),
  };
}
