// Lints about a gitiles task: repositories that cannot be polled, refs and path filters that match
// something else than they seem to.

import { quotedValue } from '../../golang/quoted-value.ts';
import { compileRegexp, type GoRegexp } from '../../golang/regexp/regexp.ts';
import { parseUrl } from '../../golang/url.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import { plural } from '../../text/wording.ts';
import type { LintReport } from '../lint-report.ts';
import type { Location } from '../validation-context.ts';

export function lintGitilesTask(task: GitilesTask, report: LintReport): void {
  lintRepo(task.repo, report);
  lintRefs(task.refs, report);
  lintPathFilters(task, report);
}

/** What the poller refuses at launch (managers.md 4.1) though validation accepts it. */
function lintRepo(repo: string, report: LintReport): void {
  const parsed = parseUrl(repo);
  if (!parsed.ok || parsed.url.scheme === '') return;
  const { scheme, host, path, rawQuery, fragment } = parsed.url;
  const problems: readonly (readonly [isWrong: boolean, what: string])[] = [
    [scheme !== 'https', 'its scheme is not https'],
    [!host.endsWith('.googlesource.com'), 'its host does not end with .googlesource.com'],
    [path.includes('+'), 'its path has a "+"'],
    [path === '' || path === '/', 'it names no repository'],
    [rawQuery !== '', 'it has a query'],
    [fragment !== '', 'it has a fragment'],
  ];
  const problem = problems.find(([isWrong]) => isWrong);
  if (!problem) return;
  const message = `Every run of this poller will fail because of this URL: ${problem[1]}.`;
  report.lint('lint-repo-not-gitiles', message, { field: ['repo'] });
}

const PATTERN = 'regexp:';

interface Compiled {
  readonly index: number;
  readonly source: string;
  readonly regexp: GoRegexp;
}

function lintRefs(refs: readonly string[], report: LintReport): void {
  const patterns = compileAll(
    refs.map((ref) => (ref.startsWith(PATTERN) ? ref.slice(PATTERN.length) : undefined)),
  );
  for (const { index, source } of patterns) {
    lintQuote(source, report, { field: ['refs', index] });
  }
  for (const [namespace, [first, ...others]] of byNamespace(patterns)) {
    if (!first || others.length === 0) continue;
    report.lint(
      'lint-refs-unanchored',
      `The poller joins this and ${plural(others.length, 'other pattern')} under ${namespace}/ into one, and anchors only the start and the end of that, ` +
        'so each may match more than it seems to: write them as one pattern, (a|b).',
      { field: ['refs', first.index] },
    );
  }
}

/** Patterns that the poller joins into one (managers.md 4.2); what has no wildcard is an exact ref to it. */
function byNamespace(patterns: readonly Compiled[]): ReadonlyMap<string, readonly Compiled[]> {
  const groups = new Map<string, Compiled[]>();
  for (const pattern of patterns) {
    const { text, complete } = pattern.regexp.literalPrefix;
    if (complete) continue;
    const namespace = text.slice(0, Math.max(0, text.lastIndexOf('/')));
    const group = groups.get(namespace);
    if (group) group.push(pattern);
    else groups.set(namespace, [pattern]);
  }
  return groups;
}

function lintPathFilters(task: GitilesTask, report: LintReport): void {
  const includes = compileAll(task.pathRegexps);
  const excludes = compileAll(task.pathRegexpsExclude);
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
        : /^\.?\//.test(regexp.literalPrefix.text) &&
            !'/dev/null'.startsWith(regexp.literalPrefix.text)
          ? 'No path begins with "/" or "./", so this matches nothing: begin with the name of a folder or file.'
          : undefined;
      seen.add(source);
      if (useless !== undefined) report.lint('lint-path-filter-unreachable', useless, at);
    }
  }
  if (includes.length < task.pathRegexps.length) return;
  lintExclusion(includes, excludes, report);
}

/**
 * The most characters to hold against characters, which is what matching takes. Nobody writes so many by
 * hand, and more would keep the editor waiting.
 */
const MAX_COMPARISONS = 10_000_000;

/** Compares each filter that includes with each that excludes. */
function lintExclusion(
  includes: readonly Compiled[],
  excludes: readonly Compiled[],
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

function sizeOf(patterns: readonly Compiled[]): number {
  return patterns.reduce((size, { source }) => size + source.length, patterns.length);
}

/** Those of `sources` that are patterns, and valid; what is wrong with others is an error already. */
function compileAll(sources: readonly (string | undefined)[]): readonly Compiled[] {
  return sources.flatMap((source, index): Compiled[] => {
    if (source === undefined) return [];
    const compiled = compileRegexp(source);
    return compiled.ok ? [{ index, source, regexp: compiled.regexp }] : [];
  });
}

/** The answer is true only if it is certain that every path which the other matches is excluded. */
function coverage({ source }: Compiled): (other: GoRegexp) => boolean {
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

/** validation.md E12: `\Q` without `\E` swallows what the poller puts behind the pattern. */
function lintQuote(source: string, report: LintReport, at: Location): void {
  if (!source.includes('\\Q') || compileRegexp(`(${source})`).ok) return;
  report.lint(
    'lint-regexp-unclosed-quote',
    'The poller cannot use a pattern whose \\Q is not closed: add \\E at its end.',
    at,
  );
}
