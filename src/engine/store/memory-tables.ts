// The tables of a store in memory, which can take back what the transaction under way has written.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Job } from '../job/job.ts';
import type { QueueItem } from '../queue/queue-item.ts';
import type { TriageLog } from '../triage/triage-log.ts';
import { JobRows } from './job-rows.ts';
import { MapFront } from './map-front.ts';
import { UndoLog } from './undo-log.ts';

export class MemoryTables {
  readonly jobs = new Map<JobId, Job>();
  readonly jobRows = new JobRows();
  readonly invocations = new Map<InvocationId, Invocation>();
  /** Numbers that rise from one that ends to the next one, and in their order. */
  readonly ended = new Map<InvocationId, number>();
  /** The history is cut at this end. */
  readonly firstEnded = new MapFront(this.ended);
  /** Those that have ended and are pinned. */
  readonly pinned = new Map<InvocationId, true>();
  readonly triageLogs = new Map<JobId, TriageLog>();
  readonly keptBytes = new Map<string, Uint8Array>();
  readonly items = new Map<number, QueueItem>();
  readonly itemNames = new Map<string, number>();
  lastItemId = 0;

  /** What writes to all of these. */
  readonly writes = new UndoLog();
  #lastEnd = 0;

  /** One that had not ended before has. */
  addEnded(id: InvocationId): void {
    this.writes.add(this.ended, id, ++this.#lastEnd);
  }

  undo(): void {
    this.writes.takeBack();
    this.firstEnded.restart();
  }

  /** Ends the transaction, whether or not it was taken back. */
  commit(): void {
    this.writes.clear();
    this.jobRows.commit(this.jobs);
  }
}
