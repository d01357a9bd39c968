// The Controller: one event's view of an Invocation, and the transaction that stores what came of it
// (engine.md 5.9).

import type { Controller, State } from '../../task/controller.ts';
import type { InvocationId, JobId, RealmId } from '../../task/ids.ts';
import type { Manager } from '../../task/manager.ts';
import type { EmittedTrigger, Request, Trigger } from '../../task/request.ts';
import { isFinal, type Status } from '../../task/status.ts';
import { TaskError } from '../../task/task-error.ts';
import type { HttpClient } from '../../task/world.ts';
import type { EngineContext } from '../engine-context.ts';
import { LostCall } from '../lost-call.ts';
import type { PreparedTopic } from '../pubsub/pubsub.ts';
import type { Delivery } from '../queue/delivery.ts';
import { copyPlainData, sameBytes } from '../store/plain-data.ts';
import { formatLogLine } from './debug-log.ts';
import { readTrigger } from './emitted-trigger.ts';
import { type Invocation, requestOf, type Timer } from './invocation.ts';
import { putChange } from './invocation-change.ts';
import { copyOf, readState } from './left-state.ts';

/**
 * How many triggers one Invocation may emit. The service has no such rule, but can store no more than
 * 1 MB of an Invocation (engine.md T8, 5.15); here it keeps a wild `triggers_count` from filling memory.
 */
const MAX_OUTGOING_TRIGGERS = 10_000;

/** How many timers of one Invocation may be pending: a limit of ours, as the one above. */
const MAX_TIMERS = 10_000;

/** The longest time to a timer: what a Go `time.Duration` can hold, 292 years. Milliseconds. */
const MAX_DELAY_MS = 2 ** 63 / 1e6;

/** A valid task, and whose kind it is. */
interface OpenedTask {
  readonly task: unknown;
  readonly manager: Manager;
}

export class InvocationController implements Controller<unknown> {
  readonly #engine: EngineContext;
  readonly #opened: OpenedTask | undefined;
  readonly #delivery: Delivery | undefined;
  #state: State;
  #isClosed = false;
  #wasUsedLate = false;
  #refusal: TaskError | undefined;
  #crash: LostCall | undefined;
  /** As last read or saved. */
  #base: Invocation;

  // What the next save will add to the base.
  #newTimers: Timer[] = [];
  #newTriggers: Trigger[] = [];
  readonly #consumedTimers = new Set<string>();

  /** Lines of the log, and how many of them a save has stored; those of other events are not among them. */
  #logged = 0;
  #loggedAndSaved = 0;

  /** Over the Controller's life, not reset by a save (engine.md T2). */
  #emitted = 0;

  /** The last save that has begun, unless it is through. Never rejects. */
  #saving: Promise<void> | undefined;

  /**
   * @param opened absent if the engine alone works with this Controller, having no valid task
   * @param delivery what the event is, unless it comes from outside of the queue
   */
  constructor(
    engine: EngineContext,
    invocation: Invocation,
    opened?: OpenedTask,
    delivery?: Delivery,
  ) {
    this.#engine = engine;
    this.#base = invocation;
    this.#opened = opened;
    this.#delivery = delivery;
    this.#state = copyOf(invocation);
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

  /** The status that the Manager has left. Undefined if what it has left cannot be stored. */
  leftStatus(): Status | undefined {
    const left = readState(this.#state);
    return left.ok ? left.state.status : undefined;
  }

  /** Once the Manager is through: the rest of the state stays as it has left it, or as it was if that is of no use. */
  setStatus(status: Status): void {
    const left = readState(this.#state);
    this.#state = { ...(left.ok ? left.state : copyOf(this.#base)), status };
  }

  /** The call is over: what the Manager does from now on has no effect but a line in the service log. */
  close(): void {
    this.#isClosed = true;
  }

  /** The error by which this Controller has last refused what the Manager asked for. */
  get refusal(): TaskError | undefined {
    return this.#refusal;
  }

  debugLog(said: string): void {
    if (this.#isOver()) return;
    const text = typeof said === 'string' ? said : shown(said);
    const time = this.#engine.world.clock.now();
    if (!this.hasEnded) {
      this.#engine.unsaved.add(this.#base.id, formatLogLine(time, text));
      this.#logged++;
    }
    this.#engine.listener.debugLog(this.#base.jobId, this.#base.id, { time, text });
  }

  getClient(scopes: readonly string[]): Promise<HttpClient> {
    return this.#engine.world.httpClient(scopes, (line) => this.debugLog(line));
  }

  addTimer(delayMs: number, title: string, payload: Uint8Array = new Uint8Array()): void {
    this.#checkOpen();
    if (typeof title !== 'string') throw this.#refused('A timer is refused: its title is not text');
    const name = `Timer ${JSON.stringify(title)}`;
    if (!Number.isFinite(delayMs) || Math.abs(delayMs) > MAX_DELAY_MS) {
      throw this.#refused(`${name} is refused: it has no time at which it could be due`);
    }
    if (!(payload instanceof Uint8Array)) {
      throw this.#refused(`${name} is refused: what it carries is not bytes`);
    }
    if (this.#base.pendingTimers.length + this.#newTimers.length >= MAX_TIMERS) {
      throw this.#refused(`Too many timers: an invocation may have at most ${MAX_TIMERS}`);
    }
    const { jobId, id, mutationsCount } = this.#base;
    const created = this.#engine.world.clock.now();
    this.#newTimers.push({
      // Unique among what is ever stored: saves of one Invocation are serialized, and the count says
      // which one this was (engine.md R1).
      id: `${jobId}:${id}:${mutationsCount}:${this.#newTimers.length}`,
      created,
      eta: created + Math.ceil(delayMs),
      title,
      payload: copyPlainData(payload),
    });
    this.debugLog(`${name} is due in ${delayMs / 1000} s`);
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

  emitTrigger(emitted: EmittedTrigger): void {
    this.#checkOpen();
    const read = readTrigger(emitted);
    if (!read.ok) throw this.#refused(`A trigger is refused: ${read.problem}`);
    const { trigger } = read;
    if (this.#base.outgoingTriggers.length + this.#newTriggers.length >= MAX_OUTGOING_TRIGGERS) {
      throw this.#refused(
        `Too many triggers: an invocation may emit at most ${MAX_OUTGOING_TRIGGERS}`,
      );
    }
    this.#newTriggers.push({
      ...trigger,
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
    const prepared = this.#prepareTopic(publisher);
    prepared.catch(() => {}); // Nobody may be waiting for it.
    return prepared;
  }

  async #prepareTopic(publisher: string): Promise<PreparedTopic> {
    this.#checkOpen();
    const { pubsub } = this.#engine;
    if (!pubsub || !this.#opened) {
      this.debugLog(`Cannot receive messages from ${publisher}: PubSub is not available here`);
      throw new TaskError('fatal', 'this engine has no PubSub');
    }
    const subject = { jobId: this.#base.jobId, invocationId: this.#base.id };
    return pubsub.prepareTopic(this.#opened.manager.name, publisher, subject);
  }

  save(): Promise<void> {
    const saved = this.#saveForManager();
    saved.catch(() => {}); // Nobody may be waiting for it.
    return saved;
  }

  async #saveForManager(): Promise<void> {
    this.#checkOpen();
    const left = readState(this.#state);
    if (!left.ok) throw new TaskError('fatal', left.problem);
    await this.#save(left.state);
  }

  /**
   * The last save of an event; with it, the event is done. What the Manager has left cannot always be stored: then
   * the Invocation FAILED, and its state is the one stored last. Rejects with a LostCall if a save has crashed the call.
   */
  saveLast(delivery: Delivery | undefined): Promise<void> {
    // Given up on: what it has not saved is lost, and the event has gone back to the queue.
    if (this.#delivery?.isAbandoned) return Promise.resolve();
    const left = readState(this.#state);
    if (!left.ok) this.debugLog(`This task has left what cannot be stored: ${left.problem}`);
    this.close();
    const write = () => {
      const state = left.ok ? left.state : { ...copyOf(this.#base), status: 'FAILED' as const };
      return this.#write(state, delivery);
    };
    return this.#saving ? this.#saving.then(write) : write();
  }

  /** One after the other: a Manager may have begun one and not have waited for it. */
  #save(state: Readonly<State>): Promise<void> {
    const write = () => this.#write(state, undefined);
    const saved = this.#saving ? this.#saving.then(write) : write();
    const settled = saved.then(
      () => {},
      () => {},
    );
    this.#saving = settled;
    void settled.then(() => {
      if (this.#saving === settled) this.#saving = undefined;
    });
    return saved;
  }

  async #write(state: Readonly<State>, delivery: Delivery | undefined): Promise<void> {
    if (this.#delivery?.isAbandoned) throw new TaskError('retry', 'the call was given up on');
    if (!this.#hasChanged(state)) return;
    this.#checkTimers(state.status);
    const now = this.#engine.world.clock.now();
    const newTimers = this.#newTimers.length;
    const newTriggers = this.#newTriggers.length;
    const logged = this.#logged;
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
    this.#loggedAndSaved = logged;
    this.#consumedTimers.clear();
  }

  /**
   * A timer that is added once the end is saved crashes the call in the service: what is not saved is lost, and nothing
   * more can be saved (engine.md S4).
   */
  #checkTimers(status: Status): void {
    if (this.#newTimers.length > 0 && this.hasEnded && isFinal(status)) {
      const { jobId, id } = this.#base;
      this.#crash ??= new LostCall(`a timer is added to ${jobId} ${id}, which has ended`);
      this.close();
    }
    if (this.#crash) throw this.#crash;
  }

  /** Says to the user why the Manager does not get what it asks for. Returns the error to throw. */
  #refused(text: string): TaskError {
    this.debugLog(text);
    this.#refusal = new TaskError('fatal', text);
    return this.#refusal;
  }

  #isOver(): boolean {
    if (!this.#isClosed && !this.#delivery?.isAbandoned) return false;
    const name = `${this.#base.jobId} ${this.#base.id}`;
    if (!this.#wasUsedLate) {
      this.#engine.listener.serviceLog(`A Manager goes on with ${name} after its call is over`);
    }
    this.#wasUsedLate = true;
    return true;
  }

  /** @throws TaskError fatal if the call is over */
  #checkOpen(): void {
    if (this.#isOver())
      throw new TaskError('fatal', 'the call that this Controller was for is over');
  }

  #hasChanged({ status, viewUrl, taskData }: Readonly<State>): boolean {
    return (
      status !== this.#base.status ||
      viewUrl !== this.#base.viewUrl ||
      !sameBytes(taskData, this.#base.taskData) ||
      // Its own alone: an event that has nothing to save is no mutation, over which another one would lose its work.
      this.#logged > this.#loggedAndSaved ||
      this.#newTimers.length > 0 ||
      this.#newTriggers.length > 0 ||
      this.#consumedTimers.size > 0
    );
  }

  /** `stored` differs from the base in the mark of an abort at most, which stays (engine.md S3). */
  #appliedTo(stored: Invocation, state: Readonly<State>): Invocation {
    const pendingTimers =
      this.#consumedTimers.size === 0
        ? stored.pendingTimers
        : stored.pendingTimers.filter(({ id }) => !this.#consumedTimers.has(id));
    const outgoingTriggers =
      this.#newTriggers.length === 0
        ? stored.outgoingTriggers
        : [...stored.outgoingTriggers, ...this.#newTriggers];
    const { status, viewUrl, taskData } = state;
    return { ...stored, status, viewUrl, taskData, pendingTimers, outgoingTriggers };
  }

  /** Whether the Invocation, as far as it is saved, has ended. */
  get hasEnded(): boolean {
    return isFinal(this.#base.status);
  }
}

/** A Manager may log what is no text. */
function shown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'something that cannot be shown';
  }
}
