// The rules of a gitiles definition (validation.md 3.6.3).

import { quote } from '../../golang/quote.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl } from '../../golang/url.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { ValidationContext } from '../validation-context.ts';
import { validatePathRegexp } from './path-regexp.ts';
import { type CompilePattern, patternCompilerOf } from './pattern-compiler.ts';
import { validateRef } from './ref.ts';

/** Rules G1–G7, in this order. */
export function validateGitilesTask(ctx: ValidationContext, task: GitilesTask): void {
  const compile = patternCompilerOf(task);
  checkRepo(ctx, task.repo);

  ctx.enter('refs');
  for (const [i, ref] of task.refs.entries()) validateRef(ctx, ref, ['refs', i], compile);
  ctx.exit();

  checkPathRegexps(ctx, 'path_regexps', task.pathRegexps, compile);
  if (task.pathRegexpsExclude.length > 0 && task.pathRegexps.length === 0) {
    ctx.error(
      'path-exclude-without-include',
      '`path_regexps_exclude` excludes some of the paths in `path_regexps`, but there are none. Add `path_regexps: ".+"` to include all paths first.',
      ['path_regexps_exclude'],
    );
    return;
  }
  checkPathRegexps(ctx, 'path_regexps_exclude', task.pathRegexpsExclude, compile);
}

/** G1–G3, of which the first one hides the others. */
function checkRepo(ctx: ValidationContext, repo: string): void {
  ctx.enter('repo');
  if (repo === '') {
    ctx.error(
      'gitiles-repo-missing',
      'This task does not say which repository to watch. Set `repo`, such as "https://chromium.googlesource.com/chromium/src".',
      ['repo'],
    );
  } else {
    const parsed = parseUrl(repo);
    if (!parsed.ok) {
      ctx.error('gitiles-repo-invalid', `${quotedValue(repo)} is not a URL: ${parsed.reason}.`, {
        field: ['repo'],
        span: parsed.span,
      });
    } else if (parsed.url.scheme === '') {
      ctx.error(
        'gitiles-repo-not-absolute',
        `${quotedValue(repo)} has no scheme. Begin it with "https://".`,
        ['repo'],
      );
    }
  }
  ctx.exit();
}

/** Y1–Y3 for each entry of a field. */
function checkPathRegexps(
  ctx: ValidationContext,
  field: 'path_regexps' | 'path_regexps_exclude',
  patterns: readonly string[],
  compile: CompilePattern,
): void {
  for (const [i, pattern] of patterns.entries()) {
    ctx.enter(`${field} ${quote(pattern)}`);
    validatePathRegexp(ctx, pattern, [field, i], compile);
    ctx.exit();
  }
}
