// What can be read of a store's file.

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { Job } from '../../src/engine/job/job.ts';
import type { QueueItem } from '../../src/engine/queue/queue-item.ts';
import type { Transaction } from '../../src/engine/store/store.ts';
import type { TriageLog } from '../../src/engine/triage/triage-log.ts';
import { compareByteOrder } from '../../src/golang/byte-order.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { Trigger } from '../../src/task/request.ts';
import { Query } from './query.ts';
import { decodeRecord } from './record-json.ts';
import { textKey } from './text-key.ts';

/** What a transaction of the store offers to those who only read. */
export type StoreReads = Pick<
  Transaction,
  | 'job'
  | 'jobs'
  | 'invocation'
  | 'endedOf'
  | 'unfinished'
  | 'lastEnded'
  | 'firstEnded'
  | 'endedCount'
  | 'pendingTriggers'
  | 'recentlyFinished'
  | 'triageLog'
  | 'items'
>;

/** The inside of the JSON string of the log of an Invocation `i`, null if that is empty. */
export const LOG = `(
  SELECT group_concat(text, '' ORDER BY part) FROM invocation_log l WHERE l.invocation = i.id
)`;

const INVOCATION = `SELECT body, ${LOG} AS log FROM invocation i`;
const BY_ID = `${INVOCATION} WHERE id = ?`;
const ENDED_OF = `${INVOCATION} WHERE job = ? AND ended IS NOT NULL AND id > ? ORDER BY id LIMIT ?`;
const UNFINISHED = `${INVOCATION} WHERE ended IS NULL`;
const LAST_ENDED = `${INVOCATION} WHERE ended IS NOT NULL ORDER BY ended DESC LIMIT ?`;
const FIRST_ENDED = `${INVOCATION} WHERE ended IS NOT NULL AND pinned = 0 ORDER BY ended LIMIT ?`;
const ENDED_COUNT =
  'SELECT count(*) AS count FROM invocation WHERE ended IS NOT NULL AND pinned = 0';

/** Each method as in `Transaction`. What SQLite throws goes through. */
export class SqliteReads implements StoreReads {
  readonly #db: DatabaseSync;
  readonly #failed: (error: unknown) => void;
  readonly #queries = new Map<string, Query>();

  /** @param failed hears of each error of SQLite's */
  constructor(db: DatabaseSync, failed: (error: unknown) => void = () => {}) {
    this.#db = db;
    this.#failed = failed;
  }

  job(id: JobId): Job | undefined {
    return this.#record('SELECT body FROM job WHERE id = ?', textKey(id)) as Job | undefined;
  }

  jobs(projectId?: string): readonly Job[] {
    const jobs =
      projectId === undefined
        ? this.#records('SELECT body FROM job')
        : this.#records('SELECT body FROM job WHERE project = ?', textKey(projectId));
    return (jobs as Job[]).sort((a, b) => compareByteOrder(a.id, b.id));
  }

  invocation(id: InvocationId): Invocation | undefined {
    const row = this.query(BY_ID).get(id);
    return row && this.toInvocation(row);
  }

  endedOf(jobId: JobId, after: InvocationId | undefined, limit: number): readonly Invocation[] {
    return this.#invocations(ENDED_OF, textKey(jobId), after ?? BEFORE_ALL, atMost(limit));
  }

  unfinished(): readonly Invocation[] {
    return this.#invocations(UNFINISHED);
  }

  lastEnded(limit: number): readonly Invocation[] {
    return this.#invocations(LAST_ENDED, atMost(limit));
  }

  firstEnded(limit: number): readonly Invocation[] {
    return this.#invocations(FIRST_ENDED, atMost(limit));
  }

  endedCount(): number {
    return Number(this.query(ENDED_COUNT).get()?.['count']);
  }

  pendingTriggers(jobId: JobId): readonly Trigger[] {
    const sql = 'SELECT body FROM pending_trigger WHERE job = ?';
    return this.#records(sql, textKey(jobId)) as Trigger[];
  }

  recentlyFinished(jobId: JobId): readonly InvocationId[] {
    const query = this.query(
      'SELECT invocation FROM recently_finished WHERE job = ?',
    ).readBigInts();
    return query.all(textKey(jobId)).map((row) => row['invocation'] as InvocationId);
  }

  triageLog(jobId: JobId): TriageLog | undefined {
    const sql = 'SELECT body FROM triage_log WHERE job = ?';
    return this.#record(sql, textKey(jobId)) as TriageLog | undefined;
  }

  items(): readonly QueueItem[] {
    const rows = this.query('SELECT id, due, attempt, body FROM item').all();
    return rows.map(({ id, due, attempt, body }) => {
      const rest = this.#decode(body) as Pick<QueueItem, 'payload' | 'name'>;
      return { ...rest, id: Number(id), due: Number(due), attempt: Number(attempt) };
    });
  }

  /** The query of this SQL, which is prepared once. */
  protected query(sql: string): Query {
    const known = this.#queries.get(sql);
    if (known) return known;
    const query = new Query(this.#db.prepare(sql), this.#failed);
    this.#queries.set(sql, query);
    return query;
  }

  /** @param row with the columns `body` and `log` */
  protected toInvocation({ body, log }: Record<string, unknown>): Invocation {
    const record = this.#decode(body) as Omit<Invocation, 'debugLog'>;
    return { ...record, debugLog: log === null ? '' : String(this.#parse(`"${log}"`)) };
  }

  /** The column `value` of the one row, if there is one; anything but bytes is damage. */
  protected bytes(sql: string, key: string): Uint8Array | undefined {
    const value = this.query(sql).get(key)?.['value'];
    if (value === undefined || value instanceof Uint8Array) return value;
    const error = new SyntaxError('bytes are missing');
    this.#failed(error);
    throw error;
  }

  /** A body that is not a record is damage, as one that is no JSON is. */
  #decode(body: unknown): unknown {
    const record = typeof body === 'string' ? this.#parse(body) : null;
    if (typeof record === 'object' && record !== null) return record;
    const error = new SyntaxError('a record is missing');
    this.#failed(error);
    throw error;
  }

  /** What is no JSON is damage as SQLite finds it, and told as such. */
  #parse(json: string): unknown {
    try {
      return decodeRecord(json);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  #record(sql: string, key: string): unknown {
    const row = this.query(sql).get(key);
    return row && this.#decode(row['body']);
  }

  #records(sql: string, ...values: SQLInputValue[]): unknown[] {
    const rows = this.query(sql).all(...values);
    return rows.map((row) => this.#decode(row['body']));
  }

  #invocations(sql: string, ...values: SQLInputValue[]): readonly Invocation[] {
    const rows = this.query(sql).all(...values);
    return rows.map((row) => this.toInvocation(row));
  }
}

/** Ids are positive. */
const BEFORE_ALL = -1;

/** To SQLite a limit below 0 is none. */
function atMost(limit: number): number {
  return Math.min(Math.max(0, Math.floor(limit)), Number.MAX_SAFE_INTEGER);
}
