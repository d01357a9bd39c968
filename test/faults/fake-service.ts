// A service outside of the engine that does what it is asked once for each request id, and outlives every crash.

import type { InvocationId } from '../../src/task/ids.ts';

export interface Operation {
  readonly requestId: string;
  readonly invocationId: InvocationId;
  readonly content: string;
}

export class FakeService {
  /** What it was asked for, without repetitions: two of one request id are two different things. */
  readonly operations: Operation[] = [];
  readonly #known = new Set<string>();
  readonly #contacts = new Map<string, number>();
  #note: (operation: Operation) => void;

  /**
   * @param done what it has done in the life of another process
   * @param note called for each operation before it is done
   */
  constructor(done: readonly Operation[] = [], note: (operation: Operation) => void = () => {}) {
    this.#note = () => {};
    for (const operation of done) this.perform(operation);
    this.#note = note;
  }

  /** Does it, or has done it. */
  perform(operation: Operation): void {
    const key = JSON.stringify([operation.requestId, operation.content]);
    if (this.#known.has(key)) return;
    this.#note(operation);
    this.#known.add(key);
    this.operations.push(operation);
  }

  /** How often it was asked for this before, which it counts from then on. */
  contact(requestId: string): number {
    const before = this.#contacts.get(requestId) ?? 0;
    this.#contacts.set(requestId, before + 1);
    return before;
  }
}
