import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { RpcError } from '../../../src/prpc/rpc-error.ts';
import type { Build, ScheduleBuildRequest } from '../../../src/schema/generated/messages.ts';
import { messageToJson } from '../../../src/schema/json.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { type JsonObject, structFromJson } from '../../../src/schema/struct.ts';
import {
  CANCEL_BUILD,
  GET_BUILD,
  SCHEDULE_BUILD,
} from '../../../src/task/buildbucket/builds-service.ts';
import { notificationToken } from '../../../src/task/buildbucket/notification-token.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import type { TaskStorage } from '../../../src/task/world.ts';
import { messageOf } from '../../schema/message-arbitrary.ts';
import { EmulatorFixture, refusal, request, TOPIC } from './emulator-fixture.ts';

const COMMIT = {
  host: 'chromium.googlesource.com',
  project: 'v8/v8',
  id: 'a'.repeat(40),
  ref: 'refs/heads/main',
};

const NOTIFY = { pubsubTopic: TOPIC, userData: new TextEncoder().encode('tok') };

describe('the Buildbucket emulator', () => {
  it('makes of a request what the service makes of it', async () => {
    const fixture = new EmulatorFixture();
    const build = await fixture.schedule({
      requestId: '7',
      properties: structFromJson({ a: [1] }),
      gitilesCommit: COMMIT,
      tags: [
        { key: 'z', value: '1' },
        { key: 'a', value: '2' },
        { key: 'z', value: '1' },
        { key: 'builder', value: 'linux' },
      ],
    });
    assert.ok(build.id > 2n ** 53n);
    const json = messageToJson(messageType('buildbucket.v2.Build'), build) as JsonObject;
    assert.deepEqual(json, {
      id: String(build.id),
      builder: { project: 'proj', bucket: 'ci', builder: 'linux' },
      number: 1,
      createdBy: 'anonymous:anonymous',
      createTime: '2026-01-02T03:04:05Z',
      updateTime: '2026-01-02T03:04:05Z',
      status: 'SCHEDULED',
      input: { properties: { a: [1] }, gitilesCommit: COMMIT },
      tags: [
        { key: 'a', value: '2' },
        { key: 'builder', value: 'linux' },
        { key: 'buildset', value: `commit/gitiles/chromium.googlesource.com/v8/v8/+/${COMMIT.id}` },
        { key: 'gitiles_ref', value: 'refs/heads/main' },
        { key: 'z', value: '1' },
      ],
    });
  });

  it('gives newer builds smaller ids, and numbers to those of a builder', async () => {
    const fixture = new EmulatorFixture();
    fixture.plans.set('proj/ci/mac', { kind: 'model', durationMs: 0, outcome: 'FAILURE' });
    const mac = { project: 'proj', bucket: 'ci', builder: 'mac' };
    const builds = [
      await fixture.schedule(),
      await fixture.schedule(),
      await fixture.schedule({ builder: mac }),
    ];
    await fixture.at(1);
    builds.push(await fixture.schedule());
    const ids = builds.map(({ id }) => id);
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => (a < b ? 1 : -1)),
    );
    assert.deepEqual(
      builds.map(({ number }) => number),
      [1, 2, 1, 3],
    );
    const found = await fixture.call(GET_BUILD, { id: 0n, builder: mac, buildNumber: 1 });
    assert.equal(found.id, ids[2]);
  });

  it('gives whoever repeats a request the build that there is', async () => {
    const fixture = new EmulatorFixture();
    const first = await fixture.schedule({ requestId: '7' });
    assert.equal(
      (await fixture.schedule({ requestId: '7', tags: [{ key: 'k', value: '' }] })).id,
      first.id,
    );
    await fixture.at(3_600_000);
    const again = await fixture.schedule({ requestId: '7' });
    assert.deepEqual([again.id, again.status], [first.id, 12]);
    await fixture.restart();
    assert.equal((await fixture.schedule({ requestId: '7' })).id, first.id);
    assert.notEqual((await fixture.schedule({ requestId: '8' })).id, first.id);
    assert.notEqual((await fixture.schedule()).id, (await fixture.schedule()).id);
  });

  it('models a build: it waits a second, runs as long as the table says, and ends so', async () => {
    for (const outcome of ['SUCCESS', 'FAILURE', 'INFRA_FAILURE', 'CANCELED'] as const) {
      const fixture = new EmulatorFixture();
      fixture.plans.set('proj/ci/linux', { kind: 'model', durationMs: 5000, outcome });
      const { id } = await fixture.schedule();
      await fixture.at(999);
      assert.equal(await fixture.status(id), 'SCHEDULED');
      await fixture.at(1000);
      assert.equal(await fixture.status(id), 'STARTED');
      await fixture.at(5999);
      assert.equal(await fixture.status(id), 'STARTED');
      await fixture.at(6000);
      assert.equal(await fixture.status(id), outcome);
      const { startTime, endTime, createTime } = await fixture.get(id);
      assert.deepEqual(
        [startTime, endTime].map((time) => (time?.seconds ?? 0n) - (createTime?.seconds ?? 0n)),
        [1n, 6n],
      );
    }
  });

  it('tells the topic of each change, with the token and without what is large', async () => {
    const fixture = new EmulatorFixture();
    const properties = structFromJson({ secret: 'x' });
    await fixture.schedule({ notify: NOTIFY, properties, gitilesCommit: COMMIT });
    await fixture.at(100_000);
    assert.deepEqual(fixture.told(), ['STARTED', 'SUCCESS']);
    const [started, ended] = fixture.published;
    assert.equal(started?.topic, TOPIC);
    assert.equal(started && notificationToken(started.message), 'tok');
    assert.deepEqual(started?.message.attributes, {
      project: 'proj',
      bucket: 'ci',
      builder: 'linux',
      is_completed: 'false',
      version: 'v2',
    });
    assert.equal(ended?.message.attributes['is_completed'], 'true');
    assert.notEqual(started?.message.messageId, ended?.message.messageId);
    const data = JSON.parse(Buffer.from(ended?.message.data ?? '', 'base64').toString());
    assert.equal(data.userData, 'dG9r');
    assert.deepEqual(data.buildPubsub.build.input, { gitilesCommit: COMMIT });
  });

  it('tells again what a topic did not take, and gives up on a topic that is none', async () => {
    const fixture = new EmulatorFixture();
    await fixture.schedule({ notify: NOTIFY });
    let failures = 3;
    fixture.beforePublish = () => {
      if (failures-- > 0) throw new TaskError('transient', 'busy');
    };
    await fixture.at(30_000);
    assert.deepEqual(fixture.told(), ['STARTED']);
    let calls = 0;
    fixture.beforePublish = () => {
      calls++;
      throw new Error('no such topic');
    };
    await fixture.at(200_000);
    assert.deepEqual(fixture.told(), ['STARTED']);
    assert.equal(calls, 1);
  });

  it('cancels a build, once, and says who and why', async () => {
    const fixture = new EmulatorFixture();
    const { id } = await fixture.schedule({ notify: NOTIFY });
    await fixture.at(3000);
    const build = await fixture.cancel(id, 'Canceled via LUCI Scheduler');
    assert.equal(build.status, 68);
    assert.equal(build.summaryMarkdown, 'Canceled via LUCI Scheduler');
    assert.equal(build.canceledBy, 'anonymous:anonymous');
    assert.deepEqual(build.cancelTime, build.endTime);
    await fixture.at(200_000);
    assert.deepEqual(await fixture.get(id), build);
    assert.deepEqual(await fixture.cancel(id, 'again'), build);
    assert.deepEqual(fixture.told(), ['STARTED', 'CANCELED']);
    const waiting = await fixture.schedule();
    await fixture.cancel(waiting.id);
    await fixture.at(500_000);
    const canceled = await fixture.get(waiting.id);
    assert.deepEqual([canceled.status, canceled.startTime], [68, undefined]);
  });

  it('leaves a build alone that has ended before somebody cancels it', async () => {
    const fixture = new EmulatorFixture();
    const { id } = await fixture.schedule();
    await fixture.at(100_000);
    const build = await fixture.cancel(id);
    assert.deepEqual([build.status, build.summaryMarkdown, build.cancelTime], [12, '', undefined]);
  });

  const refusals: readonly (readonly [text: string, request: Partial<ScheduleBuildRequest>])[] = [
    ["request_id must not have a '/'", { requestId: 'a/b' }],
    ['builder: project is required', { builder: { project: '', bucket: 'b', builder: 'c' } }],
    ['builder: bucket is required', { builder: { project: 'a', bucket: '', builder: 'c' } }],
    ['builder: builder is required', { builder: { project: 'a', bucket: 'b', builder: '' } }],
    ['gitiles_commit: host is required', { gitilesCommit: { ...COMMIT, host: '' } }],
    ['gitiles_commit: project is required', { gitilesCommit: { ...COMMIT, project: '' } }],
    ['gitiles_commit: ref is required', { gitilesCommit: { ...COMMIT, ref: '' } }],
    ['gitiles_commit: ref must begin with refs/', { gitilesCommit: { ...COMMIT, ref: 'main' } }],
    ['gitiles_commit: id must be 40 digits in hex', { gitilesCommit: { ...COMMIT, id: '01' } }],
    ['notify: pubsub_topic is required', { notify: { ...NOTIFY, pubsubTopic: '' } }],
    [
      'notify: user_data is over 4096 bytes',
      { notify: { ...NOTIFY, userData: new Uint8Array(4097) } },
    ],
    ['notify: "t" is no name of a topic', { notify: { ...NOTIFY, pubsubTopic: 't' } }],
    ['properties: "branch" is reserved', { properties: structFromJson({ branch: null }) }],
    [
      'properties: "$recipe_engine/runtime.is_luci" is reserved',
      { properties: structFromJson({ '$recipe_engine/runtime': { is_luci: true } }) },
    ],
    ['tags: a key is required', { tags: [{ key: '', value: 'v' }] }],
    ['tags: the key "a:b" has a colon', { tags: [{ key: 'a:b', value: 'v' }] }],
    ['tags: build_address is reserved', { tags: [{ key: 'build_address', value: 'v' }] }],
  ];
  for (const [text, overrides] of refusals) {
    it(`refuses a request: ${text}`, async () => {
      const fixture = new EmulatorFixture();
      assert.deepEqual(await refusal(fixture.schedule(overrides)), [3, text]);
      assert.deepEqual(await refusal(fixture.get(1n)), [5, 'there is no build 1']);
    });
  }

  it('refuses what there is not', async () => {
    const fixture = new EmulatorFixture();
    const { builder: _, ...without } = request();
    assert.deepEqual(await refusal(fixture.call(SCHEDULE_BUILD, without)), [
      3,
      'builder is required',
    ]);
    const other = { project: 'proj', bucket: 'ci', builder: 'other' };
    assert.deepEqual(await refusal(fixture.schedule({ builder: other })), [
      5,
      'there is no builder proj/ci/other',
    ]);
    assert.equal((await refusal(fixture.call(GET_BUILD, { id: 0n, buildNumber: 1 })))[0], 3);
    const both = { id: 1n, builder: other, buildNumber: 1 };
    assert.equal((await refusal(fixture.call(GET_BUILD, both)))[0], 3);
    assert.equal((await refusal(fixture.call(GET_BUILD, { ...both, id: 0n })))[0], 5);
    assert.equal((await refusal(fixture.cancel(1n)))[0], 5);
    assert.equal((await refusal(fixture.cancel(0n)))[0], 3);
    const { id } = await fixture.schedule();
    const call = fixture.call(CANCEL_BUILD, { id, summaryMarkdown: '' });
    assert.deepEqual(await refusal(call), [3, 'summary_markdown is required']);
    assert.equal(await fixture.status(id), 'SCHEDULED');
  });

  it('keeps whatever it takes, and answers whatever it is asked', async () => {
    const type = messageType('buildbucket.v2.ScheduleBuildRequest');
    await fc.assert(
      fc.asyncProperty(messageOf(type, 4), fc.boolean(), async (message, isOurs) => {
        const fixture = new EmulatorFixture();
        const { builder } = request();
        const asked = { ...message, ...(isOurs && { builder, notify: NOTIFY }) };
        const answer = await fixture
          .call(SCHEDULE_BUILD, asked as unknown as ScheduleBuildRequest)
          .catch((error: unknown) => error);
        if (answer instanceof RpcError) {
          assert.ok([3, 5].includes(answer.code), answer.message);
          return;
        }
        const { id } = answer as Build;
        const before = await fixture.get(id);
        await fixture.restart();
        assert.deepEqual(await fixture.get(id), before);
        await fixture.at(100_000);
        assert.deepEqual(fixture.told(), ['STARTED', 'SUCCESS']);
      }),
    );
  });

  it('says in whose name it publishes, and knows no other page', async () => {
    const { emulator } = new EmulatorFixture();
    const url = 'https://bb.example.com/auth/api/v1/server/info';
    const info = await emulator.request({ method: 'GET', url });
    const { bytes } = await info.readBody();
    assert.match(new TextDecoder().decode(bytes), /"service_account_name":"buildbucket@localhost"/);
    const other = await emulator.request({ method: 'GET', url: 'https://bb.example.com/' });
    assert.equal(other.status, 404);
  });
});

describe('builds of the Buildbucket emulator after a restart', () => {
  it('go on by the clock, and are told of what they missed', async () => {
    const fixture = new EmulatorFixture();
    const missed = await fixture.schedule({ notify: NOTIFY, requestId: 'a' });
    await fixture.at(5000);
    const later = await fixture.schedule({ requestId: 'b' });
    await fixture.emulator.close();
    await fixture.at(62_000);
    assert.deepEqual(fixture.told(), ['STARTED']);
    await fixture.crash();
    await fixture.at(62_500);
    assert.equal(await fixture.status(missed.id), 'SUCCESS');
    const { endTime, createTime } = await fixture.get(missed.id);
    assert.equal((endTime?.seconds ?? 0n) - (createTime?.seconds ?? 0n), 61n);
    assert.equal(await fixture.status(later.id), 'STARTED');
    assert.deepEqual(fixture.told(), ['STARTED', 'SUCCESS']);
    await fixture.at(66_000);
    assert.equal(await fixture.status(later.id), 'SUCCESS');
  });

  it('keep the plan that they had', async () => {
    const fixture = new EmulatorFixture();
    const { id } = await fixture.schedule();
    await fixture.restart();
    fixture.plans.set('proj/ci/linux', { kind: 'model', durationMs: 1, outcome: 'FAILURE' });
    await fixture.at(100_000);
    assert.equal(await fixture.status(id), 'SUCCESS');
  });

  it('answer nothing once the emulator is closed', async () => {
    const fixture = new EmulatorFixture();
    await fixture.emulator.close();
    assert.deepEqual(await refusal(fixture.schedule()), [14, 'it is being closed']);
  });

  it('are at most a thousand, of which the oldest that have ended go first', async () => {
    const fixture = new EmulatorFixture();
    const first = await fixture.schedule({ requestId: 'first' });
    await fixture.at(70_000);
    fixture.plans.set('proj/ci/linux', { kind: 'model', durationMs: 1e9, outcome: 'SUCCESS' });
    const second = await fixture.schedule();
    for (let i = 0; i < 998; i++) await fixture.schedule();
    assert.equal(await fixture.status(first.id), 'SUCCESS');
    await fixture.schedule();
    assert.equal((await refusal(fixture.get(first.id)))[0], 5);
    await fixture.schedule();
    await fixture.at(80_000);
    assert.equal(await fixture.status(second.id), 'STARTED');
    await fixture.restart();
    assert.equal((await refusal(fixture.get(first.id)))[0], 5);
    assert.equal(await fixture.status(second.id), 'STARTED');
  }).timeout(20_000);
});

describe('the Buildbucket emulator over a storage that fails', () => {
  /** Fails each n-th call of `set`, half of the time after it has kept the value. */
  function failing(every: number): TaskStorage {
    const storage = new EngineStorage(new MemoryStore());
    let calls = 0;
    return {
      get: (key) => storage.get(key),
      set: async (key, value) => {
        const fails = ++calls % every === 0;
        if (!fails || calls % (2 * every) === 0) await storage.set(key, value);
        if (fails) throw new TaskError('transient', 'the store is busy');
      },
    };
  }

  for (const every of [2, 3, 4, 5, 7]) {
    it(`makes one build of each request, though each ${every}th write fails`, async () => {
      const fixture = new EmulatorFixture(failing(every));
      const ids = new Set<bigint>();
      for (let i = 0; i < 10; i++) {
        const build = await fixture.schedule({ requestId: `r${i % 5}`, notify: NOTIFY });
        ids.add(build.id);
      }
      assert.equal(ids.size, 5);
      await fixture.at(3_600_000);
      for (const id of ids) assert.equal(await fixture.status(id), 'SUCCESS');
      assert.equal(fixture.told().filter((status) => status === 'SUCCESS').length >= 5, true);
    });
  }

  it('goes on when its storage can be read again', async () => {
    const storage = new EngineStorage(new MemoryStore());
    let broken = true;
    const fixture = new EmulatorFixture({
      get: async (key) => {
        if (broken) throw new TaskError('transient', 'the store is busy');
        return storage.get(key);
      },
      set: (key, value) => storage.set(key, value),
    });
    const [code, text] = await refusal(fixture.get(1n));
    assert.deepEqual([code, text], [14, 'the store is busy']);
    broken = false;
    assert.equal((await fixture.schedule()).status, 1);
  });

  it('goes on with its builds when it can read them again, though nobody asks', async () => {
    const storage = new EngineStorage(new MemoryStore());
    let broken = false;
    const fixture = new EmulatorFixture({
      get: async (key) => {
        if (broken) throw new TaskError('transient', 'the store is busy');
        return storage.get(key);
      },
      set: (key, value) => storage.set(key, value),
    });
    await fixture.schedule({ notify: NOTIFY });
    await fixture.emulator.close();
    broken = true;
    const resumed = fixture.crash();
    await fixture.at(10_000);
    broken = false;
    await fixture.at(80_000);
    await resumed;
    assert.deepEqual(fixture.told().at(-1), 'SUCCESS');
  });

  it('does without builds that cannot be read', async () => {
    const storage = new EngineStorage(new MemoryStore());
    const fixture = new EmulatorFixture(storage);
    const builds = [await fixture.schedule(), await fixture.schedule()];
    const [damaged, other] = builds.map(({ id }) => id);
    await storage.set(`buildbucket/build/${damaged}`, Uint8Array.of(1, 2));
    await fixture.crash();
    assert.equal((await refusal(fixture.get(damaged ?? 0n)))[0], 5);
    assert.equal(await fixture.status(other ?? 0n), 'SCHEDULED');
    await storage.set('buildbucket/builds', Uint8Array.of(1, 2));
    await fixture.crash();
    assert.equal((await fixture.schedule()).number, 1);
  });
});
