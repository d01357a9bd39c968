// What would cure the findings about a buildbucket task.

import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { Cure, CureTable } from '../cure.ts';
import type { BUILDBUCKET_CODES } from './codes.ts';

/** The server that nearly every config names. */
const SERVER = 'cr-buildbucket.appspot.com';

export const BUILDBUCKET_CURES: CureTable<keyof typeof BUILDBUCKET_CODES, BuildbucketTask> = {
  'bb-server-missing': () => [{ kind: 'add', field: 'server', value: SERVER }],
  'bb-server-is-url': ({ value }) => [{ kind: 'change', value: hostOf(value) }],
  'bb-server-invalid': ({ value }) => [{ kind: 'change', value: hostOf(value) }],
  'bb-bucket-required': () => [{ kind: 'add', field: 'bucket', value: 'ci', unsure: true }],
  'bb-bucket-legacy': ({ value, project }) => [{ kind: 'change', value: today(value, project) }],
  'bb-bucket-legacy-malformed': ({ value }) => [
    { kind: 'change', value: value.slice('luci.'.length), unsure: true },
  ],
  // Many a job is named after its builder.
  'bb-builder-missing': ({ entryId }) =>
    entryId === '' ? [] : [{ kind: 'add', field: 'builder', value: entryId, unsure: true }],
  'bb-property-not-pair': ({ value }) => asPair(value),
  'bb-tag-not-pair': ({ value }) => asPair(value),
  'bb-tag-reserved': () => [{ kind: 'remove' }],
  'lint-property-json': ({ value }) => asJson(value),
};

/** Of a URL, or with something behind it. */
function hostOf(server: string): string {
  return server
    .trim()
    .replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#].*$/s, '')
    .trim();
}

/** `luci.project.bucket` (validation.md B6). */
function today(bucket: string, project: string): string {
  const [, owner = '', ...rest] = bucket.split('.');
  const name = rest.join('.');
  return owner === project ? name : `${owner}:${name}`;
}

function asPair(item: string): readonly Cure[] {
  const pair = /^\s*([\w.$-]+)\s*(?:=>?|\s)\s*(.*)$/s.exec(item);
  const [, key = '', value = ''] = pair ?? [];
  return key === '' ? [] : [{ kind: 'change', value: `${key}:${value}` }];
}

/** JSON as people write it who think of another language: single quotes, commas at the end, Python's words. */
function asJson(property: string): readonly Cure[] {
  const start = property.indexOf(':') + 1;
  const strict = property
    .slice(start)
    .replace(/'([^'"]*)'/g, '"$1"')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, 'null')
    .replace(/,(?=\s*[}\]])/g, '')
    .replace(/(?<=[{,]\s*)([A-Za-z_]\w*)(?=\s*:)/g, '"$1"');
  return [{ kind: 'change', value: property.slice(0, start) + strict }];
}
