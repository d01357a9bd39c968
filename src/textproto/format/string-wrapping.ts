// Long strings as several short ones below each other, for files that ask for it (format.md 3.2).

import type { Style } from './style.ts';

/** True if the style wraps strings at all. */
export function wrapsStrings({ wrapColumn, wrapAfterNewlines }: Style): boolean {
  return wrapColumn > 0 || wrapAfterNewlines;
}

/** Characters or escape sequences, none of which may be cut. */
const UNITS =
  /\\(?:[0-7]{1,3}|[xX][0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|[\s\S]/gu;

/**
 * The pieces that one string is to be cut into; undefined if it stays as it is.
 * @param pieces of the string as it is, each with double quotes
 * @param indent columns before the pieces
 */
export function wrappedString(
  pieces: readonly string[],
  indent: number,
  style: Style,
): readonly string[] | undefined {
  const text = pieces.map((piece) => piece.slice(1, -1)).join('');
  let parts: readonly string[] = [text];
  if (style.wrapAfterNewlines && !isMostlyBytes(text)) parts = afterNewlines(text);
  const room = style.wrapColumn - indent - 2;
  if (wrapsAtColumn(text, style)) {
    const isTooLong = pieces.some(({ length }) => length - 2 > room);
    if (isTooLong) {
      parts = parts.flatMap((part) =>
        style.wrapAnywhere ? cutAtColumn(part, room) : cutAtWords(part, room),
      );
    }
  }
  if (parts.length < 2) return undefined;
  return parts.map((part) => `"${part}"`);
}

function wrapsAtColumn(text: string, { wrapColumn, wrapHtml }: Style): boolean {
  return wrapColumn > 0 && (wrapHtml || !/<[^<>]*>/.test(text));
}

/**
 * True if a string that is not cut goes below the name of its field, as it is too long for that line and not for its own.
 * @param piece with its quotes
 * @param column at which it would stand in the line of the name
 * @param indent columns before it in a line of its own
 */
export function goesBelow(piece: string, column: number, indent: number, style: Style): boolean {
  if (!wrapsAtColumn(piece, style)) return false;
  return column + piece.length > style.wrapColumn && indent + piece.length <= style.wrapColumn;
}

/** More than a tenth of it is escaped bytes: it is no prose, and what looks like a line end is none. */
function isMostlyBytes(text: string): boolean {
  const bytes = text.match(/\\[xX][0-9a-fA-F]{1,2}/g)?.length ?? 0;
  return bytes * 10 > (text.match(UNITS)?.length ?? 0);
}

function afterNewlines(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const [unit] of text.matchAll(UNITS)) {
    part += unit;
    if (unit !== '\\n') continue;
    parts.push(part);
    part = '';
  }
  if (part !== '' || parts.length === 0) parts.push(part);
  return parts;
}

/** Each but the last ends in the space that it is cut at. A word that is too long stays whole. */
function cutAtWords(text: string, room: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const word of text.match(/[^ ]* +|[^ ]+/g) ?? []) {
    if (part !== '' && part.length + word.trimEnd().length + trailing(word) > room) {
      parts.push(part);
      part = '';
    }
    part += word;
  }
  if (part !== '' || parts.length === 0) parts.push(part);
  return parts;
}

function trailing(word: string): number {
  return word.length - word.trimEnd().length;
}

function cutAtColumn(text: string, room: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const [unit] of text.matchAll(UNITS)) {
    if (part !== '' && part.length + unit.length > room) {
      parts.push(part);
      part = '';
    }
    part += unit;
  }
  if (part !== '' || parts.length === 0) parts.push(part);
  return parts;
}
