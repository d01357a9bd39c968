// Lints about a url_fetch task: a URL that is valid and cannot be fetched.

import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl } from '../../golang/url.ts';
import type { UrlFetchTask } from '../../schema/generated/messages.ts';
import type { LintReport } from '../lint-report.ts';

/** What has a scheme is valid (validation.md U4), and only http and https can be fetched. */
export function lintUrlFetchTask({ url }: UrlFetchTask, report: LintReport): void {
  const parsed = parseUrl(url);
  if (!parsed.ok || parsed.url.scheme === '') return;
  const { scheme, host } = parsed.url;
  const problem =
    scheme !== 'http' && scheme !== 'https'
      ? `${quotedValue(scheme)} URLs cannot be fetched`
      : host === ''
        ? 'this URL names no host'
        : undefined;
  if (problem === undefined) return;
  const message = `Every run of this job will fail: ${problem}. Write a URL that begins with "https://".`;
  report.lint('lint-url-not-http', message, { field: ['url'] });
}
