// A generated project: its jobs, and what is done to them from outside.

import { encodeMessage } from '../../src/schema/codec.ts';
import type { TriggeringPolicy } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { type JobId, jobId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import { definition } from '../engine/engine-fixture.ts';
import { Draw } from './draw.ts';

export const PROJECT = 'proj';

/** Not on the grid of triages, nor are most of the times that follow from it. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5, 337);

/** So long things are done to the project. */
export const STORY_MS = 4 * 60_000;

const SCHEDULES = [
  'triggered',
  'triggered',
  '* * * * *',
  '*/2 * * * *',
  'with 20s interval',
  'with 45s interval',
  'continuously',
] as const;

const POLICIES: readonly (TriggeringPolicy | undefined)[] = [
  undefined,
  { kind: 1, maxConcurrentInvocations: 3n, maxBatchSize: 2n, logBase: 0 },
  { kind: 2, maxConcurrentInvocations: 2n, maxBatchSize: 0n, logBase: 2 },
  {
    kind: 3,
    maxConcurrentInvocations: 2n,
    maxBatchSize: 0n,
    logBase: 0,
    pendingTimeout: { seconds: 20n, nanos: 0 },
  },
];

/** What is done to the project at a time, in milliseconds since START. */
export type Deed = { readonly at: number } & (
  | { readonly kind: 'emit'; readonly jobId: JobId; readonly ids: readonly string[] }
  | { readonly kind: 'pause' | 'resume' | 'abort'; readonly jobId: JobId }
  | { readonly kind: 'start'; readonly jobId: JobId; readonly tag: string }
  | { readonly kind: 'configure'; readonly definitions: readonly JobDefinition[] }
);

export interface Story {
  readonly definitions: readonly JobDefinition[];
  readonly deeds: readonly Deed[];
}

export function storyOf(seed: number): Story {
  const draw = new Draw(`story ${seed}`);
  const names = ['a', 'b', 'c', 'd', 'e'].slice(0, 2 + draw.below(4));
  const definitions = names.map((name, i) => job(draw, name, names.slice(i + 1)));
  const count = 2 + draw.below(8);
  const deeds = Array.from({ length: count }, (_, i) => deed(draw, definitions, i));
  return { definitions, deeds: deeds.sort((a, b) => a.at - b.at) };
}

/** @param others those that it may trigger, so that no chain is a circle */
function job(draw: Draw, name: string, others: readonly string[]): JobDefinition {
  const policy = POLICIES[draw.below(POLICIES.length)];
  return definition({
    jobId: jobId(PROJECT, name),
    schedule: SCHEDULES[draw.below(SCHEDULES.length)] ?? 'triggered',
    triggeredJobIds: others.filter(() => draw.chance(0.6)).map((other) => jobId(PROJECT, other)),
    revision: `rev${draw.below(1000)}`,
    ...(policy && {
      triggeringPolicy: encodeMessage(messageType('scheduler.config.TriggeringPolicy'), policy),
    }),
  });
}

function deed(draw: Draw, definitions: readonly JobDefinition[], number: number): Deed {
  const at = draw.below(STORY_MS);
  const target = definitions[draw.below(definitions.length)]?.jobId ?? jobId(PROJECT, 'a');
  const kind = draw.of('emit', 'emit', 'emit', 'pause', 'resume', 'abort', 'start', 'configure');
  if (kind === 'emit') {
    const ids = Array.from({ length: 1 + draw.below(6) }, (_, i) => `user:${number}:${i}`);
    return { at, kind, jobId: target, ids };
  }
  if (kind === 'start') return { at, kind, jobId: target, tag: `start:${number}` };
  if (kind !== 'configure') return { at, kind, jobId: target };
  const kept = definitions.filter(() => draw.chance(0.8));
  return {
    at,
    kind,
    definitions: kept.map((old) => {
      if (draw.chance(0.5)) return old;
      const { schedule, triggeringPolicy } = job(draw, 'other', []);
      return { ...old, schedule, triggeringPolicy };
    }),
  };
}
