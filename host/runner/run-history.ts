// The runner's memory of the invocations that it has started.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import { isFinal } from '../../src/task/status.ts';

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

/** Records by id. Those that run are all kept, those that have ended up to a limit. */
export class RunHistory {
  readonly #records = new Map<InvocationId, RunRecord>();
  readonly #limit: number;

  /** @param limit how many ended invocations to keep, at least 0 */
  constructor(limit: number) {
    this.#limit = limit;
  }

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

  /** Drops the oldest ended records beyond the limit. Returns the ids of those dropped. */
  trim(): readonly InvocationId[] {
    return this.#drop(this.#ended().slice(this.#limit));
  }

  /** Drops all that has ended. Returns the ids of those dropped. */
  clearEnded(): readonly InvocationId[] {
    return this.#drop(this.#ended());
  }

  #ended(): readonly RunRecord[] {
    return this.all().filter(({ invocation }) => isFinal(invocation.status));
  }

  #drop(records: readonly RunRecord[]): readonly InvocationId[] {
    const ids = records.map(({ invocation }) => invocation.id);
    for (const id of ids) this.#records.delete(id);
    return ids;
  }
}
