// Lints about a gitiles task: repositories that cannot be polled, refs and path filters that match
// something else than they seem to.

import { parseUrl } from '../../golang/url.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { LintReport } from '../lint-report.ts';
import { lintPathFilters } from './path-filter-lints.ts';
import { lintRefs } from './ref-lints.ts';

export function lintGitilesTask(task: GitilesTask, report: LintReport): void {
  lintRepo(task.repo, report);
  lintRefs(task, report);
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
