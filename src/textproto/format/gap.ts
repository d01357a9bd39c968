// Gaps between tokens: their comments, and how many lines end in them.

import { skipBlanksAndComments } from '../lexer.ts';
import { COMMA, SEMICOLON } from '../symbols.ts';

const LF = 10;
const CR = 13;
const HASH = 35;
const TAB = 9;
const SPACE = 32;

export interface GapComment {
  /** Offset of `#`. */
  readonly start: number;
  /** Without the line end, and without carriage returns before it (format.md 2.6). */
  readonly end: number;
  /** It is in the line of what comes before it. */
  readonly sameLine: boolean;
  /** A blank line comes before it. */
  readonly blank: boolean;
  /** So one does, or one that vanishes (format.md R50): what stands above it is not about the same. */
  readonly apart: boolean;
}

export interface Gap {
  readonly comments: readonly GapComment[];
  /** A blank line comes after the last comment, or, if there is none, anywhere. */
  readonly blank: boolean;
  /** As that of a comment, for what comes after the gap. */
  readonly apart: boolean;
}

const NONE: readonly GapComment[] = [];

export const NO_GAP: Gap = { comments: NONE, blank: false, apart: false };

/**
 * What a gap comes after. `opener`: that of a block, or the start of the text; `list`: that of a list; `scalar`: the value
 * of a field that is no message and no list of them. It matters to blank lines alone.
 */
export type GapAfter = 'opener' | 'list' | 'scalar' | 'other';

/**
 * Reads what is between two tokens. How many line ends make a blank line there is as txtpbfmt reads it (format.md R47):
 * most often two, as the first one ends the line of what stands before.
 * @param from end of the token before
 * @param to start of the token after, or end of the text
 */
export function readGap(text: string, from: number, to: number, after: GapAfter = 'other'): Gap {
  let comments: GapComment[] | undefined;
  const isOpener = after === 'opener' || after === 'list';
  let lineEnds = 0;
  let enough = isOpener && !isLineEnd(text, from) ? 1 : 2;
  /** A blank line stands before a separator. */
  let blank = false;
  let i = from;
  while (i < to) {
    const c = text.charCodeAt(i);
    if (c === LF || (c === CR && text.charCodeAt(i + 1) !== LF)) {
      lineEnds++;
    } else if (c === COMMA || c === SEMICOLON) {
      blank ||= lineEnds >= enough;
      lineEnds = 0;
      enough = (after === 'scalar' || i > from) && !isLineEnd(text, i + 1) ? 1 : 2;
    } else if (c === HASH) {
      const start = i;
      i = text.indexOf('\n', i);
      if (i < 0 || i > to) i = to;
      const end = withoutCarriageReturns(text, i);
      const sameLine = lineEnds === 0 && !isOpener;
      comments ??= [];
      const isBelow = blank || lineEnds >= enough;
      comments.push({ start, end, sameLine, blank: isBelow, apart: isBelow || lineEnds > 1 });
      blank = false;
      lineEnds = 0;
      enough = sameLine || after === 'list' || isLineEnd(text, i + 1) ? 2 : 3;
      continue;
    }
    i++;
  }
  // The last line of a text may have no end, and nothing but blanks in it.
  if (
    to === text.length &&
    isBlank(text.charCodeAt(to - 1)) &&
    to > (comments?.at(-1)?.end ?? from)
  )
    lineEnds++;
  const isBelow = blank || lineEnds >= enough;
  return { comments: comments ?? NONE, blank: isBelow, apart: isBelow || lineEnds > 1 };
}

function isBlank(c: number): boolean {
  return c === SPACE || c === TAB;
}

function isLineEnd(text: string, offset: number): boolean {
  const c = text.charCodeAt(offset);
  return c === LF || c === CR;
}

function withoutCarriageReturns(text: string, end: number): number {
  let i = end;
  while (text.charCodeAt(i - 1) === CR) i--;
  return i;
}

/** Offset of the first character in a piece that is neither white space nor in a comment; `to` if there is none. */
export function firstOutsideGap(text: string, from: number, to: number): number {
  return Math.min(skipBlanksAndComments(text, from), to);
}

/** Finds line ends. Asked from the start of a text to its end, it takes linear time altogether. */
export class LineEnds {
  readonly #text: string;
  readonly #hasCarriageReturns: boolean;
  /** No line ends in between. */
  #from = 0;
  #next = -1;

  /** @param alsoCarriageReturns one by itself ends a line, too */
  constructor(text: string, alsoCarriageReturns: boolean) {
    this.#text = text;
    this.#hasCarriageReturns = alsoCarriageReturns && text.includes('\r');
  }

  /** True if all from `start` to `end` is in one line. */
  isOneLine(start: number, end: number): boolean {
    if (start < this.#from || start > this.#next) {
      this.#from = start;
      this.#next = this.#find(start);
    }
    return this.#next >= end;
  }

  #find(start: number): number {
    if (!this.#hasCarriageReturns) return orEnd(this.#text.indexOf('\n', start));
    const end = /[\r\n]/g;
    end.lastIndex = start;
    return orEnd(end.exec(this.#text)?.index ?? -1);
  }
}

function orEnd(index: number): number {
  return index < 0 ? Infinity : index;
}
