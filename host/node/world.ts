// The real world as Managers and the engine see it: this machine's clock, and its network as far as the host table
// lets requests go there.

import { createGitilesEmulator } from '../../src/emulators/gitiles/gitiles-emulator.ts';
import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import type { HttpClient } from '../../src/task/world.ts';
import { GitFolder } from '../git/git-folder.ts';
import { type HostDecisions, onlyThisMachine } from '../hosts/host-decisions.ts';
import { luciAuthToken, runProgram } from '../hosts/luci-auth.ts';
import { createRoutedClient, type Routes } from '../hosts/routed-client.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { RunnerWorld } from '../runner/runner.ts';
import { nodeClock } from './clock.ts';

export interface NodeWorldOptions {
  /** Default: nothing leaves this machine. */
  readonly decisions?: HostDecisions;
  /** Waits for the runner's store. Default: a new one. */
  readonly storage?: EngineStorage;
  /** What answers for Buildbucket; default: nobody. */
  readonly buildbucket?: HttpClient;
}

/** It holds nothing that needs closing. */
export function nodeWorld({
  decisions = onlyThisMachine(),
  storage = new EngineStorage(),
  buildbucket = NOBODY,
}: NodeWorldOptions = {}): RunnerWorld {
  const routes: Routes = {
    decisions,
    network: (before) => createHttpClient({ clock: nodeClock }, before),
    git: (folder) => createGitilesEmulator({ repositories: async () => new GitFolder(folder) }),
    buildbucket,
    token: (scopes, signal) => luciAuthToken(runProgram, scopes, signal),
    environment: process.env,
  };
  return {
    clock: nodeClock,
    random: Math.random,
    storage,
    // Builds that are started here say so, and do not pass for those of the service.
    service: { appId: 'luci-jobs', hostname: 'localhost' },
    httpClient: async (scopes, log) => createRoutedClient(routes, scopes, log),
    answersFor: (url) => decisions.answersHere(url),
  };
}

const NOBODY: HttpClient = {
  request: async () => {
    throw new Error('there is no Buildbucket here');
  },
};
