// Lints about `refs`: names that no ref can have, patterns that the poller joins.

import { quotedValue } from '../../golang/quoted-value.ts';
import { compileRegexp } from '../../golang/regexp/regexp.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import { plural } from '../../text/wording.ts';
import type { LintReport } from '../lint-report.ts';
import { type CompiledPattern, compileAll, lintQuote } from './compiled-pattern.ts';
import { regexpOfGlob } from './glob.ts';
import { impliedAnchors } from './implied-anchors.ts';
import { patternCompilerOf } from './pattern-compiler.ts';
import { refNameProblem, refPrefixProblem, refSuffixProblem } from './ref-name.ts';

const PATTERN = 'regexp:';

export function lintRefs(task: GitilesTask, report: LintReport): void {
  const { refs } = task;
  for (const [index, ref] of refs.entries()) {
    if (!ref.startsWith(PATTERN)) lintExactRef(ref, index, report);
  }
  const patterns = compileAll(
    refs.map((ref) => (ref.startsWith(PATTERN) ? ref.slice(PATTERN.length) : undefined)),
    patternCompilerOf(task),
  );
  for (const pattern of patterns) {
    lintQuote(pattern.source, report, { field: ['refs', pattern.index] });
    lintPattern(pattern, report);
  }
  lintJoined(patterns, report);
}

/** What does not begin like that has an error instead. */
const LONG_ENOUGH = /^refs\/.*\//s;

function lintExactRef(ref: string, index: number, report: LintReport): void {
  if (!LONG_ENOUGH.test(ref)) return;
  const problem = refNameProblem(ref);
  if (!problem) return;
  const better = suggestion(ref);
  const message = `No ref can be named ${quotedValue(ref)}: ${problem.reason}. Every run of this poller will fail.`;
  report.lint('lint-ref-impossible', better ? `${message} ${better}` : message, {
    field: ['refs', index],
    span: problem.span,
  });
}

/** What was meant, where that can be seen. */
function suggestion(ref: string): string | undefined {
  const meant = refMeant(ref);
  if (meant === undefined) return undefined;
  if (!meant.startsWith(PATTERN)) return `Write ${quotedValue(meant)}.`;
  return meant === PATTERN + ref
    ? `A regular expression needs a prefix: ${quotedValue(meant)}.`
    : `For many refs, write a regular expression: ${quotedValue(meant)}.`;
}

/** The ref, or the pattern with its prefix, that an impossible ref stands for; undefined where nobody can tell. */
export function refMeant(ref: string): string | undefined {
  const trimmed = ref.trim();
  if (trimmed !== ref && !refNameProblem(trimmed)) return trimmed;
  if (isPatternFor(ref) && /\.[*+?]|[\])][*+?{]|\\[dDwWsSpP.]/.test(ref)) return PATTERN + ref;
  const glob = /[*?[]/.test(ref) ? ref : /[^/]\/$/.test(ref) ? `${ref}*` : undefined;
  if (glob === undefined) return undefined;
  const regexp = regexpOfGlob(glob);
  return isPatternFor(regexp) ? PATTERN + regexp : undefined;
}

/** Whether the service and git have nothing against the pattern. */
function isPatternFor(pattern: string): boolean {
  if (impliedAnchors(pattern)) return false;
  const compiled = compileRegexp(pattern);
  if (!compiled.ok) return false;
  const { text } = compiled.regexp.literalPrefix;
  return LONG_ENOUGH.test(text) && !refPrefixProblem(text);
}

function lintPattern({ index, regexp }: CompiledPattern, report: LintReport): void {
  const { text, complete } = regexp.literalPrefix;
  if (!LONG_ENOUGH.test(text)) return;
  const problem = complete
    ? refNameProblem(text)
    : (refPrefixProblem(text) ?? refSuffixProblem(regexp.literalSuffix()));
  if (!problem) return;
  report.lint(
    'lint-ref-impossible',
    `No ref has a name that this matches: ${problem.reason}. Every run of this poller will fail.`,
    { field: ['refs', index] },
  );
}

function lintJoined(patterns: readonly CompiledPattern[], report: LintReport): void {
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
function byNamespace(
  patterns: readonly CompiledPattern[],
): ReadonlyMap<string, readonly CompiledPattern[]> {
  const groups = new Map<string, CompiledPattern[]>();
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
