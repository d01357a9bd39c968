// The Controller, which the engine hands to a Manager (spec manager-contract.md 8.2).

import type { InvocationId, JobId, RealmId } from './ids.ts';
import type { EmittedTrigger, Request } from './request.ts';
import type { Status } from './status.ts';
import type { HttpClient } from './world.ts';

/** The mutable part of an Invocation that a Manager owns; stored by `Controller.save`. */
export interface State {
  status: Status;
  /** Whatever the Manager wants back in its next call; opaque to the engine. */
  taskData: Uint8Array;
  /** Link to the task's own page, '' when there is none. */
  viewUrl: string;
}

/** What a Manager may know and do without changing the Invocation. */
export interface ControllerReadOnly<Task> {
  jobId(): JobId;
  /** -1n when there is no Invocation (debug state requests). */
  invocationId(): InvocationId;
  realmId(): RealmId;
  request(): Request;
  /** The task's definition, validated by `Manager.validateProtoMessage` a moment ago. */
  task(): Task;
  /** Appends a line to the Invocation's log. Shown at once, stored with the next save. */
  debugLog(line: string): void;
  /** An HTTP client with the project's credentials for these OAuth scopes; [] = anonymous. */
  getClient(scopes: readonly string[]): Promise<HttpClient>;
}

/**
 * The Manager's handle on one Invocation, for the duration of one call. Use it sequentially and not
 * after the call returned: then its methods throw or reject, and no line is logged.
 */
export interface Controller<Task> extends ControllerReadOnly<Task> {
  /** The same object on every call; change it, the engine stores it. */
  state(): State;
  /**
   * Asks for `Manager.handleTimer` after `delayMs` milliseconds. Armed by the next successful save;
   * dropped, with a log line, if that save ends the Invocation. Cannot be cancelled. Titles may repeat.
   * A time that is past is due at once. Throws a fatal TaskError, and the Invocation fails if the Manager does not
   * catch it, if `delayMs` is not finite or exceeds 292 years, or if ten thousand timers are pending.
   */
  addTimer(delayMs: number, title: string, payload?: Uint8Array): void;
  /**
   * Prepares a PubSub topic that `publisher` (a service account or an `https://` address) may publish
   * to. Idempotent; may fail transiently. Put `token` into each message: it names this Invocation.
   */
  prepareTopic(publisher: string): Promise<{ readonly topic: string; readonly token: string }>;
  /**
   * Sends a trigger to the job's `triggers` once the next save succeeds. Throws a fatal TaskError, as `addTimer` does,
   * if it is not plain data or has no id, or if the Invocation has emitted ten thousand.
   */
  emitTrigger(trigger: EmittedTrigger): void;
  /**
   * Stores state, log, timers and triggers in one transaction. May be called many times and may be
   * left out: the engine saves at the end of the call. Rejects with a `retry` TaskError when another
   * event changed the Invocation meanwhile; then nothing is stored and the event is delivered again.
   */
  save(): Promise<void>;
}
