// Edits of a document, applied to its text as an editor does.

import type { DocumentEdit } from '../../../src/config/fixes/fix.ts';
import { lineStarts, offsetAt } from '../../../src/text/lines.ts';

/** Throws if edits overlap: LSP forbids it. */
export function applyEdits(text: string, edits: readonly DocumentEdit[]): string {
  const starts = lineStarts(text);
  const spans = edits
    .map(({ range: { start, end }, newText }) => ({
      start: offsetAt(text, starts, start),
      end: offsetAt(text, starts, end),
      newText,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let from = 0;
  let edited = '';
  for (const { start, end, newText } of spans) {
    if (start < from) throw new Error(`edits overlap at ${start}`);
    edited += text.slice(from, start) + newText;
    from = end;
  }
  return edited + text.slice(from);
}
