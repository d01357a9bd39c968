// The path filter of a poller (managers.md 4.6).

import { quotedValue } from '../../golang/quoted-value.ts';
import { compileRegexp, type GoRegexp } from '../../golang/regexp/regexp.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import { TaskError } from '../task-error.ts';
import type { GitilesCommit } from './gitiles-json.ts';

/** Whether a commit changes a path that the poller is interested in. */
export type PathFilter = (commit: GitilesCommit) => boolean;

/**
 * Undefined if every commit is of interest.
 * @throws a fatal TaskError if the patterns cannot be joined (validation.md E12)
 */
export function pathFilterOf(task: GitilesTask): PathFilter | undefined {
  if (task.pathRegexps.length === 0) return undefined;
  const include = joined(task.pathRegexps, 'path_regexps');
  const exclude =
    task.pathRegexpsExclude.length > 0
      ? joined(task.pathRegexpsExclude, 'path_regexps_exclude')
      : undefined;
  // Whatever Gitiles says is a path, `/dev/null` too.
  const isInteresting = (path: string) =>
    path !== '' && !exclude?.matches(path) && include.matches(path);
  return ({ treeDiff }) =>
    treeDiff.some(({ oldPath, newPath }) => isInteresting(oldPath) || isInteresting(newPath));
}

function joined(patterns: readonly string[], field: string): GoRegexp {
  const pattern = `^((${patterns.join(')|(')}))$`;
  const result = compileRegexp(pattern);
  if (result.ok) return result.regexp;
  throw new TaskError(
    'fatal',
    `The patterns in \`${field}\` cannot be used together: ${quotedValue(pattern)} is not a regular expression, for ${result.reason}. Add \\E where a \\Q is not closed.`,
  );
}
