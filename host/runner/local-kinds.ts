// The kinds of task that this host can run.

import type { ManagerRegistry } from '../../src/task/manager-registry.ts';

/** Managers that ask a service of other people, for which nothing stands in here. */
const NEED_SERVICE: ReadonlySet<string> = new Set(['gitiles']);

/** Names of the task fields, such as `url_fetch`, whose tasks run on this machine alone. */
export function localKinds(registry: ManagerRegistry): ReadonlySet<string> {
  const kinds = [...registry.kinds()].filter(([, { name }]) => !NEED_SERVICE.has(name));
  return new Set(kinds.map(([field]) => field));
}
