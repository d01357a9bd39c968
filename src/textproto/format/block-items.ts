// The fields of a block with the comments that go with them.

import type { FieldNode, NameNode, ValueNode } from '../tree.ts';
import { type Gap, type GapAfter, type GapComment, readGap } from './gap.ts';

/** A comment in a line of its own. */
export interface OwnComment {
  readonly start: number;
  readonly end: number;
  /** A blank line comes before it. */
  readonly blank: boolean;
  /** It is not about the same as what stands above it. */
  readonly apart: boolean;
  /** It stands for a range that is switched off, whose text it has (see switched-off.ts). */
  readonly frozen: boolean;
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
 * @param frozen offsets of the comments that stand for ranges that are switched off
 */
export function readBlock(
  text: string,
  fields: readonly FieldNode[],
  from: number,
  to: number,
  frozen: ReadonlySet<number> = NONE,
): Block {
  const items: BlockItem[] = [];
  let gap = readGap(text, from, fields[0]?.start ?? to, 'opener');
  let comments = gap.comments;
  for (const [i, field] of fields.entries()) {
    const lead = ownComments(comments, frozen);
    const { apart } = gap;
    const blank = blankBelow(lead, gap);
    // A separator says nothing about which field a comment is about (format.md 2.5).
    gap = readGap(text, field.value.end, fields[i + 1]?.start ?? to, afterValue(field));
    const [first] = gap.comments;
    const trailing = first?.sameLine ? first : undefined;
    comments = trailing ? gap.comments.slice(1) : gap.comments;
    items.push({ field, lead, blank, apart, trailing });
  }
  const tail = ownComments(comments, frozen);
  return { items, tail, blank: blankBelow(tail, gap) };
}

const NONE: ReadonlySet<number> = new Set();

/** A blank line below a range that is switched off never vanishes, though there are blanks in it (format.md 3.3). */
function ownComments(
  comments: readonly GapComment[],
  frozen: ReadonlySet<number>,
): readonly OwnComment[] {
  return comments.map((comment, i) => {
    const isBelowFrozen = frozen.has(comments[i - 1]?.start ?? -1);
    const blank = isBelowFrozen ? comment.apart : comment.blank;
    return { ...ownComment(comment), blank, frozen: frozen.has(comment.start) };
  });
}

function blankBelow(comments: readonly OwnComment[], { blank, apart }: Gap): boolean {
  return comments.at(-1)?.frozen ? apart : blank;
}

/** What is in a block or a list, with comments above all of it, between which there are no blank lines. */
export function withAbove<
  T extends { readonly lead: readonly OwnComment[] },
  B extends { readonly items: readonly T[]; readonly tail: readonly OwnComment[] },
>(block: B, above: readonly GapComment[]): B {
  if (above.length === 0) return block;
  return withOnTop(
    block,
    above.map((comment) => ({ ...ownComment(comment), blank: false, apart: false })),
  );
}

/** What is in a block or a list, with more comments above all of it. */
export function withOnTop<
  T extends { readonly lead: readonly OwnComment[] },
  B extends { readonly items: readonly T[]; readonly tail: readonly OwnComment[] },
>(block: B, comments: readonly OwnComment[]): B {
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
  return { start, end, blank, apart, frozen: false };
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
