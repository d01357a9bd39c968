// Cutting the content of a string into pieces that fit a column, without a loss (format.md 3.5).

import { encodeUtf8 } from '../../golang/utf8.ts';

/** Characters or escape sequences, none of which may be cut. */
const UNITS = /\\(?:[0-7]{1,3}|[xX][0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n])|[^\n]/gu;

/** What Go takes for a space (`unicode.IsSpace`), but for the one at which lines are not to break. */
const BLANK = /^(?:[^\S\u00a0\ufeff]|\u0085)/;
const BLANKS_OR_WORD = /(?:[^\S\u00a0\ufeff]|\u0085)+|(?:(?!\u0085)\S|[\u00a0\ufeff])+/g;

/** @param room bytes of UTF-8 that a piece may have */
export function cutAtColumn(text: string, room: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const [unit] of text.matchAll(UNITS)) {
    const more = unit < '\x80' ? unit.length : encodeUtf8(unit).length;
    if (length + more > room) {
      parts.push(part);
      part = '';
      length = 0;
    }
    part += unit;
    length += more;
  }
  return [...parts, part];
}

/**
 * Each but the last ends in the blanks that it is cut at; for one of them there is room, whether it is there or not. A
 * word that is too long stays whole.
 * @param room code points that a piece may have
 */
export function cutAtWords(text: string, room: number): readonly string[] {
  const limit = room - 1;
  // No word is shorter.
  if (limit <= 0) return [text];
  const parts: string[] = [];
  let part = '';
  /** Code points of the piece, without the blanks at its end. */
  let length = 0;
  let blanks = 0;
  for (const [run] of text.matchAll(BLANKS_OR_WORD)) {
    const size = [...run].length;
    if (isBlank(run)) {
      part += run;
      blanks = size;
      continue;
    }
    if (crosses(length + blanks, size, limit)) {
      parts.push(part);
      part = '';
      length = 0;
      blanks = 0;
    }
    part += run;
    length += blanks + size;
    blanks = 0;
  }
  return [...parts, part];
}

/** A word goes to the next line when it crosses the limit, unless by then it is as long as that itself. */
function crosses(before: number, size: number, limit: number): boolean {
  const at = Math.max(1, limit - before + 1);
  return at <= size && at < limit;
}

function isBlank(run: string): boolean {
  return BLANK.test(run);
}
