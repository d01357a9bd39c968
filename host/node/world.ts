// The real world as Managers and the engine see it: this machine's clock, and its network as far as the host table
// lets requests go there.

import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import type { HttpClient } from '../../src/task/world.ts';
import { LocalBuildbucket } from '../builds/local-buildbucket.ts';
import { type HostDecisions, onlyThisMachine } from '../hosts/host-decisions.ts';
import { luciAuthToken, runProgram } from '../hosts/luci-auth.ts';
import { createRoutedClient, type Routes } from '../hosts/routed-client.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { RunnerWorld } from '../runner/runner.ts';
import { nodeClock } from './clock.ts';

/** It holds nothing that needs closing. Its storage waits for the runner's store. */
export function nodeWorld(decisions: HostDecisions = onlyThisMachine()): RunnerWorld {
  const storage = new EngineStorage();
  const buildbucket = new LocalBuildbucket({ clock: nodeClock, random: Math.random, storage });
  const routes: Routes = {
    decisions,
    network: (before) => createHttpClient({ clock: nodeClock }, before),
    git: () => NOBODY,
    buildbucket,
    token: (scopes, signal) => luciAuthToken(runProgram, scopes, signal),
    environment: process.env,
  };
  return {
    clock: nodeClock,
    random: Math.random,
    storage,
    buildbucket,
    // Builds that are started here say so, and do not pass for those of the service.
    service: { appId: 'luci-jobs', hostname: 'localhost' },
    httpClient: async (scopes, log) => createRoutedClient(routes, scopes, log),
  };
}

const NOBODY: HttpClient = {
  request: async () => {
    throw new Error('nothing answers for this host yet');
  },
};
