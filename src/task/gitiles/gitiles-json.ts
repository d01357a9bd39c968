// Answers of a Gitiles server (managers.md 4.3), read as strictly as the service's client reads them.

import { type GoJson, JsonNumber, JsonObject, parseGoJson } from '../../golang/json.ts';
import { JsonFields } from '../../golang/json-fields.ts';
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
  // Of several refs of one name the last one counts, and nothing is left of the others.
  for (const [name, { value, target }] of refMap(parsed(body))) {
    if (value === undefined || value === '') continue;
    if (name === 'HEAD') refs.set(name, target ?? '');
    else refs.set(prefix === 'refs' ? name : `${prefix}/${name}`, value);
  }
  return refs;
}

/** @throws GitilesError */
export function readLog(body: Uint8Array): LogPage {
  const { log, next } = LOG(parsed(body), undefined) ?? {};
  return { commits: (log ?? []).map(commitOf), next: next ?? '' };
}

/**
 * Puts a value of JSON where Go's encoding/json has put another one before, of an earlier member of the same name.
 * @param before undefined for what Go calls zero
 * @throws GitilesError
 */
type Reader<T> = (value: GoJson, before: T | undefined) => T | undefined;

/** A Reader of anything. */
type SomeReader = (value: GoJson, before: undefined) => unknown;

type Read<R extends SomeReader> = Exclude<ReturnType<R>, undefined>;

/** What is null or missing stays as it was, what is not listed is ignored. */
function struct<Readers extends Readonly<Record<string, SomeReader>>>(
  readers: Readers,
): Reader<{ readonly [Name in keyof Readers]?: Read<Readers[Name]> }> {
  type Values = { readonly [Name in keyof Readers]?: Read<Readers[Name]> };
  const fields = new JsonFields(Object.keys(readers));
  return (value, before) => {
    const members = fields.membersOf(value);
    if (!members) return refuse('there is something else where an object belongs');
    const values: Record<string, unknown> = { ...before };
    for (const { field, value: member } of members) {
      values[field] = readers[field]?.(member, values[field] as undefined);
    }
    return values as Values; // Each was read by the reader of its name.
  };
}

/** Null is no list. Go puts the items of a list into those of one before it. */
function list<T>(reader: Reader<T>): Reader<readonly (T | undefined)[]> {
  return (value, before) => {
    if (value === null) return undefined;
    if (!Array.isArray(value)) return refuse('there is something else where a list belongs');
    return value.map((item: GoJson, i) => reader(item, before?.[i]));
  };
}

/** Null is nothing, whatever was there. */
function pointer<T>(reader: Reader<T>): Reader<T> {
  return (value, before) => (value === null ? undefined : reader(value, before));
}

const text: Reader<string> = (value, before) => {
  if (value === null) return before;
  return typeof value === 'string' ? value : refuse('there is something else where a text belongs');
};

/** Of 32 bits. */
const mode: Reader<number> = (value, before) => {
  if (value === null) return before;
  const isMode = value instanceof JsonNumber && /^\d{1,10}$/.test(value.literal);
  const number = isMode ? Number(value.literal) : Number.POSITIVE_INFINITY;
  return number < 2 ** 32 ? number : refuse('the mode of a file is not one');
};

/** The service's reader of times is asked for null, too, and takes it for an empty text. */
const time: Reader<number> = (value) =>
  parseGitilesTime(text(value, '') ?? '') ?? refuse('a time is not one');

const TYPES = new Set(['add', 'copy', 'delete', 'modify', 'rename']);

/** As with times, null is an empty text, which is no type. */
const changeType: Reader<string> = (value) => {
  const type = text(value, '') ?? '';
  return TYPES.has(type.toLowerCase()) ? type : refuse('a change is of no known type');
};

const REF = struct({ value: text, target: text });

const USER = struct({ name: text, email: text, time });

const CHANGE = struct({
  type: changeType,
  old_id: text,
  old_mode: mode,
  old_path: text,
  new_id: text,
  new_mode: mode,
  new_path: text,
});

const COMMIT = struct({
  commit: text,
  tree: text,
  parents: list(text),
  author: USER,
  committer: USER,
  message: text,
  tree_diff: list(pointer(CHANGE)),
});

const LOG = struct({ log: list(COMMIT), next: text });

/** By name. */
function refMap(value: GoJson): ReadonlyMap<string, Read<typeof REF>> {
  if (value === null) return new Map();
  if (!(value instanceof JsonObject)) {
    return refuse('there is something else where an object belongs');
  }
  return new Map(value.members.map(([name, ref]) => [name, REF(ref, undefined) ?? {}]));
}

function commitOf(read: Read<typeof COMMIT> | undefined): GitilesCommit {
  const { commit, author, committer, tree_diff } = read ?? {};
  timestamp(author?.time); // It does not count, but it has to be right.
  return {
    id: commit ?? '',
    committed: timestamp(committer?.time),
    // A change that says nothing of its type is one like any other; that also goes for null in place of a change.
    treeDiff: (tree_diff ?? []).map((change) => ({
      oldPath: change?.old_path ?? '',
      newPath: change?.new_path ?? '',
    })),
  };
}

/** What Go takes for no time is none. @throws GitilesError */
function timestamp(ms: number | undefined): number | undefined {
  if (ms === undefined || ms === FIRST_TIME) return undefined;
  return ms > FIRST_TIME && ms < END_OF_TIME ? ms : refuse('a time is out of range');
}

/** Go's zero time, and the end of what a protobuf Timestamp can tell. */
const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z');
const END_OF_TIME = Date.parse('+010000-01-01T00:00:00Z');

/** @throws GitilesError */
function parsed(body: Uint8Array): GoJson {
  const answer = decodeUtf8(body);
  const json = parseGoJson(answer.startsWith(PREFIX) ? answer.slice(PREFIX.length) : answer);
  if (json === undefined) throw new GitilesError('Internal', notJson(answer.toWellFormed()));
  return json;
}

function refuse(reason: string): never {
  throw new GitilesError('Internal', `The answer is not the JSON of Gitiles: ${reason}.`);
}

/** A sentence. */
function notJson(answer: string): string {
  return answer.trimStart().startsWith('<')
    ? 'The answer is a page for people, not the JSON of Gitiles: correct `repo`, or let requests go with a token if one has to log in there.'
    : `The answer is not the JSON of Gitiles: ${shown(answer)}.`;
}

/** The beginning of an answer, on one line. */
function shown(answer: string): string {
  const line = answer.replace(/\s+/g, ' ').trim();
  return line === '' ? 'it is empty' : `it begins with ${JSON.stringify(line.slice(0, 60))}`;
}
