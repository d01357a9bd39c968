// The check that a formatted text says what the text said: its tokens and comments are the same.
//
// It is the last word before any edit leaves. It knows nothing of the layout, so that a mistake of the layout loses
// nothing. Where fields may move, it compares block by block what there is (same-fields.ts).

import { changesOrder } from './block-order.ts';
import { ContentReader } from './content-reader.ts';
import { formOfFields } from './same-fields.ts';
import type { Style } from './style.ts';
import { readMasked } from './switched-off.ts';

/**
 * Undefined if both say the same, or what differs, as a phrase. Separators count only in lists, brackets and quotes as
 * what they stand for; comments without carriage returns, and in any order.
 */
export function contentDifference(before: string, after: string, style: Style): string | undefined {
  if (changesOrder(style)) return differenceOfFields(before, after, style);
  const old = new ContentReader(before, style);
  const now = new ContentReader(after, style);
  for (;;) {
    const expected = old.next();
    const found = now.next();
    if (expected !== found) return `tokens (${shown(expected)} became ${shown(found)})`;
    if (expected === undefined) break;
  }
  return commentDifference(old.comments, now.comments);
}

/** Ranges that are switched off move as comments do. */
function differenceOfFields(before: string, after: string, style: Style): string | undefined {
  const [old, now] = [readMasked(before), readMasked(after)];
  if (!isSame(old.ranges.toSorted(), now.ranges.toSorted())) return 'a range that is switched off';
  const expected = new ContentReader(old.text, style);
  const found = new ContentReader(now.text, style);
  const form = formOfFields(expected, style);
  if (form === undefined || form !== formOfFields(found, style)) return 'tokens';
  return commentDifference(expected.comments, found.comments);
}

function commentDifference(before: string[], after: string[]): string | undefined {
  if (isSame(before, after)) return undefined;
  return isSame(before.sort(), after.sort()) ? undefined : 'comments';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function shown(token: string | undefined): string {
  return token === undefined ? 'the end' : JSON.stringify(token.slice(0, 40));
}
