// Dispatcher of queue items: hands them out as they fall due, all at the same time, and decides what becomes of them.

import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import { isRace, isTransient } from '../../task/task-error.ts';
import type { Clock } from '../../task/world.ts';
import type { EngineListener } from '../listener.ts';
import { isLostCall, LostCall } from '../lost-call.ts';
import type { EngineStore } from '../store/engine-store.ts';
import { backoffMs, type Timing } from '../timing.ts';
import type { Delivery } from './delivery.ts';
import { type DueQueue, ItemHeap } from './item-heap.ts';
import { type Payload, type QueueItem, queueOf } from './queue-item.ts';

export interface DispatcherOptions {
  readonly store: () => EngineStore;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly listener: Required<EngineListener>;
  /** Default: an `ItemHeap`. */
  readonly queue?: DueQueue;
  /** Resolves and rejects as a `Handler` does. */
  readonly handle: (payload: Payload, delivery: Delivery) => Promise<void>;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #queue: DueQueue;
  /** Ids of the items that are in the queue or being delivered. */
  readonly #known = new Set<number>();
  /** Being delivered, those that began first before the others. */
  readonly #running = new Set<RunningDelivery>();
  /** The store may have items that nobody has been told of. */
  #isUncertain = true;
  #stop: AbortSignal | undefined;
  /** Cuts the wait for the next due time, while there is one. */
  #alarm: AbortController | undefined;
  #settled: (() => void) | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#queue = options.queue ?? new ItemHeap();
  }

  /** An item that has been stored. */
  enqueued(item: QueueItem): void {
    if (this.#known.has(item.id)) return;
    this.#known.add(item.id);
    this.#queue.add(item);
    this.#wake();
  }

  /** The store has failed: what is in the queue is to be read again. */
  uncertain(): void {
    this.#isUncertain = true;
    this.#wake();
  }

  /** How many items are being delivered. */
  get running(): number {
    return this.#running.size;
  }

  /**
   * Delivers items until `signal` aborts. Handlers get the signal too; resolves when the last of them
   * is through, or when those that do not obey have had their time. What they leave undone stays in the queue.
   */
  async run(signal: AbortSignal): Promise<void> {
    this.#stop = signal;
    this.#isUncertain = true; // Whoever ran before may have put something there.
    const wake = () => this.#wake();
    signal.addEventListener('abort', wake, { once: true });
    while (!signal.aborted) {
      if (this.#isUncertain) await this.#readQueue(signal);
      while (!signal.aborted && this.deliverNext()) {
        // They run at the same time.
      }
      if (!this.#isUncertain && !signal.aborted) await this.#waitUntil(this.nextEvent());
      this.cutOverdue();
    }
    signal.removeEventListener('abort', wake);
    for (const delivery of this.#running) delivery.cut(signal.reason);
    await this.#allSettled();
  }

  /** Whether `load` would read anything. */
  get isUncertain(): boolean {
    return this.#isUncertain;
  }

  /** Reads the queue as it is stored, if the store may have items that nobody has been told of. */
  async load(): Promise<void> {
    if (this.#isUncertain) await this.#readQueue(NEVER_ABORTED);
  }

  /**
   * Begins the delivery of the next item that is due, and says how far it has come: to its end, where one transaction of
   * a store that takes no time is all there is to do. Undefined if nothing is due.
   */
  deliverNext(): 'done' | 'running' | undefined {
    const now = this.#options.clock.now();
    const item = this.#queue.take(now);
    if (item === undefined) return undefined;
    const delivery = new RunningDelivery(item, now);
    const handled = this.#begin(delivery);
    if (delivery.finished) {
      this.#known.delete(item.id);
      return 'done';
    }
    this.#running.add(delivery);
    void this.#deliver(delivery, handled);
    return 'running';
  }

  #begin(delivery: RunningDelivery): Promise<void> {
    try {
      return this.#options.handle(delivery.item.payload, delivery);
    } catch (error) {
      return Promise.reject(error); // Of a kind that a later version has stored, for one.
    }
  }

  /** When there is something to do next: milliseconds since the epoch, undefined for never. */
  nextEvent(): number | undefined {
    const due = this.#queue.nextDue();
    const limit = this.#nextLimit();
    return due === undefined || (limit !== undefined && limit < due) ? limit : due;
  }

  /**
   * Tells handlers whose time is over to stop, and gives up on those that were told and go on.
   * @returns whether there were any, so that something goes on now
   */
  cutOverdue(): boolean {
    const { clock, timing } = this.#options;
    const now = clock.now();
    let any = false;
    for (const delivery of this.#running) {
      if (now < delivery.began + timing.callLimitMs) break;
      if (!delivery.signalIfAny?.aborted) {
        any = true;
        delivery.cut(new LostCall(`no answer within ${timing.callLimitMs / 1000} s`));
      }
      if (now >= delivery.began + timing.callLimitMs + timing.stopGraceMs) {
        any = true;
        this.#running.delete(delivery);
        delivery.isAbandoned = true;
        void this.#settle(delivery, new LostCall('it did not stop when it was told to'));
      }
    }
    return any;
  }

  /** When the time of a handler is over next. */
  #nextLimit(): number | undefined {
    if (this.#running.size === 0) return undefined;
    const { callLimitMs, stopGraceMs } = this.#options.timing;
    let next: number | undefined;
    for (const delivery of this.#running) {
      const limit = delivery.began + callLimitMs;
      const isCut = delivery.signalIfAny?.aborted === true;
      const own = isCut ? limit + stopGraceMs : limit;
      if (next === undefined || own < next) next = own;
      if (!isCut) break; // Those after it began later.
    }
    return next;
  }

  async #readQueue(signal: AbortSignal): Promise<void> {
    this.#isUncertain = false;
    const store = this.#options.store();
    const items = await this.#persist('read the queue', signal, () =>
      store.transaction((tx) => tx.rows.items()),
    );
    const byId = [...(items ?? [])].sort((a, b) => a.id - b.id);
    for (const item of byId) this.enqueued(item);
  }

  /** Waits for handlers, though not for ever: one that never settles must not hold up who stops the engine. */
  async #allSettled(): Promise<void> {
    const { clock, timing, listener } = this.#options;
    const settled = new AbortController();
    const grace = clock.sleep(timing.stopGraceMs, settled.signal).catch(() => {});
    const through = new Promise<void>((resolve) => {
      this.#settled = resolve;
      if (this.#running.size === 0) resolve();
    });
    await Promise.race([through, grace]);
    settled.abort();
    if (this.#running.size > 0) {
      listener.serviceLog(
        `Stopped without the end of ${this.#running.size} events, which would not stop`,
      );
    }
    // Whoever runs next finds their items in the store, and what they come to is not kept.
    for (const delivery of this.#running) {
      delivery.isAbandoned = true;
      this.#known.delete(delivery.item.id);
    }
    this.#running.clear();
  }

  /** Until `due`, or forever if there is nothing in the queue; in any case only until there is something new. */
  async #waitUntil(due: number | undefined): Promise<void> {
    const { clock } = this.#options;
    this.#alarm = new AbortController();
    const { signal } = this.#alarm;
    await new Promise<void>((resolve) => {
      if (due === undefined) signal.addEventListener('abort', () => resolve(), { once: true });
      else clock.sleep(due - clock.now(), signal).then(resolve, () => resolve());
    });
    this.#alarm = undefined;
  }

  #wake(): void {
    this.#alarm?.abort(WOKEN);
  }

  async #deliver(delivery: RunningDelivery, handled: Promise<void>): Promise<void> {
    let failure: unknown = NO_FAILURE;
    try {
      await handled;
    } catch (error) {
      failure = error;
    }
    if (delivery.isAbandoned) return;
    if (delivery.finished) this.#known.delete(delivery.item.id);
    else await this.#settle(delivery, failure);
    this.#running.delete(delivery);
    if (this.#running.size === 0) this.#settled?.();
  }

  /** What a handler's result means for its item (engine.md 5: how the task queue takes a result). */
  async #settle(delivery: RunningDelivery, failure: unknown): Promise<void> {
    const { item } = delivery;
    const { listener, timing, clock } = this.#options;
    const { kind } = item.payload;
    if (failure === NO_FAILURE) return this.#finish(delivery);
    if (!isTransient(failure) && !isRace(failure) && !isLostCall(failure)) {
      listener.serviceLog(`${kind} is dropped`, failure);
      return this.#finish(delivery);
    }
    // Where the engine stops, the next run may begin with this one.
    const attempt = item.attempt + 1;
    const isStopping = this.#stop?.aborted === true;
    const afterMs = isStopping ? 0 : backoffMs(timing.backoff[queueOf(kind)], attempt);
    listener.serviceLog(`${kind} is delivered again in ${afterMs / 1000} s`, failure);
    const again = { ...item, attempt, due: clock.now() + afterMs };
    const store = this.#options.store();
    const stored = await this.#persist(`postpone ${kind}`, this.#stop, () =>
      store.transaction((tx) => {
        tx.postpone(again);
        return true;
      }),
    );
    if (stored && this.#known.has(item.id)) this.#queue.add(again);
    else this.#known.delete(item.id); // Stopped; whoever comes next finds it in the store.
    this.#wake();
  }

  async #finish(delivery: RunningDelivery): Promise<void> {
    const store = this.#options.store();
    const { kind } = delivery.item.payload;
    await this.#persist(`finish ${kind}`, this.#stop, () =>
      store.transaction((tx) => tx.finish(delivery)),
    );
    this.#known.delete(delivery.item.id);
  }

  /**
   * Does something to the queue until it works: a store that fails for a while must not stop the engine
   * or lose an item. Gives up, with undefined, only when `signal` aborts: then the item is in the store as it was.
   */
  async #persist<T>(
    what: string,
    signal: AbortSignal | undefined,
    act: () => Promise<T>,
  ): Promise<T | undefined> {
    const { clock, listener, timing } = this.#options;
    for (let failures = 1; ; failures++) {
      try {
        return await act();
      } catch (error) {
        if (signal?.aborted) return undefined;
        const waitMs = backoffMs(timing.backoff.default, failures);
        listener.serviceLog(`Could not ${what}, trying again in ${waitMs / 1000} s`, error);
        await clock.sleep(waitMs, signal).catch(() => {});
      }
    }
  }
}

const WOKEN = new Error('there is something new in the queue');
const NO_FAILURE = Symbol('no failure');

class RunningDelivery implements Delivery {
  readonly item: QueueItem;
  /** Milliseconds since the epoch. */
  readonly began: number;
  finished = false;
  /** Its item has been given back although the handler goes on. */
  isAbandoned = false;
  #abort: AbortController | undefined;

  constructor(item: QueueItem, began: number) {
    this.item = item;
    this.began = began;
  }

  /** Most handlers have no use for one. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    return this.#abort.signal;
  }

  get signalIfAny(): AbortSignal | undefined {
    return this.#abort?.signal;
  }

  cut(reason: unknown): void {
    this.#abort ??= new AbortController();
    this.#abort.abort(reason);
  }
}
