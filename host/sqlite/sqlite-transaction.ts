// The transaction of a store in a SQLite file.

import type { DatabaseSync } from 'node:sqlite';
import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { Job } from '../../src/engine/job/job.ts';
import type { NewQueueItem, QueueItem } from '../../src/engine/queue/queue-item.ts';
import type { Transaction } from '../../src/engine/store/store.ts';
import type { TriageLog } from '../../src/engine/triage/triage-log.ts';
import { type InvocationId, type JobId, projectOf } from '../../src/task/ids.ts';
import type { Trigger } from '../../src/task/request.ts';
import { isFinal } from '../../src/task/status.ts';
import { numberOf } from './connection.ts';
import { RecentRecords, type StoredInvocation } from './recent-records.ts';
import { encodeRecord } from './record-json.ts';
import { LOG, SqliteReads } from './sqlite-reads.ts';
import { textKey } from './text-key.ts';

/** So many ids of items are set aside at a time. What a process that dies has not used of them is lost. */
const IDS_RESERVED = 1000;

const STORED_INVOCATION = `SELECT body, ${LOG} AS log,
  (SELECT 1 + max(part) FROM invocation_log l WHERE l.invocation = i.id) AS parts
  FROM invocation i WHERE id = ?`;
const INSERT_INVOCATION = `INSERT INTO invocation (id, job, pinned, body, ended)
  VALUES (?, ?, ?, ?, ?)`;
/** One that had ended before keeps its place among those that have. */
const UPDATE_INVOCATION = `UPDATE invocation SET job = ?, pinned = ?, body = ?,
  ended = CASE WHEN ? IS NULL THEN NULL ELSE coalesce(ended, ?) END WHERE id = ?`;

interface TransactionObserver {
  /** Called before each write. */
  beforeWrite(): void;
  /** SQLite has thrown this, and the body of the transaction may not let it through. */
  failed(error: unknown): void;
}

/**
 * All transactions of a store, one after the other. What it remembers of the file holds as long as nobody else writes
 * to the same tables.
 */
export class SqliteTransaction extends SqliteReads implements Transaction {
  readonly #beforeWrite: () => void;
  readonly #recent = new RecentRecords();
  #lastItemId: number;
  #reservedItemId: number;
  /** See the column `invocation.ended`. */
  #lastEnd: number;
  /** Undefined: to be counted. */
  #endedCount: number | undefined;
  #endedCountBefore: number | undefined;

  constructor(db: DatabaseSync, { beforeWrite, failed }: TransactionObserver) {
    super(db, failed);
    this.#beforeWrite = beforeWrite;
    this.#reservedItemId = numberOf(db, 'SELECT reserved FROM item_id');
    this.#lastItemId = this.#reservedItemId;
    this.#lastEnd = numberOf(db, 'SELECT max(ended) FROM invocation WHERE ended IS NOT NULL');
  }

  /** A body begins. */
  begin(): void {
    this.#endedCountBefore = this.#endedCount;
  }

  /** What the body has written is taken back. */
  takenBack(): void {
    this.#endedCount = this.#endedCountBefore;
    this.#recent.clear();
  }

  /** What several bodies have written may be lost. */
  uncertain(): void {
    this.#endedCount = undefined;
    this.#reservedItemId = 0;
    this.#recent.clear();
  }

  /** The bodies are through, and what they have written is about to be committed. */
  beforeCommit(): void {
    if (this.#lastItemId <= this.#reservedItemId) return;
    this.#reservedItemId = this.#lastItemId + IDS_RESERVED;
    this.query('UPDATE item_id SET reserved = ?').run(this.#reservedItemId);
  }

  override job(id: JobId): Job | undefined {
    const known = this.#recent.job(id);
    if (known) return known;
    const job = super.job(id);
    if (job) this.#recent.setJob(job);
    return job;
  }

  putJob(job: Job): void {
    this.#beforeWrite();
    const { id } = job;
    const sql = `INSERT INTO job (id, project, body) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET body = excluded.body`;
    this.query(sql).run(textKey(id), textKey(projectOf(id)), encodeRecord(job));
    this.#recent.setJob(job);
  }

  override invocation(id: InvocationId): Invocation | undefined {
    return this.#stored(id)?.invocation;
  }

  #stored(id: InvocationId): StoredInvocation | undefined {
    const known = this.#recent.invocation(id);
    if (known) return known;
    const row = this.query(STORED_INVOCATION).get(id);
    if (!row) return undefined;
    const stored = { invocation: this.toInvocation(row), parts: Number(row['parts'] ?? 0) };
    this.#recent.setInvocation(stored);
    return stored;
  }

  putInvocation(invocation: Invocation): void {
    this.#beforeWrite();
    const { id, jobId, status, pinned = false } = invocation;
    const { debugLog, ...rest } = invocation;
    const job = textKey(jobId);
    const body = encodeRecord(rest);
    const hasEnded = isFinal(status);
    const end = hasEnded ? ++this.#lastEnd : null;
    const before = this.#stored(id);
    if (before) this.query(UPDATE_INVOCATION).run(job, Number(pinned), body, end, end, id);
    else this.query(INSERT_INVOCATION).run(id, job, Number(pinned), body, end);
    this.#count(invocation, before?.invocation);
    this.#recent.setInvocation({ invocation, parts: this.#putLog(id, debugLog, before) });
  }

  /** Returns how many parts the stored log has now. */
  #putLog(id: InvocationId, log: string, before: StoredInvocation | undefined): number {
    const { debugLog: old = '' } = before?.invocation ?? {};
    const { parts = 0 } = before ?? {};
    if (log === old) return parts;
    const goesOn = log.startsWith(old);
    const text = goesOn ? log.slice(old.length) : log;
    const part = goesOn ? parts : 0;
    if (!goesOn) this.#deleteLog(id);
    if (text === '') return part;
    const sql = 'INSERT INTO invocation_log (invocation, part, text) VALUES (?, ?, ?)';
    this.query(sql).run(id, part, JSON.stringify(text).slice(1, -1));
    return part + 1;
  }

  #deleteLog(id: InvocationId): void {
    this.query('DELETE FROM invocation_log WHERE invocation = ?').run(id);
  }

  deleteInvocation(id: InvocationId): void {
    this.#beforeWrite();
    const before = this.#stored(id);
    if (!before) return;
    this.query('DELETE FROM invocation WHERE id = ?').run(id);
    if (before.parts > 0) this.#deleteLog(id);
    this.#count(undefined, before.invocation);
    this.#recent.deleteInvocation(id);
  }

  #count(after: Invocation | undefined, before: Invocation | undefined): void {
    if (this.#endedCount === undefined) return;
    this.#endedCount += Number(isCounted(after)) - Number(isCounted(before));
  }

  override endedCount(): number {
    this.#endedCount ??= super.endedCount();
    return this.#endedCount;
  }

  addPendingTrigger(jobId: JobId, trigger: Trigger): void {
    this.#beforeWrite();
    const job = textKey(jobId);
    const id = textKey(trigger.id);
    const tombstone = 'SELECT 1 FROM tombstone WHERE job = ? AND id = ?';
    if (this.query(tombstone).get(job, id)) return;
    const sql =
      'INSERT INTO pending_trigger (job, id, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
    this.query(sql).run(job, id, encodeRecord(trigger));
  }

  consumeTriggers(jobId: JobId, ids: readonly string[], now: number): void {
    this.#beforeWrite();
    const job = textKey(jobId);
    const remove = this.query('DELETE FROM pending_trigger WHERE job = ? AND id = ?');
    const bury = this.query(`INSERT INTO tombstone (job, id, consumed) VALUES (?, ?, ?)
      ON CONFLICT (job, id) DO UPDATE SET consumed = excluded.consumed`);
    for (const id of ids.map(textKey)) {
      remove.run(job, id);
      bury.run(job, id, now);
    }
  }

  purgeTombstones(jobId: JobId, time: number): void {
    const job = textKey(jobId);
    const old = 'SELECT 1 FROM tombstone WHERE job = ? AND consumed <= ? LIMIT 1';
    if (!this.query(old).get(job, time)) return; // Nearly always, and then there is nothing to write.
    this.#beforeWrite();
    this.query('DELETE FROM tombstone WHERE job = ? AND consumed <= ?').run(job, time);
  }

  addRecentlyFinished(jobId: JobId, id: InvocationId): void {
    this.#beforeWrite();
    const sql = `INSERT INTO recently_finished (job, invocation) VALUES (?, ?)
      ON CONFLICT DO NOTHING`;
    this.query(sql).run(textKey(jobId), id);
  }

  clearRecentlyFinished(jobId: JobId): void {
    this.#beforeWrite();
    this.query('DELETE FROM recently_finished WHERE job = ?').run(textKey(jobId));
  }

  putTriageLog(jobId: JobId, log: TriageLog): void {
    this.#beforeWrite();
    const sql = `INSERT INTO triage_log (job, body) VALUES (?, ?)
      ON CONFLICT (job) DO UPDATE SET body = excluded.body`;
    this.query(sql).run(textKey(jobId), encodeRecord(log));
  }

  keptBytes(key: string): Uint8Array | undefined {
    return this.bytes('SELECT value FROM kept_bytes WHERE key = ?', textKey(key));
  }

  putKeptBytes(key: string, bytes: Uint8Array): void {
    this.#beforeWrite();
    const sql = `INSERT INTO kept_bytes (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
    this.query(sql).run(textKey(key), bytes);
  }

  enqueue(item: NewQueueItem): QueueItem | undefined {
    this.#beforeWrite();
    const { due, ...rest } = item;
    // Not taken back with the transaction: no id is ever given twice.
    const id = ++this.#lastItemId;
    const name = item.name === undefined ? null : textKey(item.name);
    const sql = `INSERT INTO item (id, name, due, attempt, body) VALUES (?, ?, ?, 0, ?)
      ON CONFLICT (name) DO NOTHING`;
    const added = this.query(sql).run(id, name, due, encodeRecord(rest));
    return added === 0 ? undefined : { ...item, id, attempt: 0 };
  }

  putItem({ id, due, attempt }: QueueItem): void {
    this.#beforeWrite();
    this.query('UPDATE item SET due = ?, attempt = ? WHERE id = ?').run(due, attempt, id);
  }

  deleteItem(id: number): void {
    this.#beforeWrite();
    this.query('DELETE FROM item WHERE id = ?').run(id);
  }
}

function isCounted(invocation: Invocation | undefined): boolean {
  return invocation !== undefined && isFinal(invocation.status) && !invocation.pinned;
}
