// Builds for tests, and a run of one with all that comes of it.

import path from 'node:path';
import { type BuildHost, runBuildCommand } from '../../../host/builds/run-build-command.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import type { BuildOutcome } from '../../../src/emulators/buildbucket/build-plan.ts';
import type { Build } from '../../../src/schema/generated/messages.ts';
import { messageFromJson } from '../../../src/schema/json.ts';
import { schema } from '../../../src/schema/schema.ts';
import { GUARD } from '../processes/guard-program.ts';

const BUILD = schema.messageType('buildbucket.v2.Build');

/** A build as JSON has it, of `infra/ci/linux` with the id 8000000000000000001 unless it says otherwise. */
export function buildOf(json: object = {}): Build {
  const builder = { project: 'infra', bucket: 'ci', builder: 'linux' };
  return messageFromJson(BUILD, { id: '8000000000000000001', builder, ...json });
}

export interface BuildRun {
  readonly outcome: BuildOutcome;
  readonly log: readonly string[];
  readonly updates: readonly Build[];
}

/** @param folder of the host; has `builds` and the workspace, `workspace` */
export async function runBuild(
  folder: string,
  command: readonly string[],
  options: {
    readonly build?: Build;
    readonly signal?: AbortSignal;
    readonly onLog?: (line: string) => void;
    readonly host?: Partial<BuildHost>;
  } = {},
): Promise<BuildRun> {
  const log: string[] = [];
  const updates: Build[] = [];
  const outcome = await runBuildCommand(
    {
      clock: nodeClock,
      guard: GUARD,
      base: path.join(folder, 'builds'),
      workspace: path.join(folder, 'workspace'),
      graceMs: 500,
      ...options.host,
    },
    command,
    options.build ?? buildOf(),
    {
      log: (line) => {
        log.push(line);
        options.onLog?.(line);
      },
      update: (build) => updates.push(build),
    },
    options.signal ?? new AbortController().signal,
  );
  return { outcome, log, updates };
}
