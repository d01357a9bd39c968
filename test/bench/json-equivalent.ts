// The same data and the same rules as JSON, for a comparison with VS Code's JSON language service.

import type { JSONSchema } from 'vscode-json-languageservice';
import { bindMessage } from '../../src/config/message/bind.ts';
import type { MessageType, TypeOfField } from '../../src/schema/schema.ts';
import { PROJECT_CONFIG } from '../../src/schema/schema.ts';
import { Source } from '../../src/text/source.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import { protoJson } from '../config/proto-json.ts';

/** A valid config as indented JSON, fields that are not set left out. */
export function configAsJson(text: string): string {
  const source = new Source(text);
  const { fields } = parseTextproto(source);
  const { value } = bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, []);
  return JSON.stringify(protoJson(value, PROJECT_CONFIG, Number), null, 2);
}

/** What the service asks of each entry by itself, as far as JSON Schema can say it. */
export function configSchema(): JSONSchema {
  const definitions: Record<string, JSONSchema> = {};
  define(PROJECT_CONFIG, definitions);
  return { $ref: reference(PROJECT_CONFIG), definitions };
}

function define(type: MessageType, into: Record<string, JSONSchema>): void {
  if (into[type.name]) return;
  const schema: JSONSchema = { type: 'object', additionalProperties: false, ...RULES[type.name] };
  into[type.name] = schema;
  const properties = type.fields.map((field) => {
    if (field.type.kind === 'message') define(field.type.message, into);
    const one = { ...schemaOf(field.type), ...FIELD_RULES[`${type.name}.${field.name}`] };
    return [field.name, field.repeated ? { type: 'array', items: one } : one];
  });
  schema.properties = Object.fromEntries(properties);
}

function schemaOf(type: TypeOfField): JSONSchema {
  if (type.kind === 'message') return { $ref: reference(type.message) };
  if (type.kind === 'enum') return { enum: type.enum.values.map(({ name }) => name) };
  switch (type.scalar) {
    case 'string':
      return { type: 'string' };
    case 'bool':
      return { type: 'boolean' };
    case 'float':
      return { type: 'number' };
    default:
      return { type: 'integer' };
  }
}

function reference(type: MessageType): string {
  return `#/definitions/${type.name}`;
}

const RULES: Readonly<Record<string, JSONSchema>> = {
  Job: { required: ['id'], oneOf: ['noop', 'url_fetch', 'buildbucket'].map(requiring) },
  Trigger: { required: ['id'], oneOf: ['noop', 'gitiles'].map(requiring) },
  UrlFetchTask: { required: ['url'] },
  GitilesTask: { required: ['repo'], dependencies: { path_regexps_exclude: ['path_regexps'] } },
  BuildbucketTask: { required: ['server', 'builder'] },
};

const ID: JSONSchema = { pattern: '^[0-9A-Za-z_\\-. )(]{1,100}$' };
const REALM: JSONSchema = { pattern: '^(@root|@legacy|@project|[a-z0-9_.\\-/]{1,400})$' };
const SCHEDULE: JSONSchema = {
  pattern: '^(triggered|continuously|with \\S+ interval|@[a-z]+|(\\S+ +){4,6}\\S+)$',
};

const FIELD_RULES: Readonly<Record<string, JSONSchema>> = {
  'Job.id': ID,
  'Job.realm': REALM,
  'Job.schedule': SCHEDULE,
  'Trigger.id': ID,
  'Trigger.realm': REALM,
  'Trigger.schedule': SCHEDULE,
  'TriggeringPolicy.max_concurrent_invocations': { minimum: 0 },
  'TriggeringPolicy.max_batch_size': { minimum: 0 },
  'UrlFetchTask.method': { enum: ['GET'] },
  'UrlFetchTask.url': { pattern: '^[a-zA-Z][a-zA-Z0-9+.\\-]*:' },
  'UrlFetchTask.timeout_sec': { minimum: 1, maximum: 480 },
  'GitilesTask.repo': { pattern: '^[a-zA-Z][a-zA-Z0-9+.\\-]*:' },
  'GitilesTask.refs': { pattern: '^(regexp:)?refs/.*/' },
  'GitilesTask.path_regexps': { pattern: '^[^^].*[^$]$' },
  'GitilesTask.path_regexps_exclude': { pattern: '^[^^].*[^$]$' },
  'BuildbucketTask.server': { pattern: '^[a-zA-Z0-9.\\-]+$' },
  'BuildbucketTask.bucket': { pattern: '^(?!luci\\.)' },
  'BuildbucketTask.properties': { pattern: '^[^:]+:' },
  'BuildbucketTask.tags': { pattern: '^[^:]+:' },
};

function requiring(name: string): JSONSchema {
  return { required: [name] };
}
