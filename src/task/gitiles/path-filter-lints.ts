// Lints about `path_regexps` and `path_regexps_exclude`: filters without effect, and globs.

import { quotedValue } from '../../golang/quoted-value.ts';
import { compileRegexp, type GoRegexp } from '../../golang/regexp/regexp.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { LintReport } from '../lint-report.ts';
import type { Location } from '../validation-context.ts';
import { type CompiledPattern, compileAll, lintQuote } from './compiled-pattern.ts';
import { regexpOfGlob } from './glob.ts';
import { pathPrefixProblem, pathSuffixProblem } from './path-name.ts';
import { patternCompilerOf } from './pattern-compiler.ts';

export function lintPathFilters(task: GitilesTask, report: LintReport): void {
  const compile = patternCompilerOf(task);
  const includes = compileAll(task.pathRegexps, compile);
  const excludes = compileAll(task.pathRegexpsExclude, compile);
  for (const [field, list] of [
    ['path_regexps', includes],
    ['path_regexps_exclude', excludes],
  ] as const) {
    const seen = new Set<string>();
    for (const { index, source, regexp } of list) {
      const at = { field: [field, index] };
      lintQuote(source, report, at);
      const useless = seen.has(source)
        ? 'This filter is already in the list: remove this one.'
        : (whyImpossible(regexp) ?? dotsAsPart(source));
      seen.add(source);
      if (useless !== undefined) report.lint('lint-path-filter-unreachable', useless, at);
      else lintGlob(source, report, at);
    }
  }
  if (includes.length < task.pathRegexps.length) return;
  lintExclusion(includes, excludes, report);
}

function whyImpossible({
  literalPrefix: { text, complete },
  literalSuffix,
}: GoRegexp): string | undefined {
  const problem = pathPrefixProblem(text) ?? pathSuffixProblem(complete ? text : literalSuffix());
  if (problem === undefined) return undefined;
  const isFolder = complete && /^[^/].*[^/]\/$/s.test(text);
  const advice = isFolder ? ` For all below it, write ${quotedValue(`${text}.+`)}.` : '';
  return `${problem}, so this matches nothing.${advice}`;
}

/** `./src` and `a/../b` match something, such as `x/src`, but nothing that anybody means by them. */
function dotsAsPart(source: string): string | undefined {
  const part = /(?:^|\/)(\.{1,2})(?=\/|$)/.exec(source)?.[1];
  if (part === undefined) return undefined;
  const advice =
    part === source
      ? 'For every path, write ".+".'
      : 'Write paths as they are below the root of the repository.';
  return `No path has a part that is ${quotedValue(part)}; here each "." is any character. ${advice}`;
}

/** Valid as a regular expression, in which a slash is never meant to be repeated. */
function lintGlob(source: string, report: LintReport, at: Location): void {
  const start = source.indexOf('/*');
  if (start < 0 || source[start + 2] === '?') return;
  const better = regexpOfGlob(source);
  const advice = compileRegexp(better).ok ? `: write ${quotedValue(better)}.` : '.';
  report.lint(
    'lint-path-filter-glob',
    `This is a regular expression, in which \`/*\` is any number of slashes, and no file${advice}`,
    { ...at, span: { start, end: start + 2 } },
  );
}

/**
 * The most characters to hold against characters, which is what matching takes. Nobody writes so many by
 * hand, and more would keep the editor waiting.
 */
const MAX_COMPARISONS = 10_000_000;

/** Compares each filter that includes with each that excludes. */
function lintExclusion(
  includes: readonly CompiledPattern[],
  excludes: readonly CompiledPattern[],
  report: LintReport,
): void {
  if (includes.length === 0 || sizeOf(includes) * sizeOf(excludes) > MAX_COMPARISONS) return;
  const covers = excludes.map((exclude) => ({ exclude, matchesAllOf: coverage(exclude) }));
  for (const { index, regexp } of includes) {
    const cover = covers.find(({ matchesAllOf }) => matchesAllOf(regexp));
    if (!cover) continue;
    const message = `Everything that this matches is excluded by ${quotedValue(cover.exclude.source)}.`;
    report.lint('lint-path-filter-unreachable', message, { field: ['path_regexps', index] });
  }
  for (const { index, regexp } of excludes) {
    if (includes.some((include) => mayMeet(include.regexp, regexp))) continue;
    const message = 'No path that is included can match this, so it excludes nothing.';
    report.lint('lint-path-filter-unreachable', message, {
      field: ['path_regexps_exclude', index],
    });
  }
}

function sizeOf(patterns: readonly CompiledPattern[]): number {
  return patterns.reduce((size, { source }) => size + source.length, patterns.length);
}

/** The answer is true only if it is certain that every path which the other matches is excluded. */
function coverage({ source }: CompiledPattern): (other: GoRegexp) => boolean {
  if (source === '.*' || source === '.+') return () => true;
  const whole = compileRegexp(`^(?:${source})$`);
  return ({ literalPrefix: { text, complete } }) =>
    complete && whole.ok && whole.regexp.matches(text);
}

/** False only if it is certain that no path matches both: they begin with different letters. */
function mayMeet(a: GoRegexp, b: GoRegexp): boolean {
  const [one, other] = [a.literalPrefix, b.literalPrefix];
  if (one.complete && other.complete) return one.text === other.text;
  if (one.complete) return one.text.startsWith(other.text);
  if (other.complete) return other.text.startsWith(one.text);
  return one.text.startsWith(other.text) || other.text.startsWith(one.text);
}
