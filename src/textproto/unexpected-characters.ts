// Characters that cannot start a token (spec textformat.md T6): how far a run of them goes, and what to say of it.

import { asciiLookAlike, isInvisible, isStrayByte, namedCharacter } from './characters.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** Characters of words of any language: those of ASCII are the text format's. */
const OF_WORD = /[\p{L}\p{M}\p{N}\-+._]/u;

/** Is neither read nor skipped by the text format. */
const UNEXPECTED = /[^A-Za-z0-9\-+._<>{}:[\];,/"' \t\n\r#]/u;

/**
 * The offset after the run of unexpected characters that starts at `start`: characters of a word go together with
 * the rest of the word, those that cannot be seen and any others by themselves.
 */
export function unexpectedEnd(text: string, start: number): number {
  const first = characterAt(text, start);
  if (first === BYTE_ORDER_MARK) return start + 1;
  const sort = sortOf(first);
  let end = start + first.length;
  while (end < text.length) {
    const next = characterAt(text, end);
    const goesOn =
      sort === 'word' ? OF_WORD.test(next) : UNEXPECTED.test(next) && sortOf(next) === sort;
    if (!goesOn) break;
    end += next.length;
  }
  return end;
}

type Sort = 'word' | 'byte' | 'invisible' | 'other';

function sortOf(character: string): Sort {
  // What can be seen of ASCII, and is not the text format's.
  if (character > ' ' && character <= '~' && UNEXPECTED.test(character)) return 'other';
  if (isStrayByte(character)) return 'byte';
  if (isInvisible(character)) return 'invisible';
  return OF_WORD.test(character) ? 'word' : 'other';
}

/** Not half of a pair, unless it stands alone. */
function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** @param byte as ../golang/utf8.ts decodes it */
function notUtf8(byte: string): string {
  return `This is not UTF-8 (${namedCharacter(byte)}): save the file as UTF-8.`;
}

/** What is wrong with such a run and what to do about it. */
export function describeUnexpected(run: string): string {
  const first = characterAt(run, 0);
  if (first === BYTE_ORDER_MARK) {
    return 'U+FEFF, byte order mark: the service rejects it. Save the file as UTF-8 without one.';
  }
  if (first === '\ufffd') {
    return 'U+FFFD, replacement character: something here was not UTF-8. Type it again, and save the file as UTF-8.';
  }
  const named = namedCharacter(first);
  if (isStrayByte(first)) return notUtf8(first);
  if (isInvisible(first)) {
    const more = [...run].length - 1;
    const shown = more > 0 ? `${named}, and ${more} more like it` : named;
    const isSpace = /[\p{Z}\u2800\u3164\uffa0\v\f]/u.test(first);
    const cure = isSpace ? 'put an ordinary space there instead' : 'remove it';
    return `${shown}: this cannot be seen, and is not allowed here; ${cure}.`;
  }
  const ascii = asciiLookAlike(first);
  if (ascii !== undefined) return `${named} is not allowed here: write \`${ascii}\`.`;
  const text = OF_WORD.test(first) ? `\`${run.slice(0, 20)}\`` : named;
  return `${text} is not allowed here. Text needs quotes; a comment starts with \`#\`.`;
}
