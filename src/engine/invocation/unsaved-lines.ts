// Lines of logs that have been shown and not been stored yet, whoever wrote them.

import type { InvocationId } from '../../task/ids.ts';
import { trimDebugLog } from './debug-log.ts';

/** Whole lines, as they are stored. */
export interface UnsavedChunk {
  readonly lines: string;
  /** A transaction has taken it, of which nobody knows yet, or ever, whether it has stored it. */
  isTaken: boolean;
}

/**
 * Whatever stores an Invocation next takes all lines along, in the order in which they were shown: an abort
 * stores what the launch that it cuts has said, and the next attempt what a failed one has.
 */
export class UnsavedLines {
  readonly #unsaved = new Map<InvocationId, UnsavedChunk[]>();

  /** @param line as it is stored */
  add(id: InvocationId, line: string): void {
    const chunks = this.#unsaved.get(id);
    const last = chunks?.at(-1);
    const joins = last !== undefined && !last.isTaken;
    const all = joins ? last.lines + line : line;
    const lines = all.length > MAX_LENGTH ? trimDebugLog(all) : all;
    const chunk = { lines, isTaken: false };
    if (chunks === undefined) this.#unsaved.set(id, [chunk]);
    else if (joins) chunks[chunks.length - 1] = chunk;
    else chunks.push(chunk);
  }

  has(id: InvocationId): boolean {
    return this.#unsaved.has(id);
  }

  /** The Invocations that have such lines. */
  invocations(): readonly InvocationId[] {
    return [...this.#unsaved.keys()];
  }

  /**
   * All lines of an Invocation that are not stored yet. They stay here until `stored` says otherwise: of two
   * transactions that are under way at the same time, the second stores what the first one may have to take back.
   * @param debugLog what is stored, to tell what another transaction has stored already
   */
  take(id: InvocationId, debugLog: string): typeof NOTHING {
    const chunks = this.#unsaved.get(id);
    if (chunks === undefined) return NOTHING;
    let lines = '';
    for (const chunk of chunks) {
      if (!chunk.isTaken || !debugLog.includes(chunk.lines)) lines += chunk.lines;
      chunk.isTaken = true;
    }
    return { lines, chunks: [...chunks] };
  }

  /** The transaction that has taken them is committed. */
  stored(id: InvocationId, taken: readonly UnsavedChunk[]): void {
    const left = this.#unsaved.get(id)?.filter((chunk) => !taken.includes(chunk)) ?? [];
    if (left.length > 0) this.#unsaved.set(id, left);
    else this.#unsaved.delete(id);
  }

  /** The Invocation has ended: what comes after is not stored. */
  drop(id: InvocationId): void {
    this.#unsaved.delete(id);
  }
}

/** In UTF-16 units; so much of a log is not stored anyway. */
const MAX_LENGTH = 10_000_000;

const NOTHING: { readonly lines: string; readonly chunks: readonly UnsavedChunk[] } = {
  lines: '',
  chunks: [],
};
