// What an error of a text may come from, the likeliest first.

import { explainForeignComment, explainProse } from './foreign-lines.ts';
import type { Explanation } from './mend.ts';
import { explainStrayCharacter } from './stray-characters.ts';
import { explainQuotedName, explainStrayWord } from './stray-words.ts';
import type { Trouble } from './trouble.ts';
import {
  explainFancyQuotes,
  explainStrayQuote,
  explainStringOverLines,
  explainUnquoted,
} from './unquoted-text.ts';
import { explainBareList, explainWrongMark } from './wrong-marks.ts';

type Explain = (trouble: Trouble) => readonly Explanation[];

/** To be tried in this order. */
const EXPLAINERS: readonly Explain[] = [
  explainForeignComment,
  explainFancyQuotes,
  explainUnquoted,
  explainStrayQuote,
  explainStringOverLines,
  explainBareList,
  explainWrongMark,
  explainStrayCharacter,
  explainQuotedName,
  explainStrayWord,
  explainProse,
];

/** What these find is never `better`. */
const NEVER_BETTER: ReadonlySet<Explain> = new Set<Explain>([
  explainUnquoted,
  explainStrayQuote,
  explainStringOverLines,
  explainBareList,
  explainWrongMark,
  explainStrayWord,
]);

const BETTER_EXPLAINERS = EXPLAINERS.filter((explain) => !NEVER_BETTER.has(explain));

/**
 * To be tried in this order: of those that leave as few errors, the first one is it.
 * @param onlyBetter only those that are `better` than the error are of use; others may be left out
 */
export function explanationsOf(trouble: Trouble, onlyBetter = false): readonly Explanation[] {
  return (onlyBetter ? BETTER_EXPLAINERS : EXPLAINERS).flatMap((explain) => explain(trouble));
}
