// Ranges between `# txtpbfmt: off` and `# txtpbfmt: on`, which are left byte for byte (format.md 3.3).

import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { parseTextproto } from '../parser.ts';
import { type FieldNode, MAX_TEXT_ERRORS, type ParseResult, type ValueNode } from '../tree.ts';
import { type OwnComment, readBlock } from './block-items.ts';
import type { DirectiveProblem } from './style.ts';

/** What a comment does to the ranges of its block. No other spelling counts, but for blanks at the end. */
const OFF = /^# txtpbfmt: off[ \t\r]*$/;
const ON = /# txtpbfmt: on[ \t\r]*$/;
/** Whether it is worth to look for ranges. */
const OFF_ANYWHERE = /# txtpbfmt: off/;

/** True for the comment that begins a range, if it stands in a line of its own and not right below another one. */
export function beginsRange(comment: string): boolean {
  return OFF.test(comment);
}

/** True for a comment that ends a range, wherever it stands. */
export function endsRange(comment: string): boolean {
  return ON.test(comment);
}

const NONE: readonly Span[] = [];

/** The ranges of all blocks, from top to bottom: each from the `#` of `off` to the end of the line with `on`. */
function frozenRanges(text: string, fields: readonly FieldNode[]): readonly Span[] {
  if (!OFF_ANYWHERE.test(text)) return NONE;
  const ranges: Span[] = [];
  addRanges(text, fields, { start: 0, end: text.length }, ranges);
  return ranges;
}

const LINE = /(?<![^\n])[^\n]*/g;

/**
 * The same of a text whose blocks cannot be told: by its lines alone, as txtpbfmt does it. One that does not end goes up to
 * the end of the text.
 */
export function frozenLines(text: string): readonly Span[] {
  if (!OFF_ANYWHERE.test(text)) return NONE;
  const ranges: Span[] = [];
  let off = -1;
  let isBelowComment = false;
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const start = index + line.length - line.trimStart().length;
    const comment = line.trim();
    if (off < 0 && !isBelowComment && beginsRange(comment)) off = start;
    const isEnd = off >= 0 && endsRange(comment);
    if (isEnd) {
      ranges.push({ start: off, end: start + comment.length });
      off = -1;
    }
    isBelowComment = comment.startsWith('#') && !isEnd;
  }
  if (off >= 0) ranges.push({ start: off, end: text.trimEnd().length });
  return ranges;
}

const MISSPELLED = /(?<![^\n])([ \t]*)(#[ \t]*txtpbfmt[ \t]*:[ \t]*(?:off|on))[ \t\r]*(?![^\n])/g;

/** Comments that look as if they began or ended a range, and do not. */
export function misspelledMarks(text: string): readonly DirectiveProblem[] {
  if (!text.includes('txtpbfmt')) return [];
  return [...text.matchAll(MISSPELLED)].flatMap(({ 1: blanks = '', 2: mark = '', index }) => {
    if (beginsRange(mark) || endsRange(mark)) return [];
    const start = index + blanks.length;
    return [{ start, end: start + mark.length, message: SPELLING }];
  });
}

const SPELLING =
  'This has no effect: `# txtpbfmt: off` and `# txtpbfmt: on` are known by this very spelling alone.';

/** A text that is to be laid out. */
export interface MaskedText {
  readonly source: string;
  /** The source with a comment of the same length in place of each range: what is in it is neither read nor changed. */
  readonly text: string;
  /** Offsets of these comments. */
  readonly frozen: ReadonlySet<number>;
}

/** @param ranges from top to bottom, without overlap */
export function masked(source: string, ranges: readonly Span[] = NONE): MaskedText {
  if (ranges.length === 0) return { source, text: source, frozen: new Set() };
  let from = 0;
  const pieces = ranges.flatMap(({ start, end }) => {
    const before = source.slice(from, start);
    from = end;
    return [before, '#'.repeat(end - start)];
  });
  const text = [...pieces, source.slice(from)].join('');
  return { source, text, frozen: new Set(ranges.map(({ start }) => start)) };
}

/** A text with its ranges as comments, the texts of these, and what is known of the text then. */
export interface MaskedParse extends MaskedText {
  readonly ranges: readonly string[];
  readonly parse: ParseResult;
  /** Blocks cannot be told. */
  readonly isHopeless: boolean;
}

export function readMasked(source: string): MaskedParse {
  const whole = parseTextproto(new Source(source));
  const found = isHopeless(whole) ? frozenLines(source) : frozenRanges(source, whole.fields);
  const read = masked(source, found);
  const parse = found.length > 0 ? parseTextproto(new Source(read.text)) : whole;
  const ranges = found.map(({ start, end }) => source.slice(start, end));
  return { ...read, ranges, parse, isHopeless: isHopeless(parse) };
}

function isHopeless({ imbalance, errors }: ParseResult): boolean {
  return imbalance !== undefined || errors.length >= MAX_TEXT_ERRORS;
}

/** The first `off` of a block that no `on` of the same block follows. */
export function unclosedOff(
  text: string,
  fields: readonly FieldNode[],
  inside: Span,
): Span | undefined {
  let unclosed: Span | undefined;
  scan(text, fields, inside, (off, on) => {
    if (!on) unclosed ??= off;
  });
  return unclosed;
}

function addRanges(text: string, fields: readonly FieldNode[], inside: Span, ranges: Span[]): void {
  const own: Span[] = [];
  scan(text, fields, inside, (off, on) => {
    if (on) own.push({ start: off.start, end: on.end });
  });
  let next = 0;
  for (const { start, value } of fields) {
    for (let range = own[next]; range && range.end <= start; range = own[++next])
      ranges.push(range);
    const range = own[next];
    if (!range || start < range.start) addRangesIn(text, value, ranges);
  }
  ranges.push(...own.slice(next));
}

function addRangesIn(text: string, value: ValueNode, ranges: Span[]): void {
  if (value.kind === 'list') {
    for (const item of value.items) addRangesIn(text, item, ranges);
  } else if (value.kind === 'message' && value.open >= 0) {
    const inside = { start: value.open + 1, end: value.close < 0 ? value.end : value.close };
    addRanges(text, value.fields, inside, ranges);
  }
}

/** @param inside from after the opener of the block, or start of the text, to its closer, or end of the text */
function scan(
  text: string,
  fields: readonly FieldNode[],
  inside: Span,
  found: (off: Span, on: Span | undefined) => void,
): void {
  const { items, tail } = readBlock(text, fields, inside.start, inside.end);
  let off: Span | undefined;
  /** Returns true for the end of a range. */
  const take = (comment: Span, mayBegin: boolean): boolean => {
    const written = text.slice(comment.start, comment.end);
    if (!off) {
      if (mayBegin && beginsRange(written)) off = comment;
      return false;
    }
    if (!endsRange(written)) return false;
    found(off, comment);
    off = undefined;
    return true;
  };
  const takeAll = (comments: readonly OwnComment[]) => {
    let isBelowComment = false;
    for (const comment of comments) {
      isBelowComment = !take(comment, comment.apart || !isBelowComment);
    }
  };
  for (const { lead, trailing } of items) {
    takeAll(lead);
    if (trailing) take(trailing, false);
  }
  takeAll(tail);
  if (off) found(off, undefined);
}
