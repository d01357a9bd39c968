// Lines of logs that have been shown and not been stored yet, whoever wrote them.

import type { InvocationId } from '../task/ids.ts';

/**
 * Whatever stores an Invocation next takes all lines along, in the order in which they were shown: an abort
 * stores what the launch that it cuts has said, and the next attempt what a failed one has.
 */
export class UnsavedLines {
  readonly #lines = new Map<InvocationId, string[]>();

  /** @param line as it is stored */
  add(id: InvocationId, line: string): void {
    const lines = this.#lines.get(id);
    if (lines) lines.push(line);
    else this.#lines.set(id, [line]);
  }

  has(id: InvocationId): boolean {
    return this.#lines.has(id);
  }

  /** The Invocations that have such lines. */
  invocations(): readonly InvocationId[] {
    return [...this.#lines.keys()];
  }

  /** Takes all lines of an Invocation; they are back only by `giveBack`. */
  take(id: InvocationId): readonly string[] {
    const lines = this.#lines.get(id) ?? [];
    this.#lines.delete(id);
    return lines;
  }

  /** What was taken has not been stored after all. */
  giveBack(id: InvocationId, lines: readonly string[]): void {
    if (lines.length > 0) this.#lines.set(id, [...lines, ...(this.#lines.get(id) ?? [])]);
  }
}
