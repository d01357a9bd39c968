// Quotes of strings (format.md R15), and the choice of them that `smartquotes` makes (3.2).

import type { Span } from '../../text/span.ts';
import type { Pen } from './pen.ts';

const BACKSLASH = 92;
const DOUBLE = 34;
const SINGLE = 39;

/** Writes one quoted piece of `text` with double quotes; nothing else in it changes. */
export function writeDoubleQuoted(text: string, { start, end }: Span, pen: Pen): void {
  if (text.charCodeAt(start) === DOUBLE) {
    pen.copy(start, end);
    return;
  }
  pen.write('"');
  let from = start + 1;
  const stop = end - 1;
  for (let i = from; i < stop; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) {
      i++;
    } else if (c === DOUBLE) {
      pen.copy(from, i);
      pen.write('\\');
      from = i;
    }
  }
  pen.copy(from, stop);
  pen.write('"');
}

/** The piece between other quotes: single ones if it has double ones alone; without backslashes that no quote needs. */
export function smartlyQuoted(piece: string): string {
  const inner = withoutQuotes(piece);
  if (inner.includes('"') && !inner.includes("'")) return `'${inner}'`;
  return `"${inner.replaceAll('"', '\\"')}"`;
}

/** What is between the quotes, in such a way that the same value between other quotes is the same. */
export function withoutQuotes(piece: string): string {
  const inner = piece.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\([\s\S])/g, (sequence, c) => (c === '"' || c === "'" ? c : sequence));
}

/** The piece with double quotes. */
export function doubleQuoted(piece: string): string {
  if (piece.charCodeAt(0) !== SINGLE) return piece;
  const inner = piece.slice(1, -1);
  return `"${inner.replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found))}"`;
}
