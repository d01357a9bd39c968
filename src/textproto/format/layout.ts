// Layout of a parsed text, in the style that txtpbfmt and lucicfg print (format.md 1).
//
// It reads the tokens from the tree and everything else from the gaps between them. What is written goes through an
// EditWriter, so that a text that has the layout comes out without an edit.

import type { Span } from '../../text/span.ts';
import type { FieldNode, ListNode, MessageNode, NameNode, ValueNode } from '../tree.ts';
import {
  type Block,
  type BlockItem,
  isScalarValue,
  nameText,
  type OwnComment,
  ownComment,
  readBlock,
  withAbove,
  withOnTop,
} from './block-items.ts';
import { BlockOrder, changesOrder, type Place } from './block-order.ts';
import type { TextEdit } from './edits.ts';
import { type Gap, type GapComment, LineEnds, NO_GAP, readGap } from './gap.ts';
import { hasComments, type ListItem, type ListItems, readList } from './list-items.ts';
import { type LineEnd, Pen } from './pen.ts';
import { beforeValue, StringLayout } from './string-layout.ts';
import type { FileStyle, Style } from './style.ts';
import { beginsRange, type MaskedText } from './switched-off.ts';

/** What is laid out: fields that can be (see flaws.ts), with nothing else in `span` but comments and blanks. */
export interface Laid extends MaskedText {
  readonly fields: readonly FieldNode[];
  /** Whole lines, in which `fields` are. */
  readonly span: Span;
  readonly file: FileStyle;
  readonly lineEnd: LineEnd;
  /** More of the file follows the text. */
  readonly goesOn: boolean;
}

/** The edits that give the text its layout, in order; each as wide as a gap between tokens. */
export function layOut(laid: Laid): readonly TextEdit[] {
  return new Layout(laid).edits();
}

class Layout {
  readonly #laid: Laid;
  readonly #text: string;
  readonly #style: Style;
  readonly #lineEnds: LineEnds;
  readonly #pen: Pen;
  readonly #strings: StringLayout;
  readonly #sorts: boolean;
  readonly #order: BlockOrder;

  constructor(laid: Laid) {
    this.#laid = laid;
    this.#text = laid.text;
    this.#style = laid.file.style;
    this.#lineEnds = new LineEnds(laid.text, true);
    this.#pen = new Pen(laid.source, laid.span, laid.lineEnd);
    this.#strings = new StringLayout(laid.text, this.#pen, this.#style);
    this.#sorts = changesOrder(this.#style);
    this.#order = new BlockOrder(laid.text, this.#style, {
      single: (field, place) => this.#single(field, place),
      written: (value) => this.#strings.written(value),
      fitsLine: (message) => this.#fitsLine(message),
    });
  }

  edits(): readonly TextEdit[] {
    const { start, end } = this.#laid.span;
    // R30: blank lines before the first thing in the file vanish; elsewhere one is left.
    if (this.#isBelowOthers() && this.#text.slice(start, this.#firstThing()).includes('\n')) {
      this.#pen.endLine();
    }
    const blank = this.#block(this.#laid.fields, { start, end }, 0, undefined);
    // R31, R32: a last line end, and one blank line of however many.
    if (!this.#pen.isEmpty) this.#pen.endLine();
    if (!this.#pen.isEmpty && blank) this.#pen.endLine();
    return this.#pen.finish();
  }

  /** Something that is left as it is stands above; a byte order mark is nothing (R45). */
  #isBelowOthers(): boolean {
    const { start } = this.#laid.span;
    return start > 0 && !(start === 1 && this.#text.startsWith('\ufeff'));
  }

  #isAboveOthers(): boolean {
    return this.#laid.goesOn || this.#laid.span.end < this.#text.length;
  }

  /** Offset of the first comment or field. */
  #firstThing(): number {
    const { start, end } = this.#laid.span;
    const field = this.#laid.fields[0]?.start ?? end;
    return readGap(this.#text, start, field).comments[0]?.start ?? field;
  }

  /**
   * Returns true if a blank line comes at the end.
   * @param above comments that stand before the opener: they go into the block (format.md 2.2)
   */
  #block(
    fields: readonly FieldNode[],
    { start, end }: Span,
    depth: number,
    parent: string | undefined,
    above: readonly GapComment[] = [],
  ): boolean {
    const read = withAbove(readBlock(this.#text, fields, start, end, this.#laid.frozen), above);
    const block = this.#sorts ? this.#arranged(read, depth, parent) : read;
    for (const item of block.items) {
      this.#comments(item.lead, depth);
      this.#pen.line(depth, item.blank);
      this.#item(item, { depth, inline: false });
    }
    this.#comments(block.tail, depth);
    return block.blank;
  }

  #arranged(block: Block, depth: number, parent: string | undefined): Block {
    const place = { depth, inline: false };
    if (depth === 0 && this.#isAboveOthers()) {
      // What stands at the end is about what is left there.
      const { items, tail, blank } = this.#arrangedBelowHeader(
        { ...block, tail: [], blank: false },
        place,
        parent,
      );
      const [first, ...others] = block.tail;
      if (!first) return { items, tail, blank: blank || block.blank };
      const below = { ...first, blank: blank || first.blank };
      return { items, tail: [...tail, below, ...others], blank: block.blank };
    }
    return this.#arrangedBelowHeader(block, place, parent);
  }

  #arrangedBelowHeader(block: Block, place: Place, parent: string | undefined): Block {
    const { depth } = place;
    const [first, ...rest] = block.items;
    const header = depth === 0 ? (first?.lead.slice(0, this.#headerLength(first)) ?? []) : [];
    if (!first || header.length === 0) return this.#order.arranged(block, place, parent);
    const below = { ...first, lead: first.lead.slice(header.length) };
    const items = [withBlank(below, false), ...rest];
    const others = this.#order.arranged({ ...block, items }, place, parent);
    // The blank line below them stays there.
    const [top, ...next] = others.items;
    const all = top ? { ...others, items: [withBlank(top, isBelowBlank(below)), ...next] } : others;
    return withOnTop(all, header);
  }

  /** How many of the comments in the file stay on top: those with directives (format.md 2.10), and what stands above. */
  #headerLength({ lead }: BlockItem): number {
    const { headerEnd } = this.#laid.file;
    const length = 1 + lead.findLastIndex(({ start }) => start < headerEnd);
    // Right below them `off` is a comment, and elsewhere it would be more.
    const next = length > 0 ? lead[length] : undefined;
    const isOff = next && !next.frozen && beginsRange(this.#text.slice(next.start, next.end));
    return isOff ? length + 1 : length;
  }

  /** The fields of a block that is in one line. */
  #itemsInLine({ fields, open, close }: MessageNode, depth: number, parent: string) {
    const block = readBlock(this.#text, fields, open + 1, close);
    if (!this.#sorts) return block.items;
    return this.#order.arranged(block, { depth, inline: true }, parent).items;
  }

  /** Each in a line of its own. */
  #comments(comments: readonly OwnComment[], depth: number): void {
    for (const [i, { start, end, blank, frozen }] of comments.entries()) {
      if (!frozen) {
        this.#pen.line(depth, blank);
        this.#pen.copy(start, end);
        continue;
      }
      // Right below another comment it would be a comment the next time.
      this.#pen.line(0, blank || (i > 0 && !comments[i - 1]?.frozen));
      this.#pen.write(this.#text.slice(this.#lineStart(start), start));
      this.#pen.copy(start, end);
    }
  }

  #lineStart(offset: number): number {
    let i = offset;
    while (i > 0 && isBlank(this.#text.charCodeAt(i - 1))) i--;
    return i;
  }

  #item({ field, trailing, joined = [] }: BlockItem, place: Place): void {
    const { name, value } = field;
    this.#name(name);
    if (joined.length > 0) {
      this.#joined([{ field, trailing }, ...joined], place);
      return;
    }
    const gap = readGap(this.#text, name.end, value.start);
    if (value.kind === 'string') {
      this.#colon(field);
      this.#strings.value({ ...field, value }, place, gap, place.inline ? undefined : trailing);
      return;
    }
    // R4: there may be a colon or none.
    if (value.kind !== 'message' || !this.#style.skipAllColons) this.#colon(field);
    if (value.kind === 'message') {
      this.#pen.write(' ');
      this.#message(value, place, gap, nameText(this.#text, name));
    } else if (value.kind === 'list') {
      this.#pen.write(' ');
      this.#list(value, place, gap);
    } else {
      beforeValue(this.#pen, gap, place.depth);
      this.#pen.copy(value.start, value.end);
    }
    if (trailing && !place.inline) this.#pen.after(trailing);
  }

  /** The values of fields of one name as one list, whose name is written. */
  #joined(all: readonly Pick<BlockItem, 'field' | 'trailing'>[], place: Place): void {
    const items = all.map(({ field: { name, value }, trailing }) => ({
      value: value.kind === 'list' ? (value.items[0] ?? value) : value,
      lead: readGap(this.#text, name.end, value.start).comments.map(ownComment),
      blank: false,
      trailing,
    }));
    const [first] = all;
    if (first) this.#colon(first.field);
    this.#pen.write(' [');
    if (place.inline || !hasComments({ items, tail: [], blank: false })) {
      this.#inLine(items, place.depth);
    } else {
      this.#inLines({ items, tail: [] }, place.depth + 1, false);
      this.#pen.line(place.depth);
    }
    this.#pen.write(']');
  }

  #colon({ colon }: FieldNode): void {
    if (colon >= 0) this.#pen.symbol(':', colon);
  }

  /** R20: blanks in brackets vanish. */
  #name({ kind, start, end }: NameNode): void {
    if (kind !== 'extension') {
      this.#pen.copy(start, end);
      return;
    }
    for (const { index, 0: part } of this.#text.slice(start, end).matchAll(/[^ \t\r\n]+/g)) {
      this.#pen.copy(start + index, start + index + part.length);
    }
  }

  /** @param before what stands between name and opener */
  #message(message: MessageNode, { depth, inline }: Place, before: Gap, name: string): void {
    const { open, close, fields } = message;
    const isAngle = this.#style.preserveAngleBrackets && this.#text[open] === '<';
    this.#pen.symbol(isAngle ? '<' : '{', open);
    if (inline || (before.comments.length === 0 && this.#fitsLine(message))) {
      for (const item of this.#itemsInLine(message, depth + 1, name)) {
        this.#pen.write(' ');
        this.#item(item, { depth: depth + 1, inline: true });
      }
      if (fields.length > 0) this.#pen.write(' ');
    } else {
      const inside = { start: open + 1, end: close };
      const blank = this.#block(fields, inside, depth + 1, name, before.comments);
      this.#pen.line(depth, blank);
    }
    this.#pen.symbol(isAngle ? '>' : '}', close);
  }

  /** R8: a block that is in one line stays so, unless something in it has to be in several (format.md 2.4). */
  #fitsLine(message: MessageNode): boolean {
    return (
      !this.#style.expandAllChildren &&
      this.#lineEnds.isOneLine(message.open, message.close) &&
      message.fields.every(({ value }) => this.#isShort(value))
    );
  }

  #isShort(value: ValueNode): boolean {
    if (value.kind === 'string') return value.pieces.length === 1;
    if (value.kind === 'message') return value.fields.every((field) => this.#isShort(field.value));
    if (value.kind !== 'list') return true;
    return value.items.every((item) => item.kind !== 'message' || this.#isShort(item));
  }

  #list(list: ListNode, { depth, inline }: Place, before: Gap): void {
    const isOfMessages = list.items.some(({ kind }) => kind === 'message');
    const fits =
      inline ||
      (before.comments.length === 0 &&
        this.#lineEnds.isOneLine(list.open, list.close) &&
        this.#isShort(list));
    const read = withAbove(readList(this.#text, list), before.comments);
    const sorted = this.#sortedList(read, isOfMessages, { depth: depth + 2, inline: fits });
    this.#pen.symbol('[', list.open);
    if (fits) {
      const padding = isOfMessages ? ' ' : '';
      this.#pen.write(padding);
      this.#inLine(sorted.items, depth);
      this.#pen.write(padding);
    } else {
      this.#inLines(sorted, depth + 1, isOfMessages);
      this.#pen.line(depth, isOfMessages && sorted.blank);
    }
    this.#pen.symbol(']', list.close);
  }

  /** @param inner of the fields of its messages */
  #sortedList(list: ListItems, isOfMessages: boolean, inner: Place): ListItems {
    if (!isOfMessages && this.#style.sortByContent) return this.#order.sortedScalars(list);
    if (isOfMessages && !hasComments(list)) return this.#order.sortedMessages(list, inner);
    return list;
  }

  #inLine(items: readonly Pick<ListItem, 'value'>[], depth: number): void {
    for (const [i, { value }] of items.entries()) {
      if (i > 0) this.#pen.write(', ');
      this.#listItem(value, { depth, inline: true });
    }
  }

  /** R22, R25, R40: one in each line; only between messages blank lines stay. */
  #inLines(
    { items, tail }: Pick<ListItems, 'items' | 'tail'>,
    depth: number,
    blanks: boolean,
  ): void {
    for (const [i, { value, lead, blank, trailing }] of items.entries()) {
      this.#listComments(lead, depth, blanks);
      this.#pen.line(depth, blanks && blank);
      this.#listItem(value, { depth, inline: false });
      if (i < items.length - 1) this.#pen.write(',');
      if (trailing) this.#pen.after(trailing);
    }
    this.#listComments(tail, depth, blanks);
  }

  #listComments(comments: readonly OwnComment[], depth: number, blanks: boolean): void {
    for (const { start, end, blank } of comments) {
      this.#pen.line(depth, blanks && blank);
      this.#pen.copy(start, end);
    }
  }

  #listItem(item: ValueNode, place: Place): void {
    switch (item.kind) {
      case 'message':
        this.#message(item, place, NO_GAP, '');
        break;
      case 'list':
        this.#list(item, place, NO_GAP);
        break;
      case 'string':
        this.#strings.pieces(
          item,
          place.inline || !this.#spansLines(item) ? undefined : place.depth,
        );
        break;
      default:
        this.#pen.copy(item.start, item.end);
    }
  }

  /** See `LaidValues`. */
  #single(field: FieldNode, place: Place): string | undefined {
    const { value } = field;
    if (value.kind === 'word') return this.#text.slice(value.start, value.end);
    if (value.kind === 'string') return this.#strings.single({ ...field, value }, place);
    if (value.kind !== 'list') return undefined;
    const [only, ...others] = readList(this.#text, value).items;
    if (!only || others.length > 0) return undefined;
    return isScalarValue(only.value) ? this.#strings.written(only.value) : undefined;
  }

  #spansLines({ start, end }: Span): boolean {
    return !this.#lineEnds.isOneLine(start, end);
  }
}

/** A blank line comes before the field and its comments. */
function isBelowBlank({ lead, blank }: BlockItem): boolean {
  return lead[0]?.blank ?? blank;
}

function withBlank(item: BlockItem, blank: boolean): BlockItem {
  const [first, ...others] = item.lead;
  return first ? { ...item, lead: [{ ...first, blank }, ...others] } : { ...item, blank };
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}
