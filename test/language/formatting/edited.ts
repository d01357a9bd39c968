// A document after the edits of an answer, applied as a client applies them.

import assert from 'node:assert/strict';
import type { FormatAnswer } from '../../../src/language/formatting/format-answer.ts';
import { lineStarts, offsetAt } from '../../../src/text/lines.ts';

/** @throws AssertionError if edits overlap or are not in order */
export function edited(text: string, { edits }: FormatAnswer): string {
  const starts = lineStarts(text);
  let after = '';
  let from = 0;
  for (const { range, newText } of edits) {
    const [start, end] = [offsetAt(text, starts, range.start), offsetAt(text, starts, range.end)];
    assert.ok(from <= start && start <= end, 'edits overlap');
    after += text.slice(from, start) + newText;
    from = end;
  }
  return after + text.slice(from);
}
