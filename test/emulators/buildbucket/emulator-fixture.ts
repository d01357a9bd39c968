// A Buildbucket emulator on a virtual clock, over a storage that outlives it.

import type { BuildPlan } from '../../../src/emulators/buildbucket/build-plan.ts';
import {
  type BuildbucketEmulator,
  createBuildbucketEmulator,
} from '../../../src/emulators/buildbucket/buildbucket-emulator.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { callPrpc } from '../../../src/prpc/client.ts';
import type { Method } from '../../../src/prpc/method.ts';
import { RpcError } from '../../../src/prpc/rpc-error.ts';
import type { Build, ScheduleBuildRequest } from '../../../src/schema/generated/messages.ts';
import { buildStatusText } from '../../../src/task/buildbucket/build-status.ts';
import {
  CANCEL_BUILD,
  GET_BUILD,
  SCHEDULE_BUILD,
} from '../../../src/task/buildbucket/builds-service.ts';
import type { PubsubMessage } from '../../../src/task/manager.ts';
import type { TaskStorage } from '../../../src/task/world.ts';
import { linearCongruential, START, virtualClock } from '../../engine/engine-fixture.ts';

export const TOPIC = 'projects/scheduler/topics/builds';

/** A request for a build of `proj/ci/linux`, with what is given instead. */
export function request(overrides: Partial<ScheduleBuildRequest> = {}): ScheduleBuildRequest {
  return {
    requestId: '',
    builder: { project: 'proj', bucket: 'ci', builder: 'linux' },
    gerritChanges: [],
    tags: [],
    ...overrides,
  };
}

/** A build that takes a minute, unless a test says otherwise. */
const MODEL: BuildPlan = { kind: 'model', durationMs: 60_000, outcome: 'SUCCESS' };

export class EmulatorFixture {
  readonly clock = virtualClock();
  readonly storage: TaskStorage;
  readonly published: { readonly topic: string; readonly message: PubsubMessage }[] = [];
  readonly lines: string[] = [];
  /** By `project/bucket/builder`. */
  readonly plans = new Map<string, BuildPlan>([['proj/ci/linux', MODEL]]);
  /** Called before each message is taken. */
  beforePublish: () => void = () => {};
  emulator: BuildbucketEmulator;

  constructor(storage: TaskStorage = new EngineStorage(new MemoryStore())) {
    this.storage = storage;
    this.emulator = this.#create();
  }

  #create(): BuildbucketEmulator {
    return createBuildbucketEmulator({
      clock: this.clock,
      random: linearCongruential(1),
      storage: this.storage,
      publish: async (topic, message) => {
        this.beforePublish();
        this.published.push({ topic, message });
      },
      builder: ({ project, bucket, builder }) => this.plans.get(`${project}/${bucket}/${builder}`),
      log: (_build, line) => this.lines.push(line),
    });
  }

  /** Another process begins over the same storage; the one before has ended politely. */
  async restart(): Promise<void> {
    await this.emulator.close();
    await this.crash();
  }

  /** As `restart`, but what the process before does has no effect any more. */
  async crash(): Promise<void> {
    this.emulator = this.#create();
    await this.emulator.resume();
  }

  call<Request extends object, Response extends object>(
    method: Method<Request, Response>,
    message: Request,
  ): Promise<Response> {
    const { signal } = new AbortController();
    const server = { http: this.emulator, clock: this.clock, url: 'https://bb.example.com' };
    const deadline = this.clock.now() + 60_000;
    return this.clock.runUntil(callPrpc(server, method, message, deadline, signal));
  }

  schedule(overrides: Partial<ScheduleBuildRequest> = {}): Promise<Build> {
    return this.call(SCHEDULE_BUILD, request(overrides));
  }

  get(id: bigint): Promise<Build> {
    return this.call(GET_BUILD, { id, buildNumber: 0 });
  }

  cancel(id: bigint, summaryMarkdown = 'no more'): Promise<Build> {
    return this.call(CANCEL_BUILD, { id, summaryMarkdown });
  }

  async status(id: bigint): Promise<string> {
    return buildStatusText((await this.get(id)).status);
  }

  /** Lets time pass until `ms` after the start of the test. */
  async at(ms: number): Promise<this> {
    await this.clock.advanceTo(START + ms);
    return this;
  }

  /** What was told, as texts. */
  told(): readonly string[] {
    return this.published.map(({ message }) => {
      const { buildPubsub } = JSON.parse(Buffer.from(message.data, 'base64').toString());
      return buildPubsub.build.status;
    });
  }
}

/** Code and text of the error in which a call ends. */
export async function refusal(
  call: Promise<unknown>,
): Promise<readonly [code: number, text: string]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RpcError) return [error.code, error.text];
    throw error;
  }
  throw new Error('it is not refused');
}
