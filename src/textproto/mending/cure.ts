// A cure: what to write so that a text no longer has the mistake which an explanation tells of.

import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { asciiLookAlike, isInvisible } from '../characters.ts';
import type { Cure, Explanation, Mend, Replacement } from './mend.ts';

/**
 * The cure that an explanation names, or else those that its mends amount to, the likeliest first; none if these only
 * help to read on.
 * @param text that the explanation is about, as its author wrote it
 */
export function curesOf(text: string, { cure, mends, message }: Explanation): readonly Cure[] {
  if (cure !== undefined) return cure ? [cure] : [];
  const replacements = mends.map((mend) => replacementOf(text, mend));
  if (!replacements.every((replacement) => replacement !== undefined)) return [];
  // A word that belongs nowhere may still be worth something; a mark is not.
  const isWord = replacements.some(({ start, end }) =>
    /[\p{L}\p{N}]/u.test(text.slice(start, end)),
  );
  const isDoubtful = (!message && isWord) || replacements.some((one) => isBetterColon(text, one));
  const unsure = isDoubtful ? { unsure: true as const } : {};
  const cures: Cure[] = [{ title: titleOf(text, replacements), replacements, ...unsure }];
  const [first, second] = replacements;
  if (
    first &&
    !second &&
    mends[0]?.kind === 'replaced' &&
    first.by !== '' &&
    mends[0].by.trim() === ''
  ) {
    const without = [{ ...first, by: '' }];
    cures.push({ title: titleOf(text, without), replacements: without, unsure: true });
  }
  return cures;
}

/** `=` before a message, which is meant as the colon that may stand there, though nothing does as well. */
function isBetterColon(text: string, { start, end, by }: Replacement): boolean {
  return (
    by === '' && text.slice(start, end) === '=' && /^[ \t]*[{<]/.test(text.slice(end, end + 9))
  );
}

function replacementOf(text: string, mend: Mend): Replacement | undefined {
  const { start, end } = mend;
  if (mend.kind === 'string') {
    const inner = unquoted(text, mend.inner);
    // That is another field, rather than text.
    if (/^\w+\s*:\s*(?:["'].*)?$|[,\s]["']/s.test(inner)) return undefined;
    return { start, end, by: inQuotes(inner) };
  }
  const found = text.slice(start, end);
  const by = mend.by.trim();
  if (by === ':') return { start: start - blanksBefore(text, start), end, by };
  const [first = ''] = found;
  if (by === '') return { start, end, by: inPlaceOf(found) };
  // Letters of an alphabet that has no counterpart are read as a word, which nobody meant.
  if (by.startsWith('_') && asciiLookAlike(first) !== '_') {
    return isInvisible(first) ? { start, end, by: '' } : undefined;
  }
  return { start, end, by: asciiLookAlike(found) ?? by };
}

/** What to write for characters that are not allowed: what they look like, a blank for one that nobody sees, or nothing. */
function inPlaceOf(found: string): string {
  const alike = [...found].map(asciiLookAlike);
  // Quotes by themselves would begin a string.
  if (alike.every((c) => c !== undefined && !/["'`]/.test(c))) return alike.join('');
  return /^[\p{Zs}\v\f\u2800\u3164\uffa0]+$/u.test(found) && !/^ +$/.test(found) ? ' ' : '';
}

function blanksBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  return at - start;
}

function unquoted(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/^["']+|(?<!\\)["']+$/g, '');
}

/** As a string of the text format, whatever quotes there are in it. */
function inQuotes(raw: string): string {
  return `"${raw.replace(/\\.|"/gs, (c) => (c === '"' ? '\\"' : c))}"`;
}

function titleOf(text: string, replacements: readonly Replacement[]): string {
  const [first, second] = replacements;
  if (!first) return '';
  const found = text.slice(first.start, first.end);
  if (replacements.every(({ by }) => by === '')) {
    const shown = replacements.map(({ start, end }) => text.slice(start, end));
    return `Remove ${shown.map(shownPiece).join(' and ')}`;
  }
  if (/^".*"$/s.test(first.by) && !second) return `Write ${code(first.by)}`;
  if (first.by.trim() === '') return `Put a space in place of ${shownPiece(found)}`;
  return `Change ${shownPiece(found.trim())} to ${code(first.by)}`;
}

/** What cannot be seen has no place in a title. */
function shownPiece(text: string): string {
  const [first = ''] = text;
  return isInvisible(first) || /\s/.test(first) ? 'what cannot be seen' : code(text);
}
