// Dispatcher of queue items: hands them out as they fall due, all at the same time, and decides what becomes of them.

import { errorKind, TaskError } from '../task/task-error.ts';
import type { Clock } from '../task/world.ts';
import type { Delivery } from './engine-context.ts';
import type { EngineListener } from './listener.ts';
import { type Payload, QUEUE_OF, type QueueItem, type TaskQueue } from './task-queue.ts';
import { backoffMs, type Timing } from './timing.ts';

export interface DispatcherOptions {
  readonly queue: TaskQueue;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly listener: Required<EngineListener>;
  /** Resolves and rejects as a `Handler` does. */
  readonly handle: (payload: Payload, delivery: Delivery) => Promise<void>;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** Cuts the wait for the next due time. */
  #alarm = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Tells that the queue has changed: what is due next may be due earlier than it was. */
  wake(): void {
    this.#alarm.abort();
  }

  /**
   * Delivers items until `signal` aborts. Handlers get the signal too; resolves when the last of them
   * is through, or when those that do not obey have had their time. What they leave undone stays in the queue.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { queue, clock } = this.#options;
    const wake = () => this.wake();
    signal.addEventListener('abort', wake, { once: true });
    const running = new Set<Promise<void>>();

    await this.#persist('recover the queue', signal, () => queue.recover());
    while (!signal.aborted) {
      this.#alarm = new AbortController();
      const alarm = this.#alarm.signal;
      const item = await this.#persist('take an item', signal, () => queue.take(clock.now()));
      if (item) {
        const delivery: Promise<void> = this.#deliver(item, signal).finally(() =>
          running.delete(delivery),
        );
        running.add(delivery);
      } else {
        const due = await this.#persist('look at the queue', signal, () => queue.nextDue());
        await this.#waitUntil(due, alarm);
      }
    }
    signal.removeEventListener('abort', wake);
    await this.#allSettled(running);
  }

  /** Waits for handlers, though not for ever: one that never settles must not hold up who stops the engine. */
  async #allSettled(running: ReadonlySet<Promise<void>>): Promise<void> {
    const { clock, timing, listener } = this.#options;
    const settled = new AbortController();
    const grace = clock.sleep(timing.stopGraceMs, settled.signal).catch(() => {});
    await Promise.race([Promise.all(running), grace]);
    settled.abort();
    if (running.size > 0) {
      listener.serviceLog(
        `Stopped without the end of ${running.size} events, which would not stop`,
      );
    }
  }

  /** Until `due`, or forever if there is nothing in the queue; in any case only until the alarm. */
  async #waitUntil(due: number | undefined, alarm: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    if (due !== undefined) return clock.sleep(due - clock.now(), alarm).catch(() => {});
    if (alarm.aborted) return;
    await new Promise<void>((resolve) =>
      alarm.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  async #deliver(item: QueueItem, signal: AbortSignal): Promise<void> {
    const { queue, clock } = this.#options;
    const verdict = await this.#judge(item, signal);
    await this.#persist(`settle ${item.payload.kind}`, signal, () =>
      verdict === 'done'
        ? queue.finish(item.id)
        : queue.retry(item.id, clock.now() + verdict.afterMs),
    );
    this.wake();
  }

  /** What a handler's result means for its item (engine.md 5: how the task queue takes a result). */
  async #judge(item: QueueItem, signal: AbortSignal): Promise<'done' | { afterMs: number }> {
    const { handle, listener, timing } = this.#options;
    const { payload, attempt } = item;
    try {
      await handle(payload, { attempt, signal });
      return 'done';
    } catch (error) {
      if (error instanceof TaskError && errorKind(error) === 'fatal') {
        listener.serviceLog(`${payload.kind} is dropped`, error);
        return 'done';
      }
      // Where the engine stops, the next run may begin with this one.
      const backoff = timing.backoff[QUEUE_OF[payload.kind]];
      const afterMs = signal.aborted ? 0 : backoffMs(backoff, attempt + 1);
      listener.serviceLog(`${payload.kind} is delivered again in ${afterMs / 1000} s`, error);
      return { afterMs };
    }
  }

  /**
   * Does something to the queue until it works: a store that fails for a while must not stop the engine
   * or lose an item. Gives up, with undefined, only when `signal` aborts: what is still marked as taken
   * then comes back with the next `recover`.
   */
  async #persist<T>(
    what: string,
    signal: AbortSignal,
    act: () => Promise<T>,
  ): Promise<T | undefined> {
    const { clock, listener, timing } = this.#options;
    for (let failures = 1; ; failures++) {
      try {
        return await act();
      } catch (error) {
        if (signal.aborted) return undefined;
        const waitMs = backoffMs(timing.backoff.default, failures);
        listener.serviceLog(`Could not ${what}, trying again in ${waitMs / 1000} s`, error);
        await clock.sleep(waitMs, signal).catch(() => {});
      }
    }
  }
}
