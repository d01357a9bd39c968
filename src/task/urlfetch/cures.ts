// What would cure the findings about a url_fetch task.

import type { UrlFetchTask } from '../../schema/generated/messages.ts';
import type { CureTable } from '../cure.ts';
import type { URL_FETCH_CODES } from './codes.ts';

export const URL_FETCH_CURES: CureTable<keyof typeof URL_FETCH_CODES, UrlFetchTask> = {
  'url-fetch-method-unsupported': ({ value }) =>
    value.trim().toUpperCase() === 'GET'
      ? [{ kind: 'change', value: 'GET' }]
      : [{ kind: 'remove', unsure: true }],
  'url-fetch-url-missing': () => [
    { kind: 'add', field: 'url', value: 'https://example.com/', unsure: true },
  ],
  'url-fetch-url-invalid': ({ value }) => [{ kind: 'change', value: encoded(value) }],
  'url-fetch-url-not-absolute': ({ value }) => [
    { kind: 'change', value: `https://${value.replace(/^[:/]+/, '')}` },
  ],
  'url-fetch-timeout-too-small': () => [{ kind: 'remove' }],
  'url-fetch-timeout-too-large': () => [{ kind: 'number', value: 480 }],
  'lint-url-not-http': ({ value }) => [
    { kind: 'change', value: value.replace(/^[a-z][a-z0-9+.-]*:\/*/i, 'https://') },
  ],
};

/** Without blanks around it; those in it, and per cent signs that begin no escape, are written as escapes. */
function encoded(url: string): string {
  return url
    .trim()
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[\s\0-\x1f\x7f]/g, (c) => encodeURIComponent(c));
}
