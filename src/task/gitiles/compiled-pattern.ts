// A regular expression of a gitiles task with its place, as lints look at it.

import { compileRegexp, type GoRegexp } from '../../golang/regexp/regexp.ts';
import type { LintReport } from '../lint-report.ts';
import type { Location } from '../validation-context.ts';
import type { CompilePattern } from './pattern-compiler.ts';

export interface CompiledPattern {
  /** In its field. */
  readonly index: number;
  readonly source: string;
  readonly regexp: GoRegexp;
}

/** Those of `sources` that are patterns, and valid; what is wrong with others is an error already. */
export function compileAll(
  sources: readonly (string | undefined)[],
  compile: CompilePattern,
): readonly CompiledPattern[] {
  return sources.flatMap((source, index): CompiledPattern[] => {
    if (source === undefined) return [];
    const compiled = compile(source);
    return compiled.ok ? [{ index, source, regexp: compiled.regexp }] : [];
  });
}

/** validation.md E12: `\Q` without `\E` swallows what the poller puts behind the pattern. */
export function lintQuote(source: string, report: LintReport, at: Location): void {
  if (!source.includes('\\Q') || compileRegexp(`(${source})`).ok) return;
  report.lint(
    'lint-regexp-unclosed-quote',
    'The poller cannot use a pattern whose \\Q is not closed: add \\E at its end.',
    at,
  );
}
