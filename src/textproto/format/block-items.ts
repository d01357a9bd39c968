// The fields of a block with the comments that go with them, and their order in files that ask for one (format.md 3.2).

import type { FieldNode, NameNode, ValueNode } from '../tree.ts';
import { type GapAfter, type GapComment, readGap } from './gap.ts';
import { withoutQuotes } from './string-quotes.ts';
import type { Style } from './style.ts';

/** A comment in a line of its own. */
export interface OwnComment {
  readonly start: number;
  readonly end: number;
  /** A blank line comes before it. */
  readonly blank: boolean;
}

export interface BlockItem {
  readonly field: FieldNode;
  /** Above the field. */
  readonly lead: readonly OwnComment[];
  /** A blank line comes right before the field. */
  readonly blank: boolean;
  /** In the line in which the field ends. */
  readonly trailing: GapComment | undefined;
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
    const { blank } = gap;
    // A separator says nothing about which field a comment is about (format.md 2.5).
    gap = readGap(text, field.value.end, fields[i + 1]?.start ?? to, afterValue(field));
    const [first] = gap.comments;
    const trailing = first?.sameLine ? first : undefined;
    comments = trailing ? gap.comments.slice(1) : gap.comments;
    items.push({ field, lead, blank, trailing });
  }
  return { items, tail: comments.map(ownComment), blank: gap.blank };
}

function afterValue({ value }: FieldNode): GapAfter {
  if (value.kind === 'message') return 'other';
  const isOfMessages = value.kind === 'list' && value.items.some(({ kind }) => kind === 'message');
  return isOfMessages ? 'other' : 'scalar';
}

function ownComment({ start, end, blank }: GapComment): OwnComment {
  return { start, end, blank };
}

/** True if the style may put fields elsewhere, or leave some out. */
export function changesOrder({
  sortByName,
  sortByContent,
  sortBySubfield,
  removeDuplicates,
}: Style) {
  return sortByName || sortByContent || sortBySubfield.length > 0 || removeDuplicates;
}

/**
 * The block as the style wants it.
 * @param name of the field whose block it is; undefined for the file
 */
export function arranged(text: string, block: Block, style: Style): Block {
  const unique = style.removeDuplicates ? withoutDuplicates(text, block) : block;
  let { items } = unique;
  const turn = style.reverseSort ? -1 : 1;
  if (style.sortByContent || style.sortBySubfield.length > 0) {
    items = groupsOfOneName(text, items).flatMap((group) => sortedGroup(text, group, style));
  }
  if (style.sortByName) {
    items = items.toSorted((a, b) => turn * compareText(nameOf(text, a), nameOf(text, b)));
  }
  return { ...unique, items };
}

function nameOf(text: string, { field: { name } }: BlockItem): string {
  return nameText(text, name);
}

/** A name as it is laid out. */
export function nameText(text: string, name: NameNode): string {
  const written = text.slice(name.start, name.end);
  // R20: blanks in brackets vanish.
  return name.kind === 'extension' ? written.replace(/[ \t\r\n]+/g, '') : written;
}

function groupsOfOneName(text: string, items: readonly BlockItem[]): readonly BlockItem[][] {
  const groups: BlockItem[][] = [];
  let last: string | undefined;
  for (const item of items) {
    const name = nameOf(text, item);
    if (name === last) groups.at(-1)?.push(item);
    else groups.push([item]);
    last = name;
  }
  return groups;
}

/** @param group adjacent fields of one name */
function sortedGroup(
  text: string,
  group: readonly BlockItem[],
  style: Style,
): readonly BlockItem[] {
  if (group.length < 2) return group;
  const turn = style.reverseSort ? -1 : 1;
  const isScalar = group.every(({ field: { value } }) => isScalarValue(value));
  if (isScalar) {
    if (!style.sortByContent) return group;
    const compare = contentOrder(style);
    return group.toSorted((a, b) => compare(contentOf(text, a.field), contentOf(text, b.field)));
  }
  const [first] = group;
  const name = first ? nameOf(text, first) : '';
  const paths = style.sortBySubfield.flatMap((path) => {
    const [block, subfield] = path.includes('.') ? path.split('.') : [name, path];
    return block === name && subfield ? [subfield] : [];
  });
  return group.toSorted((a, b) => {
    for (const path of paths) {
      const order = compareText(subfieldOf(text, a, path), subfieldOf(text, b, path));
      if (order !== 0) return turn * order;
    }
    return 0;
  });
}

function isScalarValue({ kind }: ValueNode): boolean {
  return kind === 'word' || kind === 'string';
}

/** How items of a list are compared, as they are written. */
export function itemOrder({ reverseSort }: Style): (a: string, b: string) => number {
  return (a, b) => (reverseSort ? -1 : 1) * compareText(a, b);
}

/** How contents of fields are compared. */
function contentOrder({ reverseSort, dnsSortOrder }: Style): (a: string, b: string) => number {
  const turn = reverseSort ? -1 : 1;
  if (!dnsSortOrder) return (a, b) => turn * compareText(a, b);
  return (a, b) => turn * compareLists(a.split('.').reverse(), b.split('.').reverse());
}

/** The text of a scalar, whatever its quotes. */
function contentOf(text: string, { value }: Pick<FieldNode, 'value'>): string {
  return piecesOf(text, { value }).join('');
}

function piecesOf(text: string, { value }: Pick<FieldNode, 'value'>): readonly string[] {
  if (value.kind !== 'string') return [text.slice(value.start, value.end)];
  return value.pieces.map(({ start, end }) => withoutQuotes(text.slice(start, end)));
}

function subfieldOf(text: string, { field }: BlockItem, name: string): string {
  if (field.value.kind !== 'message') return '';
  const found = field.value.fields.find(
    (inner) => text.slice(inner.name.start, inner.name.end) === name,
  );
  return found && isScalarValue(found.value) ? contentOf(text, found) : '';
}

/** Drops later scalars of the same name and text. What is said about them in comments goes on to what follows. */
function withoutDuplicates(text: string, block: Block): Block {
  const seen = new Set<string>();
  const items: BlockItem[] = [];
  let left: readonly OwnComment[] = [];
  for (const item of block.items) {
    // Strings that are joined are not the same as one string.
    const key = `${nameOf(text, item)}:${piecesOf(text, item.field).join('\0')}`;
    const lead = [...left, ...item.lead];
    if (isScalarValue(item.field.value) && seen.has(key)) {
      const inside = commentsIn(text, item.field);
      left = [...lead, ...inside, ...(item.trailing ? [ownComment(item.trailing)] : [])];
      continue;
    }
    seen.add(key);
    items.push({ ...item, lead });
    left = [];
  }
  return { ...block, items, tail: [...left, ...block.tail] };
}

/** Between the name of a scalar and its end. */
function commentsIn(text: string, { name, value }: FieldNode): readonly OwnComment[] {
  const pieces = value.kind === 'string' ? value.pieces : [value];
  let from = name.end;
  return pieces.flatMap(({ start, end }) => {
    const { comments } = readGap(text, from, start);
    from = end;
    return comments.map(ownComment);
  });
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [i, part] of a.entries()) {
    const order = compareText(part, b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** In the order of code points, which is that of bytes in UTF-8. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
