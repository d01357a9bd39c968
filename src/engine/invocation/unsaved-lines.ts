// Lines of logs that have been shown and not been stored yet, whoever wrote them.

import type { InvocationId } from '../../task/ids.ts';
import { trimDebugLog } from './debug-log.ts';

interface Unsaved {
  /** Whole lines, as they are stored. */
  readonly lines: string;
  /** A store that failed while it stored these may have stored them all the same. */
  readonly uncertain: string;
}

/**
 * Whatever stores an Invocation next takes all lines along, in the order in which they were shown: an abort
 * stores what the launch that it cuts has said, and the next attempt what a failed one has.
 */
export class UnsavedLines {
  readonly #unsaved = new Map<InvocationId, Unsaved>();

  /** @param line as it is stored */
  add(id: InvocationId, line: string): void {
    const { lines, uncertain } = this.#unsaved.get(id) ?? NOTHING;
    const all = lines + line;
    this.#unsaved.set(id, { lines: all.length > MAX_LENGTH ? trimDebugLog(all) : all, uncertain });
  }

  has(id: InvocationId): boolean {
    return this.#unsaved.has(id);
  }

  /** The Invocations that have such lines. */
  invocations(): readonly InvocationId[] {
    return [...this.#unsaved.keys()];
  }

  /**
   * Takes all lines of an Invocation, '' if there are none; they are back only by `giveBack`.
   * @param debugLog what is stored, to tell what has been stored after all
   */
  take(id: InvocationId, debugLog: string): string {
    const unsaved = this.#unsaved.get(id);
    if (unsaved === undefined) return '';
    this.#unsaved.delete(id);
    const { lines, uncertain } = unsaved;
    const isStored = uncertain === '' || debugLog.includes(uncertain);
    return isStored ? lines : uncertain + lines;
  }

  /** Whether what was taken has been stored is unknown. */
  giveBack(id: InvocationId, taken: string): void {
    const { lines, uncertain } = this.#unsaved.get(id) ?? NOTHING;
    this.#unsaved.set(id, { lines, uncertain: taken + uncertain });
  }

  /** The Invocation has ended: what comes after is not stored. */
  drop(id: InvocationId): void {
    this.#unsaved.delete(id);
  }
}

/** In UTF-16 units; so much of a log is not stored anyway. */
const MAX_LENGTH = 10_000_000;

const NOTHING: Unsaved = { lines: '', uncertain: '' };
