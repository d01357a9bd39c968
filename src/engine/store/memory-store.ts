// A store that lives as long as the process.

import { compareByteOrder } from '../../golang/byte-order.ts';
import { type InvocationId, type JobId, projectOf } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import { isFinal } from '../../task/status.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Job } from '../job/job.ts';
import type { NewQueueItem, QueueItem } from '../queue/queue-item.ts';
import type { TriageLog } from '../triage/triage-log.ts';
import { MemoryTables, Tombstones } from './memory-tables.ts';
import { checkPlainData } from './plain-data.ts';
import type { Store, Transaction } from './store.ts';

export interface MemoryStoreOptions {
  /** Refuses, with a TypeError, records that no store could keep, and freezes what it is given. For tests. */
  readonly strict?: boolean;
}

/** Transactions run one after the other, which bodies being synchronous comes for free. */
export class MemoryStore implements Store {
  readonly #tables = new MemoryTables();
  readonly #tx: MemoryTransaction;
  #inTransaction = false;

  constructor({ strict = false }: MemoryStoreOptions = {}) {
    this.#tx = new MemoryTransaction(this.#tables, strict ? checkPlainData : keep);
  }

  async transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    return this.transactNow(body);
  }

  transactNow<T>(body: (tx: Transaction) => T): T {
    if (this.#inTransaction) throw new Error('transactions cannot be nested');
    this.#inTransaction = true;
    try {
      return body(this.#tx);
    } catch (error) {
      this.#tables.undo();
      throw error;
    } finally {
      this.#tables.commit();
      this.#inTransaction = false;
    }
  }
}

function keep<T>(value: T): T {
  return value;
}

class MemoryTransaction implements Transaction {
  readonly #tables: MemoryTables;
  readonly #checked: <T>(record: T) => T;

  constructor(tables: MemoryTables, checked: <T>(record: T) => T) {
    this.#tables = tables;
    this.#checked = checked;
  }

  job(id: JobId): Job | undefined {
    return this.#tables.jobs.get(id);
  }

  jobs(projectId?: string): readonly Job[] {
    const jobs = [...this.#tables.jobs.values()];
    const wanted =
      projectId === undefined ? jobs : jobs.filter((job) => projectOf(job.id) === projectId);
    return wanted.sort((a, b) => compareByteOrder(a.id, b.id));
  }

  putJob(job: Job): void {
    this.#tables.set(this.#tables.jobs, job.id, this.#checked(job));
  }

  invocation(id: InvocationId): Invocation | undefined {
    return this.#tables.invocations.get(id);
  }

  putInvocation(invocation: Invocation): void {
    const tables = this.#tables;
    const { id } = invocation;
    const record = this.#checked(invocation);
    tables.set(tables.invocations, id, record);
    if (!isFinal(invocation.status)) {
      tables.set(tables.unfinished, id, record);
      tables.deleteEnded(id);
      return;
    }
    tables.delete(tables.unfinished, id);
    tables.setEnded(record);
  }

  deleteInvocation(id: InvocationId): void {
    const tables = this.#tables;
    tables.delete(tables.invocations, id);
    tables.delete(tables.unfinished, id);
    tables.deleteEnded(id);
  }

  endedOf(jobId: JobId, after: InvocationId | undefined, limit: number): readonly Invocation[] {
    const found: Invocation[] = [];
    for (const { invocation } of this.#tables.ended.values()) {
      const wanted = invocation.jobId === jobId && (after === undefined || invocation.id > after);
      if (wanted) found.push(invocation);
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  unfinished(): readonly Invocation[] {
    return [...this.#tables.unfinished.values()];
  }

  lastEnded(limit: number): readonly Invocation[] {
    const { ended } = this.#tables;
    const last = [...ended.values()].slice(Math.max(0, ended.size - limit)).reverse();
    return last.map(({ invocation }) => invocation);
  }

  firstEnded(limit: number): readonly Invocation[] {
    const found: Invocation[] = [];
    for (const { invocation } of this.#tables.ended.values()) {
      if (found.length >= limit) break;
      if (!invocation.pinned) found.push(invocation);
    }
    return found;
  }

  endedCount(): number {
    return this.#tables.ended.size - this.#tables.pinned.size;
  }

  pendingTriggers(jobId: JobId): readonly Trigger[] {
    const pending = this.#tables.pending.get(jobId);
    return pending === undefined ? [] : [...pending.values()];
  }

  addPendingTrigger(jobId: JobId, trigger: Trigger): void {
    const tables = this.#tables;
    if (tables.tombstones.get(jobId)?.times.has(trigger.id)) return;
    const pending = tables.rowsOf(tables.pending, jobId, () => new Map());
    if (!pending.has(trigger.id)) tables.set(pending, trigger.id, this.#checked(trigger));
  }

  consumeTriggers(jobId: JobId, ids: readonly string[], now: number): void {
    const tables = this.#tables;
    const pending = tables.pending.get(jobId);
    const tombstones = tables.rowsOf(tables.tombstones, jobId, () => new Tombstones());
    for (const id of ids) {
      if (pending) tables.delete(pending, id);
      tombstones.put(tables, id, now);
    }
    tables.mayBeEmpty(jobId);
  }

  purgeTombstones(jobId: JobId, time: number): void {
    const tombstones = this.#tables.tombstones.get(jobId);
    if (tombstones === undefined) return;
    tombstones.purge(this.#tables, time);
    this.#tables.mayBeEmpty(jobId);
  }

  recentlyFinished(jobId: JobId): readonly InvocationId[] {
    const finished = this.#tables.recentlyFinished.get(jobId);
    return finished === undefined ? [] : [...finished.keys()];
  }

  addRecentlyFinished(jobId: JobId, id: InvocationId): void {
    const tables = this.#tables;
    tables.set(
      tables.rowsOf(tables.recentlyFinished, jobId, () => new Map()),
      id,
      true,
    );
  }

  clearRecentlyFinished(jobId: JobId): void {
    const finished = this.#tables.recentlyFinished.get(jobId);
    if (finished === undefined) return;
    for (const id of finished.keys()) this.#tables.delete(finished, id);
    this.#tables.mayBeEmpty(jobId);
  }

  triageLog(jobId: JobId): TriageLog | undefined {
    return this.#tables.triageLogs.get(jobId);
  }

  putTriageLog(jobId: JobId, log: TriageLog): void {
    this.#tables.set(this.#tables.triageLogs, jobId, this.#checked(log));
  }

  keptBytes(key: string): Uint8Array | undefined {
    return this.#tables.keptBytes.get(key);
  }

  putKeptBytes(key: string, bytes: Uint8Array): void {
    this.#tables.set(this.#tables.keptBytes, key, bytes);
  }

  enqueue(item: NewQueueItem): QueueItem | undefined {
    const { items, itemNames } = this.#tables;
    if (item.name !== undefined && itemNames.has(item.name)) return undefined;
    // Not taken back with the transaction: no id is ever given twice.
    const id = ++this.#tables.lastItemId;
    const stored: QueueItem = this.#checked({ ...item, id, attempt: 0 });
    this.#tables.set(items, id, stored);
    if (item.name !== undefined) this.#tables.set(itemNames, item.name, id);
    return stored;
  }

  putItem(item: QueueItem): void {
    if (!this.#tables.items.has(item.id)) return;
    this.#tables.set(this.#tables.items, item.id, this.#checked(item));
  }

  deleteItem(id: number): void {
    const item = this.#tables.items.get(id);
    if (item === undefined) return;
    this.#tables.delete(this.#tables.items, id);
    if (item.name !== undefined) this.#tables.delete(this.#tables.itemNames, item.name);
  }

  items(): readonly QueueItem[] {
    return [...this.#tables.items.values()];
  }
}
