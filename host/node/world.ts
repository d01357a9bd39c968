// The real world as Managers and the engine see it: this machine's clock, its network, without anybody's
// credentials.

import type { World } from '../../src/task/world.ts';
import { createHttpClient } from '../http/http-client.ts';
import { nodeClock } from './clock.ts';

/** One value for the whole process; it holds nothing that needs closing. */
export function nodeWorld(): World {
  const anonymous = createHttpClient({ clock: nodeClock });
  return {
    clock: nodeClock,
    random: Math.random,
    httpClient: async (scopes) => {
      if (scopes.length === 0) return anonymous;
      throw new Error('this runner makes only anonymous requests, but the task needs an account');
    },
  };
}
