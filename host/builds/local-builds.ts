// Builds on this machine: the emulator of Buildbucket, with commands in place of builders, beside an engine.

import type { BuildPlan } from '../../src/emulators/buildbucket/build-plan.ts';
import {
  type BuildbucketEmulator,
  createBuildbucketEmulator,
} from '../../src/emulators/buildbucket/buildbucket-emulator.ts';
import type { Build, BuilderID } from '../../src/schema/generated/messages.ts';
import type { HttpClient, Random, TaskStorage } from '../../src/task/world.ts';
import { type BuilderRow, builderPath, planOf } from '../builders/builder-table.ts';
import type { EngineCompanion, EngineDoor } from '../runner/engine-companion.ts';
import { BuildLog } from './build-log.ts';
import { commandText } from './command-words.ts';
import { type BuildHost, runBuildCommand } from './run-build-command.ts';

export interface LocalBuildsOptions {
  readonly host: BuildHost;
  readonly random: Random;
  /** Where builds outlive the process. */
  readonly storage: TaskStorage;
  /** Asked anew for each build: settings change. */
  readonly rows: () => readonly BuilderRow[];
  /**
   * Whether a command may run; who asks a user may take time. False is a no, or that there is nobody to ask.
   * @param builder its path
   */
  readonly mayRun: (
    command: readonly string[],
    builder: string,
    signal: AbortSignal,
  ) => Promise<boolean>;
}

export class LocalBuilds implements EngineCompanion {
  /** What answers for Buildbucket. */
  readonly client: HttpClient;
  readonly #options: LocalBuildsOptions;
  readonly #emulator: BuildbucketEmulator;
  readonly #log: BuildLog;
  #engine: Promise<EngineDoor>;
  #attached: (engine: EngineDoor) => void = () => {};

  constructor(options: LocalBuildsOptions) {
    const { random, storage, host } = options;
    const { clock } = host;
    this.#options = options;
    this.#engine = new Promise((resolve) => {
      this.#attached = resolve;
    });
    this.#log = new BuildLog(clock, async (id, lines) => (await this.#engine).appendLog(id, lines));
    this.#emulator = createBuildbucketEmulator({
      clock,
      random,
      storage,
      publish: async (topic, message) => (await this.#engine).publish(topic, message),
      builder: (id) => this.#planOf(id),
      log: (build, line) => this.#log.add(build, line),
    });
    this.client = this.#emulator;
  }

  attach(engine: EngineDoor): void {
    this.#engine = Promise.resolve(engine);
    this.#attached(engine);
    void this.#emulator.resume();
  }

  async close(): Promise<void> {
    await this.#emulator.close();
    await this.#log.flush();
  }

  #planOf(builder: BuilderID): BuildPlan {
    const plan = planOf(this.#options.rows(), builder);
    if (plan.kind === 'model') return plan;
    return {
      kind: 'command',
      run: async (build, progress, signal) => {
        try {
          return await this.#run(plan.command, build, progress, signal);
        } finally {
          // The end of the build is the end of its log.
          await this.#log.flush();
        }
      },
    };
  }

  async #run(
    command: readonly string[],
    build: Build,
    progress: Parameters<typeof runBuildCommand>[3],
    signal: AbortSignal,
  ): ReturnType<typeof runBuildCommand> {
    const builder = build.builder ? builderPath(build.builder) : '';
    if (!(await this.#options.mayRun(command, builder, signal))) {
      if (signal.aborted) return 'CANCELED';
      progress.log(
        `Nothing was run for ${builder}, for nobody has allowed this command: ${commandText(command)}`,
      );
      return 'INFRA_FAILURE';
    }
    return runBuildCommand(this.#options.host, command, build, progress, signal);
  }
}
