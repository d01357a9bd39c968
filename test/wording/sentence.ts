// A sentence as it stands in a source, and how to tell prose from other text.

/** Text that a user can read. Line feeds only where the user sees them, too. */
export interface Sentence {
  /** What the program fills in stands as `{expression}`. */
  readonly text: string;
  /** Of how many other sentences this is a part: of those before it with smaller depths. */
  readonly depth: number;
}

/** Stands for a hole while a text is looked at, so that the source within counts for nothing. */
export const HOLE = '\ufffc';

/** Machine text that looks like prose. */
const NO_PROSE = [
  // A directive of a content security policy.
  /^[a-z]+-src /,
];

/** Whether a text with HOLEs is a sentence or a label, rather than something for machines. */
export function isProse(text: string): boolean {
  return isLabel(text) || (isSentence(text) && !NO_PROSE.some((pattern) => pattern.test(text)));
}

/** Whether a text with HOLEs says anything itself. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** A single word as on a button. */
function isLabel(text: string): boolean {
  return /^\p{Lu}\p{Ll}{2,}…?$/u.test(text);
}

/** A word, and another or what stands for one; most of the text is such. */
function isSentence(text: string): boolean {
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  const words = tokens.filter((token) => WORD.test(token)).length;
  const nouns = tokens.filter((token) => NOUN.test(token)).length;
  return words > 0 && words + nouns > 1 && 2 * (words + nouns) >= tokens.length;
}

/** Two letters or more, with punctuation around them. */
const WORD = new RegExp(
  `^[^\\p{L}\\p{N}${HOLE}]*\\p{L}(?:['’-]?\\p{L})+[^\\p{L}\\p{N}${HOLE}]*$`,
  'u',
);

/** Something that the program fills in, a number, or a sign in quotes. */
const NOUN = new RegExp(`${HOLE}|^[0-9]+$|^(["'\`])\\P{L}+\\1$`, 'u');
