// The URLs that a run is going to ask for, as far as definitions tell.

import type { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import type { JobRun } from './job-run.ts';

/** Of the job and of those that its triggers start, in this order, each once. */
export function destinationsOf(
  registry: ManagerRegistry,
  { definition, receivers = [] }: JobRun,
): readonly string[] {
  const urls = [definition, ...receivers].flatMap(({ task, realmId }) => {
    const read = unmarshalTask(registry, task, realmId);
    return read.ok ? (read.manager.destinations?.(read.task) ?? []) : [];
  });
  return [...new Set(urls)];
}
