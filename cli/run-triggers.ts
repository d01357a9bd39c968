// Triggers that a command line makes up, so that a job can be run as if they had come.

import { fullRef } from '../src/task/gitiles/full-ref.ts';
import { parseRepoUrl } from '../src/task/gitiles/repo-url.ts';
import type { EmittedTrigger, Struct } from '../src/task/request.ts';
import { enumerated, errorText } from '../src/text/wording.ts';
import { UsageError } from './command.ts';

type Payload = NonNullable<EmittedTrigger['payload']>;
type Json = Readonly<Record<string, unknown>>;

/** What each kind of trigger may say, as scheduler.Trigger has it in the JSON of protobuf (managers.md 5.5). */
const PAYLOADS: Readonly<Record<string, (fields: Fields) => Payload>> = {
  cron: (fields) => ({ kind: 'cron', generation: fields.int64('generation') }),
  webui: () => ({ kind: 'webui' }),
  noop: (fields) => ({ kind: 'noop', data: fields.text('data') ?? '' }),
  gitiles: (fields) => ({
    kind: 'gitiles',
    repo: fields.required('repo'),
    ref: fields.required('ref'),
    revision: fields.required('revision'),
    ...fields.propertiesAndTags(),
  }),
  buildbucket: (fields) => ({ kind: 'buildbucket', ...fields.propertiesAndTags() }),
};

/**
 * A trigger as `--trigger` gives it, such as `{"gitiles": {"repo": …, "ref": …, "revision": …}}`.
 * @param id for one that has none
 * @throws UsageError
 */
export function parseTrigger(text: string, id: string): EmittedTrigger {
  const fields = new Fields('--trigger', parsedObject(text));
  const kinds = Object.keys(PAYLOADS);
  const given = kinds.filter((kind) => fields.has(kind));
  const [kind] = given;
  const read = kind === undefined ? undefined : PAYLOADS[kind];
  if (kind === undefined || !read || given.length > 1) {
    throw new UsageError(`--trigger: give it one of ${enumerated(kinds, 'or')}`);
  }
  const inner = fields.object(kind);
  const payload = read(inner);
  inner.checkAllRead();
  const title = fields.text('title');
  const url = fields.text('url');
  const trigger: EmittedTrigger = {
    id: fields.text('id') || id,
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    payload,
  };
  fields.checkAllRead();
  return trigger;
}

export interface CommitName {
  /** As it was written. */
  readonly repo: string;
  /** In full, such as `refs/heads/main`. */
  readonly ref: string;
  /** Hex; undefined for the newest one of the ref. */
  readonly revision: string | undefined;
}

/**
 * A commit as `--commit` gives it, `REPO@REF[:REV]`. A REF without `refs/` is a branch.
 * @throws UsageError
 */
export function parseCommit(text: string): CommitName {
  const {
    repo = '',
    ref = '',
    revision,
  } = /^(?<repo>[^@]+)@(?<ref>[^:]+)(?::(?<revision>.*))?$/s.exec(text)?.groups ?? {};
  if (repo === '') throw new UsageError(`--commit '${text}' is not of the form REPO@REF[:REV]`);
  const parsed = parseRepoUrl(repo);
  if (!parsed.ok) throw new UsageError(`--commit: ${parsed.reason}`);
  if (revision !== undefined && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(revision)) {
    throw new UsageError(`--commit: '${revision}' is not the id of a commit: 40 hex digits`);
  }
  return { repo, ref: fullRef(ref), revision };
}

function parsedObject(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--trigger: ${errorText(error)}`, { cause: error });
  }
  if (isObject(value)) return value;
  throw new UsageError('--trigger: it is not a JSON object');
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a JSON object, and which of them were asked for. */
class Fields {
  readonly #path: string;
  readonly #object: Json;
  readonly #read = new Set<string>();

  constructor(path: string, object: Json) {
    this.#path = path;
    this.#object = object;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name);
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrong(name, 'a string');
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw this.#wrong(name, 'given');
    return value;
  }

  /** A number, or a string of digits, as JSON has it for what no double can hold. */
  int64(name: string): bigint {
    const value = this.#value(name) ?? 0;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
    if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return BigInt(value);
    throw this.#wrong(name, 'a whole number');
  }

  object(name: string): Fields {
    const value = this.#value(name);
    if (isObject(value)) return new Fields(`${this.#path}: ${name}`, value);
    throw this.#wrong(name, 'an object');
  }

  propertiesAndTags(): { properties?: Struct; tags?: readonly string[] } {
    const properties = this.#value('properties');
    const tags = this.#value('tags');
    if (properties !== undefined && !isObject(properties))
      throw this.#wrong('properties', 'an object');
    if (tags !== undefined && !isTags(tags)) throw this.#wrong('tags', 'a list of "key:value"');
    return {
      ...(properties !== undefined && { properties: properties as Struct }),
      ...(tags !== undefined && { tags }),
    };
  }

  /** @throws UsageError if there are fields that nobody has asked for */
  checkAllRead(): void {
    const unknown = Object.keys(this.#object).find((name) => !this.#read.has(name));
    if (unknown !== undefined) {
      throw new UsageError(`${this.#path}: there is no field ${JSON.stringify(unknown)}`);
    }
  }

  /** Null is absent, as in the JSON of protobuf. */
  #value(name: string): unknown {
    this.#read.add(name);
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? undefined) : undefined;
  }

  #wrong(name: string, what: string): UsageError {
    return new UsageError(`${this.#path}: "${name}" must be ${what}`);
  }
}

function isTags(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((tag) => typeof tag === 'string' && tag.includes(':'));
}
