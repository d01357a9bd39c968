// The questions that the extension asks its language server beyond LSP: which job to run, and its definition.

import type { JobDefinition } from '../task/job-definition.ts';
import type { Position } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { type RunRefusal, runRefusal } from './run-refusal.ts';
import { type RunOptions, runTarget } from './run-target.ts';
import { triggeredJobs } from './triggered-jobs.ts';

export const RUN_METHODS = {
  /** `RunRequest` → `RunAnswer`. */
  run: 'luciScheduler/runTarget',
  /** `JobsRequest` → `JobChoices`. */
  jobs: 'luciScheduler/jobs',
  /** `RunRequest` → `Range | null`: where the job's id stands. */
  jobRange: 'luciScheduler/jobRange',
} as const;

/** All of them answer null for a document that the server does not hold. */
interface DocumentRequest {
  readonly textDocument: { readonly uri: string };
}

export interface RunRequest extends DocumentRequest {
  /** The job's, as in the config. */
  readonly id: string;
}

export interface JobsRequest extends DocumentRequest {
  /** The cursor's, if it is in this document. */
  readonly position?: Position;
}

export type RunAnswer =
  | {
      readonly ok: true;
      readonly definition: JobDefinitionJson;
      /** Definitions of the jobs that its triggers start, and theirs. */
      readonly triggered: readonly JobDefinitionJson[];
      /** Sentences about those among them that cannot be run. */
      readonly refusals: readonly string[];
    }
  | { readonly ok: false; readonly refusal: RunRefusal };

/** A definition whose bytes are lists of numbers. */
export interface JobDefinitionJson extends Omit<JobDefinition, 'task' | 'triggeringPolicy'> {
  readonly task: readonly number[];
  readonly triggeringPolicy: readonly number[];
}

/** What running the job comes to. */
export function runAnswer(document: ConfigDocument, id: string, options: RunOptions): RunAnswer {
  const target = runTarget(document, id, options);
  if (target.kind !== 'runnable') return { ok: false, refusal: runRefusal(target, id) };
  const { definitions, refusals } = triggeredJobs(document, target.definition, options);
  return {
    ok: true,
    definition: definitionJson(target.definition),
    triggered: definitions.map(definitionJson),
    refusals,
  };
}

function definitionJson({ task, triggeringPolicy, ...rest }: JobDefinition): JobDefinitionJson {
  return { ...rest, task: [...task], triggeringPolicy: [...triggeringPolicy] };
}

/** The definition that an answer carries. */
export function definitionFromJson(json: JobDefinitionJson): JobDefinition {
  const { task, triggeringPolicy, ...rest } = json;
  return {
    ...rest,
    task: Uint8Array.from(task),
    triggeringPolicy: Uint8Array.from(triggeringPolicy),
  };
}
