// The items of a list with the comments that go with them.

import type { ListNode, ValueNode } from '../tree.ts';
import { type OwnComment, ownComment } from './block-items.ts';
import { type GapComment, readGap } from './gap.ts';

export interface ListItem {
  readonly value: ValueNode;
  /** Above it. */
  readonly lead: readonly OwnComment[];
  /** A blank line comes right before it. */
  readonly blank: boolean;
  /** In the line in which it ends. */
  readonly trailing: GapComment | undefined;
}

export interface ListItems {
  readonly items: readonly ListItem[];
  /** After the last one. */
  readonly tail: readonly OwnComment[];
  /** A blank line comes right before the end. */
  readonly blank: boolean;
}

/** Reads what is in a list. After the last comma nothing need follow. */
export function readList(text: string, list: ListNode): ListItems {
  const values = list.items.filter(({ kind }) => kind !== 'missing');
  const items: ListItem[] = [];
  let gap = readGap(text, list.open + 1, values[0]?.start ?? list.close, 'list');
  let comments = gap.comments;
  for (const [i, value] of values.entries()) {
    const lead = comments.map(ownComment);
    // No blank line stands above the first one (format.md R51).
    const blank = gap.blank && i > 0;
    gap = readGap(text, value.end, values[i + 1]?.start ?? list.close);
    const [first] = gap.comments;
    const trailing = first?.sameLine ? first : undefined;
    comments = trailing ? gap.comments.slice(1) : gap.comments;
    items.push({ value, lead: i === 0 ? withoutBlank(lead) : lead, blank, trailing });
  }
  return { items, tail: comments.map(ownComment), blank: gap.blank };
}

function withoutBlank([first, ...others]: readonly OwnComment[]): readonly OwnComment[] {
  return first ? [{ ...first, blank: false }, ...others] : [];
}

export function hasComments({ items, tail }: ListItems): boolean {
  return tail.length > 0 || items.some(({ lead, trailing }) => trailing || lead.length > 0);
}
