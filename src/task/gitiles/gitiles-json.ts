// Answers of a Gitiles server (managers.md 4.3), read as strictly as the service's client reads them.

import { decodeUtf8 } from '../../golang/utf8.ts';
import { GitilesError } from './gitiles-error.ts';
import { parseGitilesTime } from './gitiles-time.ts';

export interface GitilesCommit {
  /** In hex. */
  readonly id: string;
  /** Milliseconds since the epoch; undefined if the server does not say. */
  readonly committed: number | undefined;
  /** Empty unless it was asked for. */
  readonly treeDiff: readonly TreeDiffEntry[];
}

/** Of a file that is new or gone, one path is what the server puts there: `/dev/null`. */
interface TreeDiffEntry {
  readonly oldPath: string;
  readonly newPath: string;
}

export interface LogPage {
  readonly commits: readonly GitilesCommit[];
  /** To be asked for next; '' at the end. */
  readonly next: string;
}

/** What precedes JSON, so that no browser runs it. */
const PREFIX = ")]}'";

/**
 * The refs below a prefix.
 * @return the object that each points to, in hex, by full name
 * @throws GitilesError
 */
export function readRefs(body: Uint8Array, prefix: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const [name, entry] of Object.entries(objectOf(parsed(body)))) {
    const { value, target } = fieldsOf(entry, { value: textOf, target: textOf });
    if (value === undefined || value === '') continue;
    const key = name.toWellFormed();
    if (key === 'HEAD') refs.set(key, target ?? '');
    else refs.set(prefix === 'refs' ? key : `${prefix}/${key}`, value);
  }
  return refs;
}

/** @throws GitilesError */
export function readLog(body: Uint8Array): LogPage {
  const { log, next } = fieldsOf(parsed(body), { log: listOf(commitOf), next: textOf });
  return { commits: log ?? [], next: next ?? '' };
}

function commitOf(value: unknown): GitilesCommit {
  const { commit, committer, tree_diff } = fieldsOf(value, {
    commit: textOf,
    tree: textOf,
    parents: listOf(textOf),
    author: userOf,
    committer: userOf,
    message: textOf,
    tree_diff: listOf(diffEntryOf),
  });
  return { id: commit ?? '', committed: committer, treeDiff: tree_diff ?? [] };
}

/** Only the time counts, but all of it has to be right. What Go takes for no time is none. */
function userOf(value: unknown): number | undefined {
  const { time } = fieldsOf(value, { name: textOf, email: textOf, time: timeOf });
  if (time === undefined || time === FIRST_TIME) return undefined;
  return time > FIRST_TIME && time < END_OF_TIME ? time : refuse('a time is out of range');
}

/** The service's reader of times is asked for null, too, and takes it for an empty text. */
const timeOf: Reader<number> = Object.assign(
  (value: unknown) => parseGitilesTime(textOf(value) ?? '') ?? refuse('a time is not one'),
  { readsNull: true },
);

/** Go's zero time, and the end of what a protobuf Timestamp can tell. */
const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z');
const END_OF_TIME = Date.parse('+010000-01-01T00:00:00Z');

const TYPES = new Set(['add', 'copy', 'delete', 'modify', 'rename']);

/** A change that says nothing of its type is one like any other; that also goes for null in place of a change. */
function diffEntryOf(value: unknown): TreeDiffEntry {
  const { old_path, new_path } = fieldsOf(value, {
    type: typeOf,
    old_id: textOf,
    old_mode: modeOf,
    old_path: textOf,
    new_id: textOf,
    new_mode: modeOf,
    new_path: textOf,
  });
  return { oldPath: old_path ?? '', newPath: new_path ?? '' };
}

/** As with times, null is an empty text, which is no type. */
const typeOf: Reader<string> = Object.assign(
  (value: unknown) => {
    const type = textOf(value) ?? '';
    return TYPES.has(type.toLowerCase()) ? type : refuse('a change is of no known type');
  },
  { readsNull: true },
);

interface Reader<T> {
  (value: unknown): T;
  /** Whether null is a value, rather than nothing said. */
  readonly readsNull?: boolean;
}

/**
 * The fields of an object, which JSON in Go knows in any case; what is null or missing is undefined, what is not listed
 * is ignored.
 */
function fieldsOf<Readers extends Readonly<Record<string, Reader<unknown>>>>(
  value: unknown,
  readers: Readers,
): { readonly [Name in keyof Readers]: ReturnType<Readers[Name]> | undefined } {
  const fields: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(objectOf(value))) {
    const name = Object.hasOwn(readers, key) ? key : key.toLowerCase();
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (reader && (field !== null || reader.readsNull)) fields[name] = reader(field);
  }
  return fields as { [Name in keyof Readers]: ReturnType<Readers[Name]> | undefined };
}

function objectOf(value: unknown): object {
  if (value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  return refuse('there is something else where an object belongs');
}

function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return refuse('there is something else where a list belongs');
    return value.map((item: unknown) => reader(item));
  };
}

function textOf(value: unknown): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') return refuse('there is something else where a text belongs');
  return value.toWellFormed();
}

function modeOf(value: unknown): number {
  const isMode = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return isMode && value < 2 ** 32 ? value : refuse('the mode of a file is not one');
}

function parsed(body: Uint8Array): unknown {
  const text = decodeUtf8(body).toWellFormed(); // Go replaces each byte that is part of no character.
  try {
    return JSON.parse(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text);
  } catch (error) {
    throw new GitilesError('Internal', notJson(text), { cause: error });
  }
}

function refuse(reason: string): never {
  throw new GitilesError('Internal', `The answer is not the JSON of Gitiles: ${reason}.`);
}

/** A sentence. */
function notJson(text: string): string {
  return text.trimStart().startsWith('<')
    ? 'The answer is a page for people, not the JSON of Gitiles: correct `repo`, or let requests go with a token if one has to log in there.'
    : `The answer is not the JSON of Gitiles: ${shown(text)}.`;
}

/** The beginning of an answer, on one line. */
function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? 'it is empty' : `it begins with ${JSON.stringify(line.slice(0, 60))}`;
}
