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
  explainUnclosed,
  explainUnquoted,
} from './unquoted-text.ts';
import { explainBareList, explainWrongMark } from './wrong-marks.ts';

type Explain = (trouble: Trouble) => readonly Explanation[];

/** To be tried in this order; with each, whether what it finds may be `better` than the error. */
const EXPLAINERS: readonly { readonly explain: Explain; readonly mayBeBetter: boolean }[] = [
  { explain: explainForeignComment, mayBeBetter: true },
  { explain: explainFancyQuotes, mayBeBetter: true },
  { explain: explainUnquoted, mayBeBetter: false },
  { explain: explainUnclosed, mayBeBetter: false },
  { explain: explainStrayQuote, mayBeBetter: false },
  { explain: explainStringOverLines, mayBeBetter: false },
  { explain: explainBareList, mayBeBetter: true },
  { explain: explainWrongMark, mayBeBetter: false },
  { explain: explainStrayCharacter, mayBeBetter: true },
  { explain: explainQuotedName, mayBeBetter: true },
  { explain: explainStrayWord, mayBeBetter: false },
  { explain: explainProse, mayBeBetter: true },
];

/**
 * To be tried in this order: of those that leave as few errors, the first one is it.
 * @param onlyBetter only those that are `better` than the error are of use; others may be left out
 */
export function explanationsOf(trouble: Trouble, onlyBetter = false): readonly Explanation[] {
  return EXPLAINERS.flatMap(({ explain, mayBeBetter }) =>
    onlyBetter && !mayBeBetter ? [] : explain(trouble),
  );
}
