// Git's rules for the names of refs (`git help check-ref-format`).

import { quotedValue } from '../../golang/quoted-value.ts';
import { type Span, spanOf } from '../../text/span.ts';

/** A break of a rule. */
export interface NameProblem {
  /** The offending part. */
  readonly span: Span;
  /** For the middle of a sentence: no capital, no full stop. */
  readonly reason: string;
}

/** @param name of a ref that begins with `refs/`, whole */
export function refNameProblem(name: string): NameProblem | undefined {
  return firstBroken(name, [...ANYWHERE, ...AT_THE_END]);
}

/** @param text with which the names of refs begin */
export function refPrefixProblem(text: string): NameProblem | undefined {
  return firstBroken(text, ANYWHERE);
}

/** @param text with which the names of refs end */
export function refSuffixProblem(text: string): NameProblem | undefined {
  // Where it is cut, a part of the name need not begin.
  return firstBroken(`x${text}`, [...ANYWHERE, ...AT_THE_END]);
}

type Rule = readonly [broken: RegExp, reason: (found: string) => string];

const notAllowed = (found: string) => `${quotedValue(found)} is not allowed in it`;

const ANYWHERE: readonly Rule[] = [
  [/[\0- \x7f~^:?*[\\]/, notAllowed],
  [/\.\./, notAllowed],
  [/@\{/, notAllowed],
  [/\/\//, notAllowed],
  [/\/\./, () => 'no part of it may begin with "."'],
  [/\.lock(?=\/)/, () => 'no part of it may end with ".lock"'],
];

const AT_THE_END: readonly Rule[] = [
  [/\.lock$/, () => 'it may not end with ".lock"'],
  [/[/.]$/, (found) => `it may not end with "${found}"`],
];

function firstBroken(text: string, rules: readonly Rule[]): NameProblem | undefined {
  for (const [broken, reason] of rules) {
    const found = broken.exec(text);
    if (!found) continue;
    const span = { start: found.index, end: found.index + found[0].length };
    return { span: spanOf(span), reason: reason(found[0]) };
  }
  return undefined;
}
