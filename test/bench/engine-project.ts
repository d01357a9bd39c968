// The project of the engine's benches: 1,000 noop jobs on mixed schedules and in chains.

import { encodeMessage } from '../../src/schema/codec.ts';
import { messageType } from '../../src/schema/schema.ts';
import { jobId, realmId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';

const SCHEDULES = [
  '*/5 * * * *',
  'with 10m interval',
  '0 * * * *',
  '0 3 * * *',
  'with 30s interval',
  'triggered',
  '*/15 * * * *',
];

/** @param count how many jobs */
export function benchProject(count: number): readonly JobDefinition[] {
  return Array.from({ length: count }, (_, i) => definition(i, count));
}

function definition(i: number, count: number): JobDefinition {
  const noop = { sleepMs: i % 3 === 0 ? -1n : 5000n, triggersCount: i % 7 === 0 ? 2n : 0n };
  return {
    jobId: jobId('p', `j${i}`),
    realmId: realmId('p', 'r'),
    flavor: 'periodic',
    schedule: SCHEDULES[i % SCHEDULES.length] ?? '',
    task: encodeMessage(messageType('scheduler.config.TaskDefWrapper'), { noop }),
    triggeringPolicy: new Uint8Array(),
    triggeredJobIds: i % 7 === 0 ? [jobId('p', `j${(i + 5) % count}`)] : [],
    revision: 'r',
    revisionUrl: '',
  };
}
