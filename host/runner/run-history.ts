// The runner's memory of the invocations that it knows.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { InvocationId } from '../../src/task/ids.ts';

/** One invocation, as it is now. */
export interface RunRecord {
  readonly invocation: Invocation;
  /** All lines that were shown, as they are stored (engine.md D1), whether or not they are yet. */
  readonly log: string;
  /** Name of the Manager that runs it, '' if there is none. */
  readonly manager: string;
  /** See `Traits`. */
  readonly multistage: boolean;
}

/** Records by id: those that run, and those that have ended and are kept. */
export class RunHistory {
  readonly #records = new Map<InvocationId, RunRecord>();

  get(id: InvocationId): RunRecord | undefined {
    return this.#records.get(id);
  }

  /** Newest first, which is by ascending id. */
  all(): readonly RunRecord[] {
    return [...this.#records.values()].sort((a, b) => (a.invocation.id < b.invocation.id ? -1 : 1));
  }

  /** Adds a record, or puts it in place of the one of the same id. */
  put(record: RunRecord): void {
    this.#records.set(record.invocation.id, record);
  }

  /** Whether there was one. */
  delete(id: InvocationId): boolean {
    return this.#records.delete(id);
  }
}
