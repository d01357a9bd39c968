// The contract between the engine and a kind of task. To add a kind: describe its definition as a protobuf message,
// implement Manager for it, register both in a ManagerRegistry.

import type { CodeTable } from '../text/code-table.ts';
import type { Controller, ControllerReadOnly } from './controller.ts';
import type { CureTable } from './cure.ts';
import type { RealmId } from './ids.ts';
import type { LintReport } from './lint-report.ts';
import type { ValidationContext } from './validation-context.ts';

/** Facts about a kind of task that only affect how its Invocations are shown. */
export interface Traits {
  /** True if Invocations pass through RUNNING. When false, STARTING is shown as RUNNING. */
  readonly multistage: boolean;
}

/** What a task does, compared with what other tasks of its kind do. */
export interface Sameness {
  /** Equal for tasks that do the same. */
  readonly key: string;
  /** The field that names it. */
  readonly field: string;
  /** For the middle of a sentence, such as `builder "linux-rel"`. */
  readonly words: string;
}

/** A PubSub push message. */
export interface PubsubMessage {
  readonly messageId: string;
  /** Base64. */
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What `Manager.getDebugState` shows to an administrator. */
export type DebugManagerState = Readonly<Record<string, unknown>>;

/**
 * A kind of task. One instance serves all jobs, so it keeps no state of its own between calls: what
 * must last goes to `State.taskData`.
 *
 * Delivery is at least once: launch, timers and notifications may arrive late, twice, or out of order,
 * and two events of one Invocation may run at the same time, in which case the second to save loses and
 * is delivered again. So every method must be idempotent, with the invocation id as the natural key for
 * requests to other services (the id is the same on every attempt).
 *
 * The engine never calls for an Invocation that has ended, and never ends a RUNNING one by itself.
 */
export interface Manager<Task = unknown> {
  /** Unique among Managers; part of topic names and push URLs. */
  readonly name: string;
  /** Full name of the protobuf message this Manager handles, unique among Managers. */
  readonly messageType: string;
  readonly traits: Traits;
  /** Everything that `validateProtoMessage` and `lint` may report. */
  readonly codes: CodeTable;

  /**
   * Reports everything that is wrong with a definition. Pure. Runs on every keystroke in the editor, and
   * in the engine before each launch, timer and notification.
   */
  validateProtoMessage(ctx: ValidationContext, task: Task, realmId: RealmId): void;

  /**
   * Reports what the service accepts and its users are sorry about later. Pure. Runs on every keystroke, on
   * definitions that `validateProtoMessage` may have found wrong.
   */
  lint(task: Task, report: LintReport): void;

  /** What would cure what it reports, where that is obvious. Pure; asked for when somebody wants to mend a finding. */
  readonly cures?: Partial<CureTable<string, Task>>;

  /**
   * What two jobs share that are likely to be copies of each other, one of which was to do something else. Absent for
   * kinds of which many jobs may well do the same. Pure; runs on every keystroke, as `lint`.
   * @param realm as the job gives it, '' if it does not
   */
  sameness?(task: Task, realm: string): Sameness | undefined;

  /**
   * URLs that the task is going to ask for, as far as its definition tells: whoever must be asked whether requests may
   * go there is asked before. Absent for kinds that send none. Pure.
   */
  destinations?(task: Task): readonly string[];

  /**
   * One attempt to start the task. On return `ctl.state().status` must have left STARTING and RETRYING: a
   * final status, or RUNNING with a timer or topic arranged to learn about the end.
   * Throw a transient TaskError to be called again later (50 attempts at most), anything else to fail.
   * @param signal aborts when the host stops or the Invocation has ended meanwhile, such as by an abort:
   *   then throw, `signal.reason` or anything, or return, and leave the state as it was. Nothing of this call is kept,
   *   and if the Invocation has not ended it is launched again by the next host.
   */
  launchTask(ctl: Controller<Task>, signal: AbortSignal): Promise<void>;

  /**
   * Best-effort cancellation, called right before the Invocation becomes ABORTED. Throw a transient
   * TaskError, touching nothing, if it cannot act yet; a fatal one is logged and the abort goes on.
   * May set a final status of its own, which then stands.
   */
  abortTask(ctl: Controller<Task>): Promise<void>;

  /** The token of an incoming, untrusted message, '' if it has none. No side effects; never throws. */
  examineNotification(message: PubsubMessage): string;

  /** A message whose token named this Invocation. Fatal error: FAILED. Transient: delivered again. */
  handleNotification(ctl: Controller<Task>, message: PubsubMessage): Promise<void>;

  /**
   * A timer armed by `addTimer`, at its time or later. Fatal error: FAILED. Transient: called again, unless
   * this call has saved: the first save uses the timer up.
   */
  handleTimer(ctl: Controller<Task>, title: string, payload: Uint8Array): Promise<void>;

  /** For administrators: what the Manager remembers about the job. Throw if there is nothing to tell. */
  getDebugState(ctl: ControllerReadOnly<Task>): Promise<DebugManagerState>;
}
