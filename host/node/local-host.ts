// This machine with all that answers on it: what a runner needs, joined.

import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { LocalBuilds, type LocalBuildsOptions } from '../builds/local-builds.ts';
import type { BuildHost } from '../builds/run-build-command.ts';
import type { HostDecisions } from '../hosts/host-decisions.ts';
import type { EngineCompanion } from '../runner/engine-companion.ts';
import type { RunnerWorld } from '../runner/runner.ts';
import { nodeClock } from './clock.ts';
import { nodeWorld } from './world.ts';

export interface LocalHostOptions extends Pick<LocalBuildsOptions, 'rows' | 'mayRun'> {
  readonly decisions: HostDecisions;
  /** Where builds have their folders, and who watches over their commands. */
  readonly builds: Omit<BuildHost, 'clock'>;
}

export interface LocalHost {
  readonly world: RunnerWorld;
  readonly companion: EngineCompanion;
}

/** Nothing runs, and no file is opened, before the runner does something. */
export function localHost({ decisions, builds, rows, mayRun }: LocalHostOptions): LocalHost {
  const storage = new EngineStorage();
  const companion = new LocalBuilds({
    storage,
    rows,
    mayRun,
    host: { ...builds, clock: nodeClock },
    random: Math.random,
  });
  const world = nodeWorld({ decisions, storage, buildbucket: companion.client });
  return { world, companion };
}
