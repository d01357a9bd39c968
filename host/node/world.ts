// The real world as Managers and the engine see it: this machine's clock, its network, without anybody's
// credentials.

import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { RunnerWorld } from '../runner/runner.ts';
import { nodeClock } from './clock.ts';

/** One value for the whole process; it holds nothing that needs closing. Its storage waits for the runner's store. */
export function nodeWorld(): RunnerWorld {
  const anonymous = createHttpClient({ clock: nodeClock });
  return {
    clock: nodeClock,
    random: Math.random,
    storage: new EngineStorage(),
    // Builds that are started here say so, and do not pass for those of the service.
    service: { appId: 'luci-jobs', hostname: 'localhost' },
    httpClient: async (scopes) => {
      if (scopes.length === 0) return anonymous;
      throw new Error('this runner makes only anonymous requests, but the task needs an account');
    },
  };
}
