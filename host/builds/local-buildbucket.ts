// The Buildbucket of this process: the emulator, from when the store of its builds is open until it is closed.

import type { BuildPlan } from '../../src/emulators/buildbucket/build-plan.ts';
import {
  type BuildbucketEmulator,
  createBuildbucketEmulator,
} from '../../src/emulators/buildbucket/buildbucket-emulator.ts';
import type { BuilderID } from '../../src/schema/generated/messages.ts';
import type { PubsubMessage } from '../../src/task/manager.ts';
import type {
  Clock,
  HttpClient,
  HttpRequest,
  HttpResponse,
  Random,
  TaskStorage,
} from '../../src/task/world.ts';

export interface LocalBuildbucketOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** That of the engine. */
  readonly storage: TaskStorage;
  /** See `BuildbucketOptions`. Default: `MODEL` for each. */
  readonly builder?: (id: BuilderID) => BuildPlan | undefined;
}

/** What becomes of builds of which nobody says anything. */
const MODEL: BuildPlan = { kind: 'model', durationMs: 10_000, outcome: 'SUCCESS' };

export class LocalBuildbucket implements HttpClient {
  readonly #options: LocalBuildbucketOptions;
  #emulator: BuildbucketEmulator | undefined;

  constructor(options: LocalBuildbucketOptions) {
    this.#options = options;
  }

  /**
   * This process owns the store from now on: builds that are in it go on. Once for each `close`.
   * @param publish tells the engine
   */
  open(publish: (topic: string, message: PubsubMessage) => Promise<void>): void {
    const { builder = () => MODEL } = this.#options;
    this.#emulator = createBuildbucketEmulator({ ...this.#options, builder, publish });
    void this.#emulator.resume();
  }

  /** Resolves when nothing of a build runs any more; what is in the store goes on when that is opened again. */
  async close(): Promise<void> {
    const emulator = this.#emulator;
    this.#emulator = undefined;
    await emulator?.close();
  }

  async request(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    if (!this.#emulator) throw new Error('builds run only in a process that runs jobs');
    return this.#emulator.request(request, signal);
  }
}
