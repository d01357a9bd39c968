// Gaps between tokens: their comments, and how many lines end in them.

import { skipBlanksAndComments } from '../lexer.ts';

const LF = 10;
const CR = 13;
const HASH = 35;

export interface GapComment {
  /** Offset of `#`. */
  readonly start: number;
  /** Without the line end, and without carriage returns before it (format.md 2.6). */
  readonly end: number;
  /** It is in the line of what comes before it. */
  readonly sameLine: boolean;
  /** A blank line comes before it. */
  readonly blank: boolean;
}

export interface Gap {
  readonly comments: readonly GapComment[];
  /** A blank line comes after the last comment, or, if there is none, anywhere. */
  readonly blank: boolean;
}

const NONE: readonly GapComment[] = [];

/**
 * Reads what is between two tokens. Separators in it count for nothing. A single blank line below a comment with a line of
 * its own counts only if there is no blank in it: that is how txtpbfmt reads it.
 * @param from end of the token before
 * @param to start of the token after
 */
export function readGap(text: string, from: number, to: number): Gap {
  let comments: GapComment[] | undefined;
  let lineEnds = 0;
  /** How many line ends make a blank line. */
  let enough = 2;
  let i = from;
  while (i < to) {
    const c = text.charCodeAt(i);
    if (c === LF || (c === CR && text.charCodeAt(i + 1) !== LF)) {
      lineEnds++;
    } else if (c === HASH) {
      const start = i;
      i = text.indexOf('\n', i);
      if (i < 0 || i > to) i = to;
      const end = withoutCarriageReturns(text, i);
      const sameLine = lineEnds === 0 && from > 0;
      comments ??= [];
      comments.push({ start, end, sameLine, blank: lineEnds >= enough });
      lineEnds = 0;
      enough = sameLine || isEmptyLine(text, i + 1) ? 2 : 3;
      continue;
    }
    i++;
  }
  return { comments: comments ?? NONE, blank: lineEnds >= enough };
}

function isEmptyLine(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
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
