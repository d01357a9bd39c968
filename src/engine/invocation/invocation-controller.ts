// The Controller: one event's view of an Invocation, and the transaction that stores what came of it
// (engine.md 5.9).

import type { Controller, State } from '../../task/controller.ts';
import type { InvocationId, JobId, RealmId } from '../../task/ids.ts';
import type { Manager } from '../../task/manager.ts';
import type { EmittedTrigger, Request, Trigger } from '../../task/request.ts';
import { isFinal, isStatus } from '../../task/status.ts';
import { TaskError } from '../../task/task-error.ts';
import type { HttpClient } from '../../task/world.ts';
import type { EngineContext } from '../engine-context.ts';
import type { PreparedTopic } from '../pubsub/pubsub.ts';
import type { Delivery } from '../queue/delivery.ts';
import { copyPlainData, sameBytes } from '../store/plain-data.ts';
import { formatLogLine } from './debug-log.ts';
import { type Invocation, requestOf, type Timer } from './invocation.ts';
import { putChange } from './invocation-change.ts';

/**
 * How many triggers one Invocation may emit. The service has no such rule, but can store no more than
 * 1 MB of an Invocation (engine.md T8, 5.15); here it keeps a wild `triggers_count` from filling memory.
 */
const MAX_OUTGOING_TRIGGERS = 10_000;

/** How many bytes a Manager may keep in `State.taskData`: what the service can store of an Invocation (engine.md 5.15). */
const MAX_TASK_DATA = 1_000_000;

/** A valid task, and whose kind it is. */
interface OpenedTask {
  readonly task: unknown;
  readonly manager: Manager;
}

export class InvocationController implements Controller<unknown> {
  readonly #engine: EngineContext;
  readonly #opened: OpenedTask | undefined;
  readonly #state: State;
  /** As last read or saved. */
  #base: Invocation;

  // What the next save will add to the base.
  #newTimers: Timer[] = [];
  #newTriggers: Trigger[] = [];
  readonly #consumedTimers = new Set<string>();

  /** Over the Controller's life, not reset by a save (engine.md T2). */
  #emitted = 0;

  /** @param opened absent if the engine alone works with this Controller, having no valid task */
  constructor(engine: EngineContext, invocation: Invocation, opened?: OpenedTask) {
    this.#engine = engine;
    this.#base = invocation;
    this.#opened = opened;
    this.#state = stateOf(invocation);
  }

  jobId(): JobId {
    return this.#base.jobId;
  }

  invocationId(): InvocationId {
    return this.#base.id;
  }

  realmId(): RealmId {
    return this.#base.realmId;
  }

  request(): Request {
    return requestOf(this.#base);
  }

  task(): unknown {
    return this.#opened?.task;
  }

  state(): State {
    return this.#state;
  }

  debugLog(text: string): void {
    const time = this.#engine.world.clock.now();
    if (!this.hasEnded) this.#engine.unsaved.add(this.#base.id, formatLogLine(time, text));
    this.#engine.listener.debugLog(this.#base.jobId, this.#base.id, { time, text });
  }

  getClient(scopes: readonly string[]): Promise<HttpClient> {
    return this.#engine.world.httpClient(scopes);
  }

  addTimer(delayMs: number, title: string, payload: Uint8Array = new Uint8Array()): void {
    const { jobId, id, mutationsCount } = this.#base;
    const created = this.#engine.world.clock.now();
    this.#newTimers.push({
      // Unique among what is ever stored: saves of one Invocation are serialized, and the count says
      // which one this was (engine.md R1).
      id: `${jobId}:${id}:${mutationsCount}:${this.#newTimers.length}`,
      created,
      eta: created + delayMs,
      title,
      payload: copyPlainData(payload),
    });
    this.debugLog(`Timer ${JSON.stringify(title)} is due in ${delayMs / 1000} s`);
  }

  /**
   * Takes a pending timer off the Invocation with the next save; undefined if it is not pending, which
   * means that it has been handled before.
   */
  consumeTimer(id: string): Timer | undefined {
    const timer = this.#base.pendingTimers.find((pending) => pending.id === id);
    if (timer) this.#consumedTimers.add(id);
    return timer;
  }

  emitTrigger(trigger: EmittedTrigger): void {
    if (trigger.id === '') throw new TaskError('fatal', 'a trigger needs an id');
    if (this.#base.outgoingTriggers.length + this.#newTriggers.length >= MAX_OUTGOING_TRIGGERS) {
      this.debugLog(`Too many triggers: an invocation may emit at most ${MAX_OUTGOING_TRIGGERS}`);
      throw new TaskError('fatal', `more than ${MAX_OUTGOING_TRIGGERS} triggers`);
    }
    this.#newTriggers.push({
      ...copyPlainData(trigger),
      ...this.#placeInTime(trigger),
      jobId: this.#base.jobId,
      invocationId: this.#base.id,
    });
    this.#emitted++;
    this.debugLog(`Emitted trigger ${trigger.id}`);
  }

  /** Who sets the time of a trigger sets its order too; else both are ours (engine.md T2). */
  #placeInTime({ created, orderInBatch = 0 }: EmittedTrigger): {
    created: number;
    orderInBatch: number;
  } {
    if (created !== undefined) return { created, orderInBatch };
    return { created: this.#engine.world.clock.now(), orderInBatch: this.#emitted };
  }

  prepareTopic(publisher: string): Promise<PreparedTopic> {
    const { pubsub } = this.#engine;
    if (!pubsub || !this.#opened) {
      this.debugLog(`Cannot receive messages from ${publisher}: PubSub is not available here`);
      return Promise.reject(new TaskError('fatal', 'this engine has no PubSub'));
    }
    const subject = { jobId: this.#base.jobId, invocationId: this.#base.id };
    return pubsub.prepareTopic(this.#opened.manager.name, publisher, subject);
  }

  save(): Promise<void> {
    return this.#save(undefined);
  }

  /**
   * The last save of an event; with it, the event is done. What the Manager has left cannot always be stored: then
   * the Invocation FAILED, and its state is the one stored last.
   */
  async saveLast(delivery: Delivery | undefined): Promise<void> {
    const problem = this.#problem();
    if (problem !== undefined) {
      this.debugLog(`This task has left what cannot be stored: ${problem}`);
      Object.assign(this.#state, { ...stateOf(this.#base), status: 'FAILED' });
    }
    await this.#save(delivery);
  }

  async #save(delivery: Delivery | undefined): Promise<void> {
    const problem = this.#problem();
    if (problem !== undefined) throw new TaskError('fatal', problem);
    if (!this.#hasChanged()) return;
    const now = this.#engine.world.clock.now();
    const state = stateOf(this.#state);
    const newTimers = this.#newTimers.length;
    const newTriggers = this.#newTriggers.length;
    this.#base = await this.#engine.store.transaction((tx) => {
      const before = tx.rows.invocation(this.#base.id);
      if (!before) throw new TaskError('fatal', `invocation ${this.#base.id} no longer exists`);
      if (before.mutationsCount !== this.#base.mutationsCount) {
        throw new TaskError('retry', `invocation ${this.#base.id} has changed in the meantime`);
      }
      if (delivery) tx.finish(delivery);
      const after = this.#appliedTo(before, state);
      return putChange(tx, {
        before,
        after,
        newTimers: this.#newTimers,
        newTriggers: this.#newTriggers,
        now,
      });
    });
    this.#newTimers = this.#newTimers.slice(newTimers);
    this.#newTriggers = this.#newTriggers.slice(newTriggers);
    this.#consumedTimers.clear();
  }

  /** What makes the state such that it cannot be stored: a clause for the middle of a sentence. */
  #problem(): string | undefined {
    const { status, taskData, viewUrl } = this.#state;
    if (!isStatus(status)) return `its status is ${JSON.stringify(status)}, which is none`;
    if (!(taskData instanceof Uint8Array)) return 'its data is not bytes';
    if (taskData.length > MAX_TASK_DATA) return `its data has more than ${MAX_TASK_DATA} bytes`;
    if (typeof viewUrl !== 'string') return 'its view URL is not a string';
    return undefined;
  }

  #hasChanged(): boolean {
    const { status, viewUrl, taskData } = this.#state;
    return (
      status !== this.#base.status ||
      viewUrl !== this.#base.viewUrl ||
      !sameBytes(taskData, this.#base.taskData) ||
      this.#engine.unsaved.has(this.#base.id) ||
      this.#newTimers.length > 0 ||
      this.#newTriggers.length > 0 ||
      this.#consumedTimers.size > 0
    );
  }

  /** `stored` differs from the base in the mark of an abort at most, which stays (engine.md S3). */
  #appliedTo(stored: Invocation, state: State): Invocation {
    const pendingTimers =
      this.#consumedTimers.size === 0
        ? stored.pendingTimers
        : stored.pendingTimers.filter(({ id }) => !this.#consumedTimers.has(id));
    const outgoingTriggers =
      this.#newTriggers.length === 0
        ? stored.outgoingTriggers
        : [...stored.outgoingTriggers, ...this.#newTriggers];
    return { ...stored, ...state, pendingTimers, outgoingTriggers };
  }

  /** Whether the Invocation, as far as it is saved, has ended. */
  get hasEnded(): boolean {
    return isFinal(this.#base.status);
  }
}

/** A copy: the Manager changes its own, and nobody changes what is stored. */
function stateOf({ status, viewUrl, taskData }: State | Invocation): State {
  return { status, viewUrl, taskData: taskData.length === 0 ? NO_BYTES : new Uint8Array(taskData) };
}

const NO_BYTES = new Uint8Array();
