// The launches that run in this process right now, so that an abort can cut them short.

import type { InvocationId } from '../task/ids.ts';

export class LaunchesInProgress {
  readonly #running = new Map<InvocationId, Set<AbortController>>();

  /**
   * Runs `launch` with a signal that aborts with `stop`, or by `interrupt` of this Invocation.
   * Resolves or rejects as `launch` does.
   */
  async run<T>(
    id: InvocationId,
    stop: AbortSignal,
    launch: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const abort = () => controller.abort(stop.reason);
    stop.addEventListener('abort', abort, { once: true });
    if (stop.aborted) abort();
    // Two deliveries of one item may overlap: there can be more than one launch of an Invocation.
    const launches = this.#running.get(id) ?? new Set();
    this.#running.set(id, launches.add(controller));
    try {
      return await launch(controller.signal);
    } finally {
      stop.removeEventListener('abort', abort);
      launches.delete(controller);
      if (launches.size === 0) this.#running.delete(id);
    }
  }

  /** Aborts the signals of the launches of an Invocation: it has ended, nothing of theirs will be kept. */
  interrupt(id: InvocationId): void {
    for (const controller of this.#running.get(id) ?? []) {
      controller.abort(new Error('the invocation has ended'));
    }
  }
}
