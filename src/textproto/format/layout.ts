// Layout of a parsed text, in the style that txtpbfmt and lucicfg print (format.md 1).
//
// It reads the tokens from the tree and everything else from the gaps between them. What is written goes through an
// EditWriter, so that a text that has the layout comes out without an edit.

import type { Span } from '../../text/span.ts';
import type { FieldNode, ListNode, MessageNode, NameNode, ValueNode } from '../tree.ts';
import {
  arranged,
  type Block,
  type BlockItem,
  changesOrder,
  itemOrder,
  nameText,
  type OwnComment,
  readBlock,
} from './block-items.ts';
import type { TextEdit } from './edits.ts';
import { type Gap, LineEnds, readGap } from './gap.ts';
import { type LineEnd, Pen } from './pen.ts';
import { beforeValue, StringLayout } from './string-layout.ts';
import { doubleQuoted } from './string-quotes.ts';
import type { FileStyle, Style } from './style.ts';
import { type FrozenRange, frozenRanges } from './switched-off.ts';

/** What is laid out: fields that can be (see flaws.ts), with nothing else in `span` but comments and blanks. */
export interface Laid {
  readonly text: string;
  readonly fields: readonly FieldNode[];
  /** Whole lines, in which `fields` are. */
  readonly span: Span;
  readonly file: FileStyle;
  readonly lineEnd: LineEnd;
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

  constructor(laid: Laid) {
    this.#laid = laid;
    this.#text = laid.text;
    this.#style = laid.file.style;
    this.#lineEnds = new LineEnds(laid.text, true);
    this.#pen = new Pen(laid.text, laid.span, laid.lineEnd);
    this.#strings = new StringLayout(laid.text, this.#pen, this.#style);
    this.#sorts = changesOrder(this.#style);
  }

  edits(): readonly TextEdit[] {
    const { start, end } = this.#laid.span;
    // R30: blank lines before the first thing in the file vanish; elsewhere one is left.
    if (this.#isBelowOthers() && this.#text.slice(start, this.#firstThing()).includes('\n')) {
      this.#pen.endLine();
    }
    const blank = this.#block(this.#laid.fields, start, end, 0);
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

  /** Offset of the first comment or field. */
  #firstThing(): number {
    const { start, end } = this.#laid.span;
    const field = this.#laid.fields[0]?.start ?? end;
    return readGap(this.#text, start, field).comments[0]?.start ?? field;
  }

  /** Returns true if a blank line comes at the end. */
  #block(fields: readonly FieldNode[], from: number, to: number, depth: number): boolean {
    const read = readBlock(this.#text, fields, from, to);
    const frozen = frozenRanges(this.#text, read);
    // To be left as it is means that nothing comes in between, either.
    const block = this.#sorts && frozen.length === 0 ? this.#arranged(read, depth) : read;
    let next = 0;
    /** Writes a range that is switched off when its time has come, and tells whether `offset` is in one. */
    const isFrozen = (offset: number, blank: boolean): boolean => {
      const range = frozen[next];
      if (!range || offset < range.from) return false;
      if (offset === range.from) this.#frozen(range, blank);
      if (offset === range.last) next++;
      return true;
    };
    for (const { field, lead, blank, trailing } of block.items) {
      for (const comment of lead) this.#comment(comment, depth, isFrozen);
      if (isFrozen(field.start, blank)) continue;
      this.#pen.line(depth, blank);
      this.#field(field, depth, false);
      if (trailing) this.#pen.after(trailing);
    }
    for (const comment of block.tail) this.#comment(comment, depth, isFrozen);
    return block.blank;
  }

  #arranged(block: Block, depth: number): Block {
    const [first, ...rest] = block.items;
    const header = first?.lead.slice(0, this.#headerLength(first)) ?? [];
    if (!first || header.length === 0) return arranged(this.#text, block, this.#style);
    for (const comment of header) this.#comment(comment, depth, () => false);
    const below = { ...first, lead: first.lead.slice(header.length) };
    const items = [withBlank(below, false), ...rest];
    const others = arranged(this.#text, { ...block, items }, this.#style);
    // So does the blank line below them.
    const [top, ...next] = others.items;
    return top ? { ...others, items: [withBlank(top, isBelowBlank(below)), ...next] } : others;
  }

  /**
   * How many of the comments above a first field stay where they are: those with directives (format.md 2.10), with what
   * stands above them, and those that a blank line sets apart from the field.
   */
  #headerLength({ lead, blank }: BlockItem): number {
    if (blank) return lead.length;
    const { headerEnd } = this.#laid.file;
    return 1 + lead.findLastIndex((comment, i) => comment.start < headerEnd || lead[i + 1]?.blank);
  }

  /** The fields of a block that is in one line. */
  #arrangedInLine({ fields, open, close }: MessageNode): readonly FieldNode[] {
    if (!this.#sorts) return fields;
    const block = readBlock(this.#text, fields, open + 1, close);
    return arranged(this.#text, block, this.#style).items.map(({ field }) => field);
  }

  #frozen({ start, end }: FrozenRange, blank: boolean): void {
    this.#pen.line(0, blank);
    // Its own indentation is left alone, too.
    this.#pen.write(this.#text.slice(this.#lineStart(start), start));
    this.#pen.copy(start, end);
  }

  #lineStart(offset: number): number {
    let i = offset;
    while (i > 0 && isBlank(this.#text.charCodeAt(i - 1))) i--;
    return i;
  }

  #comment(
    { start, end, blank }: OwnComment,
    depth: number,
    isFrozen: (offset: number, blank: boolean) => boolean,
  ): void {
    if (isFrozen(start, blank)) return;
    this.#pen.line(depth, blank);
    this.#pen.copy(start, end);
  }

  /** @param inline all of it goes into one line */
  #field(field: FieldNode, depth: number, inline: boolean): void {
    const { name, value } = field;
    this.#name(name);
    const gap = readGap(this.#text, name.end, value.start);
    switch (value.kind) {
      case 'message':
        // R4: there may be a colon or none.
        if (!this.#style.skipAllColons) this.#colon(field);
        this.#pen.write(' ');
        this.#message(value, depth, inline, gap);
        break;
      case 'list':
        this.#colon(field);
        this.#pen.write(' ');
        this.#list(value, depth, inline, gap);
        break;
      case 'string':
        this.#colon(field);
        this.#strings.value(value, depth, inline, gap, nameText(this.#text, name).length);
        break;
      default:
        this.#colon(field);
        beforeValue(this.#pen, gap, depth);
        this.#pen.copy(value.start, value.end);
    }
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
  #message(message: MessageNode, depth: number, inline: boolean, before: Gap): void {
    const { open, close, fields } = message;
    const isAngle = this.#style.preserveAngleBrackets && this.#text[open] === '<';
    this.#pen.symbol(isAngle ? '<' : '{', open);
    if (inline || (before.comments.length === 0 && this.#fitsLine(message))) {
      for (const field of this.#arrangedInLine(message)) {
        this.#pen.write(' ');
        this.#field(field, depth, true);
      }
      if (fields.length > 0) this.#pen.write(' ');
    } else {
      this.#pen.comments(before.comments, depth + 1);
      const blank = this.#block(fields, open + 1, close, depth + 1);
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

  #list(list: ListNode, depth: number, inline: boolean, before: Gap): void {
    // After the last comma nothing need follow.
    let items = list.items.filter(({ kind }) => kind !== 'missing');
    const isOfMessages = items.some(({ kind }) => kind === 'message');
    const fits =
      inline ||
      (before.comments.length === 0 &&
        this.#lineEnds.isOneLine(list.open, list.close) &&
        this.#isShort(list));
    if (this.#style.sortByContent && !isOfMessages && (fits || !this.#hasCommentsIn(list))) {
      const compare = itemOrder(this.#style);
      const written = ({ start, end }: ValueNode) => doubleQuoted(this.#text.slice(start, end));
      items = items.toSorted((a, b) => compare(written(a), written(b)));
    }
    this.#pen.symbol('[', list.open);
    if (fits) {
      const padding = isOfMessages ? ' ' : '';
      this.#pen.write(padding);
      for (const [i, item] of items.entries()) {
        if (i > 0) this.#pen.write(', ');
        this.#item(item, depth, true);
      }
      this.#pen.write(padding);
    } else {
      this.#pen.comments(before.comments, depth + 1);
      const blank = this.#items(items, list, depth + 1, isOfMessages);
      this.#pen.line(depth, blank);
    }
    this.#pen.symbol(']', list.close);
  }

  #hasCommentsIn({ open, close }: ListNode): boolean {
    return this.#text.slice(open, close).includes('#');
  }

  /** R22, R25, R40: one in each line; only between messages blank lines stay. Returns true if one comes at the end. */
  #items(items: readonly ValueNode[], list: ListNode, depth: number, blanks: boolean): boolean {
    const isSorted = this.#style.sortByContent && !blanks && !this.#hasCommentsIn(list);
    let gap = readGap(this.#text, list.open + 1, items[0]?.start ?? list.close, 'list');
    let { comments } = gap;
    for (const [i, item] of items.entries()) {
      this.#listComments(comments, depth, blanks, i === 0);
      // No blank line stands above the first one.
      this.#pen.line(depth, blanks && gap.blank && i > 0);
      this.#item(item, depth, false);
      if (i < items.length - 1) this.#pen.write(',');
      if (isSorted) {
        comments = [];
        continue;
      }
      gap = readGap(this.#text, item.end, items[i + 1]?.start ?? list.close);
      const [first] = gap.comments;
      comments = gap.comments;
      if (first?.sameLine) {
        this.#pen.after(first);
        comments = comments.slice(1);
      }
    }
    this.#listComments(comments, depth, blanks, false);
    return blanks && gap.blank;
  }

  /** @param isTop they are the first in a list: no blank line stands above them */
  #listComments(
    comments: readonly OwnComment[],
    depth: number,
    blanks: boolean,
    isTop: boolean,
  ): void {
    for (const [i, { start, end, blank }] of comments.entries()) {
      this.#pen.line(depth, blanks && blank && !(isTop && i === 0));
      this.#pen.copy(start, end);
    }
  }

  #item(item: ValueNode, depth: number, inline: boolean): void {
    switch (item.kind) {
      case 'message':
        this.#message(item, depth, inline, NO_GAP);
        break;
      case 'list':
        this.#list(item, depth, inline, NO_GAP);
        break;
      case 'string':
        this.#strings.pieces(item, inline || !this.#spansLines(item) ? undefined : depth);
        break;
      default:
        this.#pen.copy(item.start, item.end);
    }
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

const NO_GAP: Gap = { comments: [], blank: false };

function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}
