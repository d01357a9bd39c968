// The contract of a triggering policy, which turns waiting triggers into requests for Invocations (engine.md 5.6).

import type { Request, Trigger } from '../task/request.ts';

/** What is asked at each triage, also when no trigger waits. Pure, and linear in the number of triggers. */
export type Policy = (state: PolicyState) => PolicyDecision;

export interface PolicyState {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How many Invocations of the job are active. */
  readonly activeInvocations: number;
  /** All that wait, oldest first (T6). Each comes back in at most one request or among the discards. */
  readonly triggers: readonly Trigger[];
}

/** Triggers that are in no part of it go on waiting. */
export interface PolicyDecision {
  /** In the order in which their Invocations start. */
  readonly requests: readonly PolicyRequest[];
  /** Triggers to be dropped, oldest first. */
  readonly discards: readonly Trigger[];
  /** For the triage log, those of the requests included; neither times nor line breaks in them. */
  readonly logLines: readonly string[];
}

/**
 * What one Invocation is to be started with. Its tags are as the trigger has them: in no special order, and those that
 * an API caller made up may have no `:`.
 */
export interface PolicyRequest extends Request {
  /** What stands at the top of the Invocation's log: why less could be derived from its trigger than was to be. */
  readonly logLines: readonly string[];
}
