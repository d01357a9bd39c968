// Codes of findings about a url_fetch task.

import type { CodeTable } from '../../text/code-table.ts';

export const URL_FETCH_CODES = {
  'url-fetch-method-unsupported': {
    severity: 'error',
    title: 'An HTTP method other than GET.',
    explanation: '`GET` is the only method that is supported.',
  },
  'url-fetch-url-missing': {
    severity: 'error',
    title: 'A url_fetch task without a URL.',
    explanation: 'The task does not say what to fetch.',
  },
  'url-fetch-url-invalid': {
    severity: 'error',
    title: 'A URL that cannot be read.',
    explanation: '`url` is not a URL.',
  },
  'url-fetch-url-not-absolute': {
    severity: 'error',
    title: 'A URL without a scheme.',
    explanation: 'A URL needs a scheme, `https://…`.',
  },
  'url-fetch-timeout-too-small': {
    severity: 'error',
    title: 'A timeout of less than a second.',
    explanation: 'The timeout is less than 1 s.',
  },
  'url-fetch-timeout-too-large': {
    severity: 'error',
    title: 'A timeout of more than eight minutes.',
    explanation: 'The timeout is more than 480 s.',
  },
  'lint-url-not-http': {
    severity: 'warning',
    title: 'A URL that cannot be fetched.',
    explanation:
      'The URL cannot be fetched: its scheme is neither http nor https, or it names no host.',
  },
} as const satisfies CodeTable;
