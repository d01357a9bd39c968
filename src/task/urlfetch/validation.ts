// The rules of a url_fetch definition (validation.md 3.6.2).

import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl } from '../../golang/url.ts';
import type { UrlFetchTask } from '../../schema/generated/messages.ts';
import type { Location, ValidationContext } from '../validation-context.ts';
import type { URL_FETCH_CODES } from './codes.ts';

const MIN_TIMEOUT_SEC = 1;

/** The service ends any request after 10 minutes and keeps 2 of them for itself. */
const MAX_TIMEOUT_SEC = 480;

/** Rules U1–U6, in this order. */
export function validateUrlFetchTask(ctx: ValidationContext, task: UrlFetchTask): void {
  if (task.method !== '' && task.method !== 'GET') {
    ctx.error(
      'url-fetch-method-unsupported',
      `HTTP method ${quotedValue(task.method)} is not supported. Write "GET", which is the only method, or leave \`method\` out.`,
      ['method'],
    );
  }

  const problem = checkUrl(task.url);
  if (problem) ctx.error(problem.code, problem.message, problem.at);

  // 0 is the same as leaving the field out.
  if (task.timeoutSec !== 0 && task.timeoutSec < MIN_TIMEOUT_SEC) {
    ctx.error(
      'url-fetch-timeout-too-small',
      `A timeout of ${task.timeoutSec} s is too short. Give at least ${MIN_TIMEOUT_SEC} s, or leave \`timeout_sec\` out for 60 s.`,
      ['timeout_sec'],
    );
  }
  if (task.timeoutSec > MAX_TIMEOUT_SEC) {
    ctx.error(
      'url-fetch-timeout-too-large',
      `A timeout of ${task.timeoutSec} s is too long. Give at most ${MAX_TIMEOUT_SEC} s (8 minutes).`,
      ['timeout_sec'],
    );
  }
}

/** What is wrong with a task's `url`, if anything: U2–U4, of which the first one hides the others. */
export function checkUrl(
  url: string,
):
  | { readonly code: keyof typeof URL_FETCH_CODES; readonly message: string; readonly at: Location }
  | undefined {
  if (url === '') {
    return {
      code: 'url-fetch-url-missing',
      message: 'This task does not say what to fetch. Set `url`, such as "https://example.com/".',
      at: { field: ['url'] },
    };
  }
  const parsed = parseUrl(url);
  if (!parsed.ok) {
    return {
      code: 'url-fetch-url-invalid',
      message: `${quotedValue(url)} is not a URL: ${parsed.reason}.`,
      at: { field: ['url'], span: parsed.span },
    };
  }
  if (parsed.url.scheme === '') {
    return {
      code: 'url-fetch-url-not-absolute',
      message: `${quotedValue(url)} has no scheme. Begin it with "https://".`,
      at: { field: ['url'] },
    };
  }
  return undefined;
}
