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

const EXPLAINERS: readonly ((trouble: Trouble) => readonly Explanation[])[] = [
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

/** To be tried in this order: of those that leave as few errors, the first one is it. */
export function explanationsOf(trouble: Trouble): readonly Explanation[] {
  return EXPLAINERS.flatMap((explain) => explain(trouble));
}
