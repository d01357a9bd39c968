// A scenario for the engine as files of the service's answers write it: what happens, and what the Manager does.

import type { Status } from '../../../src/task/status.ts';
import type { VectorPolicy } from '../vector-policy.ts';
import type { VectorTrigger } from '../vector-trigger.ts';

/** Times called `t_ms` count from the start. */
export interface Scenario {
  readonly kind: string;
  readonly project: string;
  readonly start_unix_ms: number;
  /** What is due later is not handled. */
  readonly duration_ms: number;
  /** From when until when, that excluded, the process is down. */
  readonly stalls?: readonly (readonly [from: number, to: number])[] | null;
  /** By job id. */
  readonly scripts: Readonly<Record<string, Script>>;
  /** By time. */
  readonly actions: readonly (ScenarioAction & { readonly t_ms: number })[];
}

export type ScenarioAction =
  | { readonly kind: 'config'; readonly jobs?: readonly ScenarioJob[] | null }
  | {
      readonly kind: 'emit';
      readonly job: string;
      readonly triggers?: readonly VectorTrigger[];
      readonly bulk?: BulkOfTriggers;
    }
  | { readonly kind: 'pause' | 'resume'; readonly job: string; readonly reason?: string }
  | { readonly kind: 'abort_job'; readonly job: string }
  | { readonly kind: 'abort_inv'; readonly job: string; readonly inv: number }
  | {
      readonly kind: 'notify';
      readonly job: string;
      readonly inv: number;
      readonly data?: string;
      readonly token: 'good' | 'bad' | 'none';
      readonly manager?: string;
    }
  | { readonly kind: 'invalidate'; readonly versions?: readonly number[] | null };

export interface ScenarioJob {
  readonly id: string;
  readonly schedule: string;
  readonly policy: VectorPolicy | null;
  readonly triggered_job_ids: readonly string[];
  readonly task_version: number;
  readonly flavor: number;
  readonly revision: string;
}

interface BulkOfTriggers {
  readonly count: number;
  readonly prefix: string;
  readonly from: number;
  readonly created_ms: number | null;
}

/** What the Manager does for the Invocations of a job. */
export type Script = { readonly [Kind in CallKind]?: readonly Rule[] };

export type CallKind = 'launch' | 'timer' | 'notify' | 'abort';

/** The first one whose conditions all hold is the one. */
interface Rule {
  /** Ordinal of the Invocation within its job, from 1. */
  readonly inv?: number;
  /** How many calls of the kind (and title) this Invocation has had before. */
  readonly call?: number;
  /** Of the timer. */
  readonly title?: string;
  readonly ops?: readonly Op[] | null;
  readonly result: CallResult;
}

export type CallResult = 'ok' | 'transient' | 'fatal' | 'retry' | 'retry_transient' | 'panic';

export type Op =
  | { readonly op: 'status'; readonly status: Status }
  | { readonly op: 'emit'; readonly trigger: VectorTrigger }
  | { readonly op: 'emit_many'; readonly trigger: VectorTrigger; readonly count: number }
  | {
      readonly op: 'timer';
      readonly delay_ms?: number;
      readonly title: string;
      readonly payload?: string;
    }
  | { readonly op: 'save' }
  | { readonly op: 'log'; readonly text?: string; readonly count?: number }
  | { readonly op: 'data' | 'url'; readonly text?: string }
  | { readonly op: 'action'; readonly action: ScenarioAction };

/** The rule for a call, if the script has one. */
export function ruleFor(
  script: Script | undefined,
  call: { readonly kind: CallKind; inv: number; call: number; title?: string },
): Rule | undefined {
  return script?.[call.kind]?.find(
    (rule) =>
      (rule.inv ?? call.inv) === call.inv &&
      (rule.call ?? call.call) === call.call &&
      (rule.title ?? call.title) === call.title,
  );
}
