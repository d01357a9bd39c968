// Go's regular expressions (validation.md 3.7): whether a pattern is one, its literal prefix, matching.

import type { Span } from '../../text/span.ts';
import { compileProgram } from './compiler.ts';
import { literalPrefixOf } from './literal-prefix.ts';
import { literalSuffixOf } from './literal-suffix.ts';
import { Matcher } from './matcher.ts';
import { parseRegexp } from './syntax.ts';

export interface GoRegexp {
  /** Go's Regexp.LiteralPrefix (E11). */
  readonly literalPrefix: { readonly text: string; readonly complete: boolean };
  /** Text that every match ends with, as far as a look at the pattern's end tells. */
  literalSuffix(): string;
  /** Go's MatchString: an unanchored search. */
  matches(text: string): boolean;
}

export type CompiledRegexp =
  | { readonly ok: true; readonly regexp: GoRegexp }
  | {
      readonly ok: false;
      /** For the middle of a sentence: no capital, no full stop. */
      readonly reason: string;
      /** The offending part of the pattern. */
      readonly span: Span;
    };

/**
 * Go's regexp.Compile, as of Go 1.25. Never throws; time linear in the pattern.
 * @param pattern a lone surrogate stands for a byte that is not UTF-8 and makes the pattern invalid
 */
export function compileRegexp(pattern: string): CompiledRegexp {
  const parsed = parseRegexp(pattern);
  if (!parsed.ok) return parsed;
  const { tree } = parsed;
  let matcher: Matcher | undefined;
  const regexp: GoRegexp = {
    literalPrefix: literalPrefixOf(tree),
    literalSuffix: () => literalSuffixOf(tree),
    matches: (text) => {
      matcher ??= new Matcher(compileProgram(tree));
      return matcher.matches(text);
    },
  };
  return { ok: true, regexp };
}
