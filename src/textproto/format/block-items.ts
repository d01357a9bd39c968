// The fields of a block with the comments that go with them.

import type { FieldNode, NameNode, ValueNode } from '../tree.ts';
import { type GapAfter, type GapComment, readGap } from './gap.ts';

/** A comment in a line of its own. */
export interface OwnComment {
  readonly start: number;
  readonly end: number;
  /** A blank line comes before it. */
  readonly blank: boolean;
  /** It is not about the same as what stands above it. */
  readonly apart: boolean;
}

export interface BlockItem {
  readonly field: FieldNode;
  /** Above the field. */
  readonly lead: readonly OwnComment[];
  /** A blank line comes right before the field. */
  readonly blank: boolean;
  /** The comments above the field are not about it. */
  readonly apart: boolean;
  /** In the line in which the field ends. */
  readonly trailing: GapComment | undefined;
  /** Fields of the same name whose values are to be in one list with that of `field` (format.md 3.2). */
  readonly joined?: readonly BlockItem[];
}

export interface Block {
  readonly items: readonly BlockItem[];
  /** After the last field. */
  readonly tail: readonly OwnComment[];
  /** A blank line comes right before the end. */
  readonly blank: boolean;
}

/**
 * Reads what is in a block.
 * @param from after its opener, or start of the text
 * @param to offset of its closer, or end of the text
 */
export function readBlock(
  text: string,
  fields: readonly FieldNode[],
  from: number,
  to: number,
): Block {
  const items: BlockItem[] = [];
  let gap = readGap(text, from, fields[0]?.start ?? to, 'opener');
  let comments = gap.comments;
  for (const [i, field] of fields.entries()) {
    const lead = comments.map(ownComment);
    const { blank, apart } = gap;
    // A separator says nothing about which field a comment is about (format.md 2.5).
    gap = readGap(text, field.value.end, fields[i + 1]?.start ?? to, afterValue(field));
    const [first] = gap.comments;
    const trailing = first?.sameLine ? first : undefined;
    comments = trailing ? gap.comments.slice(1) : gap.comments;
    items.push({ field, lead, blank, apart, trailing });
  }
  return { items, tail: comments.map(ownComment), blank: gap.blank };
}

/** What is in a block or a list, with comments above all of it, between which there are no blank lines. */
export function withAbove<
  T extends { readonly lead: readonly OwnComment[] },
  B extends { readonly items: readonly T[]; readonly tail: readonly OwnComment[] },
>(block: B, above: readonly GapComment[]): B {
  if (above.length === 0) return block;
  const comments = above.map((comment) => ({ ...ownComment(comment), blank: false, apart: false }));
  const [first, ...others] = block.items;
  if (!first) return { ...block, tail: [...comments, ...block.tail] };
  return { ...block, items: [{ ...first, lead: [...comments, ...first.lead] }, ...others] };
}

function afterValue({ value }: FieldNode): GapAfter {
  if (value.kind === 'message') return 'other';
  const isOfMessages = value.kind === 'list' && value.items.some(({ kind }) => kind === 'message');
  return isOfMessages ? 'other' : 'scalar';
}

export function ownComment({ start, end, blank, apart }: GapComment): OwnComment {
  return { start, end, blank, apart };
}

/** A name as it is laid out. */
export function nameText(text: string, name: NameNode): string {
  const written = text.slice(name.start, name.end);
  // R20: blanks in brackets vanish.
  return name.kind === 'extension' ? written.replace(/[ \t\r\n]+/g, '') : written;
}

export function isScalarValue({ kind }: ValueNode): boolean {
  return kind === 'word' || kind === 'string';
}
