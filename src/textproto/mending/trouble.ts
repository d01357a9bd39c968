// An error of a text that is to be explained, and what is around it.

import type { Span } from '../../text/span.ts';
import type { TextError } from '../tree.ts';

export interface Trouble {
  /** With the mends so far. */
  readonly text: string;
  readonly error: TextError;
  /** Some message has a field of this name that is text. */
  readonly isTextField: (name: string) => boolean;
  /** Some message has a field of this name. */
  readonly isField: (name: string) => boolean;
}

/** Nobody means more than this by one mistake; and so a long line costs no more than a short one. */
const MAX_REACH = 4000;

/** From `at` to the end of its line, but not further than anybody would look. */
export function restOfLine(text: string, at: number): Span {
  const reach = Math.min(text.length, at + MAX_REACH);
  let end = at;
  while (end < reach && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start: at, end };
}

/** The start of the line that `at` is in, or a place in it from which on people would look. */
export function startOfLine(text: string, at: number): number {
  const reach = Math.max(0, at - MAX_REACH);
  let start = at;
  while (start > reach && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** The line that `at` is in, without the blanks around it. */
export function trimmedLine(text: string, at: number): Span {
  return trimmed(text, { start: startOfLine(text, at), end: restOfLine(text, at).end });
}

/** Without the blanks at its ends. */
export function trimmed(text: string, span: Span): Span {
  const piece = text.slice(span.start, span.end);
  const start = span.start + (piece.length - piece.trimStart().length);
  return { start, end: Math.max(start, span.start + piece.trimEnd().length) };
}
