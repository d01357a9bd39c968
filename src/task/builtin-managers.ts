// The four kinds of task that come with the product.

import { createBuildbucketManager } from './buildbucket/manager.ts';
import { createGitilesManager } from './gitiles/manager.ts';
import { ManagerRegistry } from './manager-registry.ts';
import { createNoopManager } from './noop/manager.ts';
import { createUrlFetchManager } from './urlfetch/manager.ts';
import type { World } from './world.ts';

/** A new registry with the built-in Managers; others may be added to it. */
export function builtinManagers(world: World): ManagerRegistry {
  return new ManagerRegistry()
    .register(createBuildbucketManager(world))
    .register(createGitilesManager(world))
    .register(createNoopManager(world))
    .register(createUrlFetchManager(world));
}

/** The same for validation alone, which is pure: these Managers can launch nothing. */
export function validationManagers(): ManagerRegistry {
  return builtinManagers({
    clock: { now: refuse, sleep: refuse },
    random: refuse,
    storage: { get: refuse, set: refuse },
    service: { appId: '', hostname: '' },
    httpClient: refuse,
  });
}

function refuse(): never {
  throw new Error('these Managers only validate; build the registry with a World to run tasks');
}
