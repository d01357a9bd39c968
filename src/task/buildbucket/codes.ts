// Codes of findings about a buildbucket task.

import type { CodeTable } from '../../text/code-table.ts';

export const BUILDBUCKET_CODES = {
  'bb-server-missing': {
    severity: 'error',
    title: 'A buildbucket task without a server.',
    explanation: 'The task does not say which Buildbucket server to use.',
  },
  'bb-server-is-url': {
    severity: 'error',
    title: 'A URL in place of a host name.',
    explanation: '`server` is a host name, without `https://`.',
  },
  'bb-server-invalid': {
    severity: 'error',
    title: 'A server that is not a host name.',
    explanation: '`server` is not a host name.',
  },
  'bb-bucket-required': {
    severity: 'error',
    title: 'A buildbucket task without a bucket.',
    explanation:
      'The task must name the bucket if the realm of the job does not: `@legacy` and `@root` are not buckets.',
  },
  'bb-bucket-legacy': {
    severity: 'error',
    title: 'A bucket in the old notation.',
    explanation: '`luci.project.bucket` is the old way to write a bucket.',
  },
  'bb-bucket-legacy-malformed': {
    severity: 'error',
    title: 'A bucket that begins as in the old notation.',
    explanation: 'A bucket cannot begin with `luci.`.',
  },
  'bb-builder-missing': {
    severity: 'error',
    title: 'A buildbucket task without a builder.',
    explanation: 'The task does not say which builder to use.',
  },
  'bb-property-not-pair': {
    severity: 'error',
    title: 'A property without a colon.',
    explanation: 'A property is `key:value`.',
  },
  'bb-tag-not-pair': {
    severity: 'error',
    title: 'A tag without a colon.',
    explanation: 'A tag is `key:value`.',
  },
  'bb-tag-reserved': {
    severity: 'error',
    title: 'A tag that the scheduler sets itself.',
    explanation: 'The scheduler sets this tag itself.',
  },
  'lint-property-json': {
    severity: 'warning',
    title: 'A property that looks like JSON but does not parse.',
    explanation: 'The value of a property looks like JSON but does not parse.',
  },
} as const satisfies CodeTable;
