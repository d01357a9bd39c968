// Jobs whose builds run on the emulator: engine, Manager, pRPC and PubSub together, on a virtual clock.

import assert from 'node:assert/strict';
import { hmacSha256 } from '../../../host/node/hmac.ts';
import type { BuildOutcome } from '../../../src/emulators/buildbucket/build-plan.ts';
import {
  type BuildbucketEmulator,
  createBuildbucketEmulator,
} from '../../../src/emulators/buildbucket/buildbucket-emulator.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { HttpClient } from '../../../src/io/http.ts';
import { callPrpc } from '../../../src/prpc/client.ts';
import type { Build } from '../../../src/schema/generated/messages.ts';
import { buildStatusText } from '../../../src/task/buildbucket/build-status.ts';
import { SEARCH_BUILDS } from '../../../src/task/buildbucket/builds-service.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import type { Request } from '../../../src/task/request.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

const HMAC = hmacSha256(new Uint8Array(32));

interface StoryOptions {
  readonly durationMs?: number;
  readonly outcome?: BuildOutcome;
  /** No message arrives. */
  readonly silent?: boolean;
  /** What stands between the Manager and the emulator. */
  readonly between?: (emulator: HttpClient) => HttpClient;
}

/** An engine and a Buildbucket, in one process after the other. */
class Story {
  readonly clock = virtualClock();
  readonly store = new MemoryStore({ strict: true });
  readonly #options: StoryOptions;
  fixture: EngineFixture;
  emulator: BuildbucketEmulator;

  constructor(options: StoryOptions = {}) {
    this.#options = options;
    ({ fixture: this.fixture, emulator: this.emulator } = this.#begin());
  }

  #begin() {
    const { durationMs = 120_000, outcome = 'SUCCESS', silent = false } = this.#options;
    const { between = (emulator: HttpClient) => emulator } = this.#options;
    const world = virtualWorld(this.clock);
    const emulator = createBuildbucketEmulator({
      ...world,
      storage: new EngineStorage(this.store),
      builder: () => ({ kind: 'model', durationMs, outcome }),
      publish: async (topic, message) => {
        if (!silent) await fixture.engine.publish(topic, message);
      },
    });
    const fixture: EngineFixture = new EngineFixture(createBuildbucketManager(world), {
      clock: this.clock,
      store: this.store,
      httpClient: async () => between(emulator),
      pubsub: { app: 'scheduler', hmac: HMAC },
    });
    return { fixture: fixture.run(), emulator };
  }

  /** The process ends, politely, and another one begins. */
  async restart(): Promise<void> {
    await this.end();
    ({ fixture: this.fixture, emulator: this.emulator } = this.#begin());
    await this.emulator.resume();
  }

  async end(): Promise<void> {
    await this.fixture.stop();
    await this.emulator.close();
  }

  start(request: Request = BY_HAND) {
    const buildbucket = {
      ...{ server: 'bb.example.com', bucket: 'ci', builder: 'linux' },
      ...{ properties: ['a:1'], tags: ['k:v'] },
    };
    return this.fixture.start(request, definition({ task: taskOf({ buildbucket }) }));
  }

  /** Lets time pass to so many seconds after START. */
  async at(seconds: number): Promise<void> {
    await this.clock.advanceTo(START + seconds * 1000);
  }

  async builds(): Promise<readonly Build[]> {
    const server = { http: this.emulator, clock: this.clock, url: 'https://bb.example.com' };
    const { signal } = new AbortController();
    const page = { pageSize: 0, pageToken: '' };
    const call = callPrpc(server, SEARCH_BUILDS, page, this.clock.now() + 60_000, signal);
    return (await this.clock.runUntil(call)).builds;
  }

  /** Status of each build. */
  async statuses(): Promise<readonly string[]> {
    return (await this.builds()).map(({ status }) => buildStatusText(status));
  }
}

describe('a job whose builds run on the Buildbucket emulator', () => {
  it('hears of its build by messages', async () => {
    const story = new Story();
    const id = await story.start();
    await story.at(1.5);
    assert.deepEqual(await story.statuses(), ['SCHEDULED']);
    assert.equal((await story.fixture.invocation(id)).status, 'RUNNING');
    await story.at(5);
    assert.deepEqual(await story.statuses(), ['STARTED']);
    assert.match((await story.fixture.invocation(id)).debugLog, /The build is STARTED/);
    await story.at(130);
    const { status, finished, started, viewUrl, debugLog } = await story.fixture.invocation(id);
    const [build] = await story.builds();
    assert.equal(status, 'SUCCEEDED');
    assert.ok((finished ?? 0) - started < 125_000, 'it waits for no timer');
    assert.equal(viewUrl, `https://bb.example.com/build/${build?.id}`);
    const tags = build?.tags.map(({ key, value }) => `${key}:${value}`);
    assert.deepEqual(tags, [
      'builder:linux',
      'k:v',
      `scheduler_invocation_id:${id}`,
      `scheduler_job_id:${JOB}`,
      'user_agent:scheduler',
    ]);
    assert.match(
      debugLog,
      /"pubsubTopic": "projects\/scheduler\/topics\/scheduler\.buildbucket\.buildbucket~localhost"/,
    );
    await story.end();
  });

  for (const [outcome, status] of [
    ['SUCCESS', 'SUCCEEDED'],
    ['FAILURE', 'FAILED'],
    ['INFRA_FAILURE', 'FAILED'],
    ['CANCELED', 'ABORTED'],
  ] as const) {
    it(`asks by itself where no messages arrive, and is ${status} after ${outcome}`, async () => {
      const story = new Story({ outcome, silent: true });
      const id = await story.start();
      await story.at(110);
      assert.equal((await story.fixture.invocation(id)).status, 'RUNNING');
      await story.at(2 * 600 + 10);
      const invocation = await story.fixture.invocation(id);
      assert.equal(invocation.status, status);
      assert.deepEqual(await story.statuses(), [outcome]);
      await story.end();
    });
  }

  it('cancels its build when it is aborted', async () => {
    const story = new Story();
    const id = await story.start();
    await story.at(30);
    await story.clock.runUntil(story.fixture.engine.abortInvocation(JOB, id, 'user:me'));
    const [build] = await story.builds();
    assert.equal(build?.status, 68);
    assert.equal(build?.summaryMarkdown, 'Canceled via LUCI Scheduler');
    await story.at(700);
    assert.equal((await story.fixture.invocation(id)).status, 'ABORTED');
    await story.end();
  });

  it('goes on after a restart in the middle of a build', async () => {
    const story = new Story();
    const id = await story.start();
    await story.at(30);
    await story.restart();
    await story.at(130);
    const invocation = await story.fixture.invocation(id);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.ok((invocation.finished ?? 0) - START < 125_000, 'by a message');
    assert.deepEqual(await story.statuses(), ['SUCCESS']);
    await story.end();
  });

  it('hears after a restart of a build that has ended meanwhile', async () => {
    const story = new Story();
    const id = await story.start();
    await story.at(30);
    await story.end();
    await story.at(3600);
    await story.restart();
    await story.at(3605);
    assert.equal((await story.fixture.invocation(id)).status, 'SUCCEEDED');
    await story.end();
  });

  // A message about a build that a failed launch has started would end the Invocation (managers.md 5.6).
  for (const [count, retries, silent] of [
    [5, 0, false],
    [12, 2, true],
  ] as const) {
    it(`asks for one build, though the first ${count} answers are lost`, async () => {
      let lost = 0;
      const between = (emulator: HttpClient): HttpClient => ({
        request: async (request, signal) => {
          const answer = await emulator.request(request, signal);
          const isLost = request.url.endsWith('/ScheduleBuild') && ++lost <= count;
          if (isLost) throw new Error('the connection broke off');
          return answer;
        },
      });
      const story = new Story({ between, silent });
      const id = await story.start();
      await story.at(1500);
      const invocation = await story.fixture.invocation(id);
      assert.equal(invocation.status, 'SUCCEEDED');
      assert.equal(invocation.retryCount, retries);
      assert.equal((await story.builds()).length, 1);
      await story.end();
    });
  }

  it('fails for good if the service refuses its request', async () => {
    const story = new Story();
    const id = await story.start({ ...BY_HAND, tags: ['buildset:commit/gitiles/h/p/+/0a'] });
    await story.at(60);
    const { status, debugLog } = await story.fixture.invocation(id);
    assert.equal(status, 'FAILED');
    assert.match(debugLog, /INVALID_ARGUMENT: gitiles_commit: ref is required/);
    assert.deepEqual(await story.builds(), []);
    await story.end();
  });
});
