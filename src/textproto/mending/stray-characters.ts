// Characters that do not belong where they are: such that cannot be seen, look-alikes, and others.

import type { Span } from '../../text/span.ts';
import { asciiLookAlike, isInvisible } from '../characters.ts';
import { isWordCode } from '../lexer.ts';
import { describeUnexpected, unexpectedEnd } from '../unexpected-characters.ts';
import { asCharacter, blank, type Explanation, type Mend } from './mend.ts';
import type { Trouble } from './trouble.ts';

const MAX_WORD = 200;

export function explainStrayCharacter({ text, error, isField }: Trouble): readonly Explanation[] {
  if (error.code === 'textproto-unexpected-byte') {
    const at = error.start;
    const word = wordAround(text, at);
    const letters = /[^\0-\x7f]+/y;
    letters.lastIndex = at;
    const end = at + (letters.exec(text)?.[0].length ?? 0);
    if (at === word.start && isField(text.slice(end, word.end))) return [left(text, at, end)];
    return [...asWord(text, word), left(text, at, unexpectedEnd(text, at))];
  }
  // A word that a letter of another alphabet cuts in two is an unknown one first.
  const word = wordAround(text, error.start);
  return /^[\w.+-]+$/.test(text.slice(word.start, word.end)) ? [] : asWord(text, word);
}

/** The characters are not there. */
function left(text: string, start: number, end: number): Explanation {
  const message = describeUnexpected(text.slice(start, end));
  return { start, end, message, mends: [blank(text, { start, end })] };
}

/** Letters of any alphabet around `at`, and what cannot be seen between them. */
function wordAround(text: string, at: number): Span {
  let start = at;
  while (start > 0 && at - start < MAX_WORD && isOfWord(text, start - 1)) start--;
  let end = at;
  while (end < text.length && end - at < MAX_WORD && isOfWord(text, end)) end++;
  return { start, end };
}

function isOfWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return isWordCode(code);
  return !(code >= 0xdc80 && code <= 0xdcff && !isPaired(text, at));
}

function isPaired(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** All of a word is read as the one that it looks like, or as some other that is no field. */
function asWord(text: string, word: Span): readonly Explanation[] {
  const shown = text.slice(word.start, word.end);
  const mends: Mend[] = [];
  let strange: Span | undefined;
  let at = word.start;
  for (const character of shown) {
    const end = at + character.length;
    if (character.charCodeAt(0) >= 128) {
      strange ??= { start: at, end };
      const alike = asciiLookAlike(character) ?? '_';
      mends.push(asCharacter(at, alike.padEnd(character.length, '_')));
    }
    at = end;
  }
  if (!strange) return [];
  const first = text.slice(strange.start, strange.end);
  const isMark = isInvisible(first) || asciiLookAlike(first) !== undefined;
  const message = describeUnexpected(
    isMark ? first : text.slice(strange.start, unexpectedEnd(text, strange.start)),
  );
  return [{ ...word, ...(isMark ? strange : {}), message, mends, better: true }];
}
