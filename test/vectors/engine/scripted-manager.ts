// A Manager that does what a scenario's script says, and notes how it was called.

import { isLostCall, LostCall } from '../../../src/engine/lost-call.ts';
import type { NoopTask } from '../../../src/schema/generated/messages.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { JobId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import type { EmittedTrigger } from '../../../src/task/request.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { triggerFrom, type VectorTrigger } from '../vector-trigger.ts';
import { wordFor } from './action-result.ts';
import type { Ordinals } from './ordinals.ts';
import {
  type CallKind,
  type CallResult,
  type Op,
  ruleFor,
  type Scenario,
  type ScenarioAction,
} from './scenario.ts';

/** A call as the service's answers tell it; values that are empty may be there. */
export interface CallRecord {
  readonly t_ms: number;
  readonly kind: CallKind;
  readonly title: string;
  readonly data: string;
  readonly status_before: string;
  readonly saves: string[];
  readonly nested: string[];
  result: CallResult;
  readonly task_version: number;
}

export interface ScriptedManagerOptions {
  readonly scenario: Scenario;
  readonly ordinals: Ordinals;
  /** Milliseconds since the start. */
  readonly now: () => number;
  /** Lets a request come in while the Manager is called; resolves to its result. */
  readonly perform: (action: ScenarioAction) => Promise<string>;
}

type Ctl = Controller<NoopTask>;

/** The version of a task is its `sleep_ms`. */
export class ScriptedManager implements Manager<NoopTask> {
  readonly name = 'scripted';
  readonly messageType = 'scheduler.config.NoopTask';
  readonly traits = { multistage: true };
  readonly codes = {};
  readonly #options: ScriptedManagerOptions;
  readonly #calls = new Map<string, CallRecord[]>();
  #invalidVersions: ReadonlySet<number> = new Set();

  constructor(options: ScriptedManagerOptions) {
    this.#options = options;
  }

  /** From now on tasks of these versions, and only these, are not valid. */
  invalidate(versions: readonly number[]): void {
    this.#invalidVersions = new Set(versions);
  }

  /** The calls for an Invocation, in the order in which they began. */
  callsFor(jobId: JobId, inv: number): readonly CallRecord[] {
    return this.#calls.get(`${jobId} ${inv}`) ?? [];
  }

  validateProtoMessage: Manager<NoopTask>['validateProtoMessage'] = (ctx, task) => {
    if (!this.#invalidVersions.has(versionOf(task))) return;
    ctx.error('scripted/invalid-version', `version ${versionOf(task)} is not valid any more`);
  };

  lint(): void {}

  launchTask(ctl: Ctl): Promise<void> {
    return this.#call(ctl, 'launch', '', '');
  }

  abortTask(ctl: Ctl): Promise<void> {
    return this.#call(ctl, 'abort', '', '');
  }

  handleTimer(ctl: Ctl, title: string, payload: Uint8Array): Promise<void> {
    return this.#call(ctl, 'timer', title, Buffer.from(payload).toString());
  }

  handleNotification: Manager<NoopTask>['handleNotification'] = (ctl, { data }) =>
    this.#call(ctl, 'notify', '', Buffer.from(data, 'base64').toString());

  examineNotification: Manager<NoopTask>['examineNotification'] = ({ attributes }) =>
    attributes['token'] ?? '';

  async getDebugState(): Promise<never> {
    throw new TaskError('fatal', 'there is nothing to show');
  }

  async #call(ctl: Ctl, kind: CallKind, title: string, data: string): Promise<void> {
    const { scenario, ordinals, now } = this.#options;
    const jobId = ctl.jobId();
    const inv = ordinals.of(jobId, ctl.invocationId());
    const key = `${jobId} ${inv}`;
    const before = this.#calls.get(key) ?? [];
    const count = before.filter((one) => one.kind === kind && one.title === title).length;
    const rule = ruleFor(scenario.scripts[jobId], { kind, inv, call: count, title });
    const record: CallRecord = {
      t_ms: now(),
      kind,
      title,
      data,
      status_before: ctl.state().status,
      saves: [],
      nested: [],
      result: rule?.result ?? 'ok',
      task_version: versionOf(ctl.task()),
    };
    this.#calls.set(key, [...before, record]);
    const unwritten: readonly Op[] =
      kind === 'launch' ? [{ op: 'status', status: 'SUCCEEDED' }] : [];
    for (const op of rule ? (rule.ops ?? []) : unwritten) {
      await this.#do(op, ctl, record, ({ id }) =>
        id.replaceAll('{n}', String(inv)).replaceAll('{call}', String(count)),
      );
    }
    end(record.result);
  }

  async #do(
    op: Op,
    ctl: Ctl,
    record: CallRecord,
    idFrom: (trigger: VectorTrigger) => string,
  ): Promise<void> {
    switch (op.op) {
      case 'status':
        ctl.state().status = op.status;
        break;
      case 'emit':
        ctl.emitTrigger(this.#trigger(op.trigger, idFrom(op.trigger)));
        break;
      case 'emit_many':
        for (let k = 0; k < op.count; k++) {
          const id = `${idFrom(op.trigger)}-${String(k).padStart(4, '0')}`;
          ctl.emitTrigger(this.#trigger(op.trigger, id));
        }
        break;
      case 'timer':
        ctl.addTimer(op.delay_ms ?? 0, op.title, Buffer.from(op.payload ?? ''));
        break;
      case 'save':
        record.saves.push(await this.#save(ctl, record));
        break;
      case 'log':
        for (let k = 0; k < (op.count ?? 1); k++) ctl.debugLog(op.text ?? '');
        break;
      case 'data':
        ctl.state().taskData = Buffer.from(op.text ?? '');
        break;
      case 'url':
        ctl.state().viewUrl = op.text ?? '';
        break;
      case 'action':
        record.nested.push(await this.#options.perform(op.action));
        break;
    }
  }

  /** A save that crashes the call ends the script; what else is wrong with one is noted. */
  async #save(ctl: Ctl, record: CallRecord): Promise<string> {
    try {
      await ctl.save();
      return 'ok';
    } catch (error) {
      if (!isLostCall(error)) return wordFor(error);
      record.result = 'panic';
      throw error;
    }
  }

  /** Its times count from the epoch. Without one of its own the engine fills it in. */
  #trigger(written: VectorTrigger, id: string): EmittedTrigger {
    const { start_unix_ms: start } = this.#options.scenario;
    const { created_ms } = written;
    const trigger = triggerFrom({ ...written, id }, 0);
    if (created_ms !== undefined && created_ms !== null) {
      return { ...trigger, created: start + created_ms };
    }
    const { created: _, orderInBatch: __, ...rest } = trigger;
    return rest;
  }
}

function versionOf({ sleepMs }: NoopTask): number {
  return Number(sleepMs);
}

function end(result: CallResult): void {
  switch (result) {
    case 'ok':
      return;
    case 'panic':
      throw new LostCall('the script says so');
    case 'retry':
      throw new TaskError('retry-only', 'the script says so');
    case 'retry_transient':
      throw new TaskError('retry', 'the script says so');
    default:
      throw new TaskError(result, 'the script says so');
  }
}
