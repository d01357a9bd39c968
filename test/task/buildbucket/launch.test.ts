// Launches against a server that keeps what it is asked.

import assert from 'node:assert/strict';
import type { HttpRequest } from '../../../src/io/http.ts';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { RequestRefused } from '../../../src/io/request-refused.ts';
import { decodeMessage, encodeMessage } from '../../../src/schema/codec.ts';
import type { ScheduleBuildRequest } from '../../../src/schema/generated/messages.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { structToJson } from '../../../src/schema/struct.ts';
import { builderIdOf } from '../../../src/task/buildbucket/builder-id.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import { realmId } from '../../../src/task/ids.ts';
import type { Request, Trigger } from '../../../src/task/request.ts';
import { errorKind, TaskError } from '../../../src/task/task-error.ts';
import type { World } from '../../../src/task/world.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import {
  CollectingController,
  type CollectingOptions,
} from '../../vectors/managers/collecting-controller.ts';

interface Task {
  readonly server: string;
  readonly bucket: string;
  readonly builder: string;
  readonly properties: readonly string[];
  readonly tags: readonly string[];
}

const TASK: Task = {
  server: 'bb.example.com',
  bucket: 'ci',
  builder: 'b',
  properties: [],
  tags: [],
};
const TOKEN = 'token-\udcff\u00e9'; // A byte that is not UTF-8 among it.

async function launched(
  options: Partial<CollectingOptions<Task>> = {},
  world: Partial<World> = {},
  signal = new AbortController().signal,
) {
  const clock = virtualClock();
  const requests: HttpRequest[] = [];
  const client = {
    request: async (request: HttpRequest) => {
      requests.push(request);
      const headers = [['X-Prpc-Grpc-Code', '0']] as const;
      const build = { id: 2n ** 53n + 1n, status: 1 };
      return httpAnswer(200, headers, encodeMessage(messageType('buildbucket.v2.Build'), build));
    },
  };
  const ctl = new CollectingController<Task>({
    task: TASK,
    invocationId: '9200093512145994096',
    client,
    prepareTopic: async () => ({ topic: 'the-topic', token: TOKEN }),
    ...options,
  });
  const manager = createBuildbucketManager({ ...virtualWorld(clock), ...world });
  const call = manager.launchTask(ctl, signal);
  const error = await clock.runUntil(call).catch((reason: unknown) => reason);
  const [sent] = requests.map(({ body = new Uint8Array() }) =>
    decodeMessage<ScheduleBuildRequest>(messageType('buildbucket.v2.ScheduleBuildRequest'), body),
  );
  const properties = structToJson(sent?.properties ?? { fields: [] });
  return { ctl, sent, properties, error, requests, log: ctl.log.join('\n') };
}

/** What the build is told of the triggers. */
async function toldTriggers(incomingTriggers: readonly Trigger[]) {
  const { properties, error, log } = await launched({ request: { incomingTriggers } });
  const told = properties['$recipe_engine/scheduler'] as { triggers?: unknown[] } | undefined;
  return { triggers: told?.triggers, error, log };
}

function trigger(id: string, payload?: Trigger['payload']): Trigger {
  return { id, created: 0, orderInBatch: 0, ...(payload && { payload }) };
}

describe('the launch of a buildbucket task', () => {
  it('keeps an id beyond 2^53, and sends the bytes of the token', async () => {
    const { ctl, sent, error } = await launched();
    assert.equal(error, undefined);
    assert.equal(new TextDecoder().decode(ctl.state().taskData), '{"build_id":"9007199254740993"}');
    assert.equal(ctl.state().viewUrl, 'https://bb.example.com/build/9007199254740993');
    assert.deepEqual(
      sent?.notify?.userData,
      Uint8Array.from(Buffer.from('746f6b656e2dffc3a9', 'hex')),
    );
  });

  it('names no page of the host where this machine answers in its place', async () => {
    const asked: string[] = [];
    const answersFor = (url: string) => {
      asked.push(url);
      return true;
    };
    const { ctl, log } = await launched({}, { answersFor });
    assert.equal(ctl.state().viewUrl, '');
    assert.match(log, /The build has no page: it is one of this machine/);
    assert.doesNotMatch(log, /See https/);
    assert.deepEqual(asked, ['https://bb.example.com/prpc/buildbucket.v2.Builds/ScheduleBuild']);
  });

  it('shows the request and the build in the log, and not the token', async () => {
    const { log } = await launched();
    assert.match(log, /"pubsubTopic": "the-topic"/);
    assert.match(log, /"requestId": "9200093512145994096"/);
    assert.match(log, /"status": "SCHEDULED"/);
    assert.doesNotMatch(log, /token-|userData|dG9rZW4/);
  });

  it('merges properties: the last of the config, then those of the request, then its own', async () => {
    const task = {
      ...TASK,
      properties: ['a:1', 'a:2:3', 'b:x', '$recipe_engine/scheduler:mine', '__proto__:p', ':empty'],
    };
    const properties = JSON.parse(
      '{"b":[null,{"c":1.5}],"z":{},"$recipe_engine/scheduler":"forged"}',
    );
    const { properties: sent } = await launched({ task, request: { properties } });
    const { '$recipe_engine/scheduler': scheduler, ...others } = sent;
    assert.deepEqual(
      Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)),
      [
        ['', 'empty'],
        ['__proto__', 'p'],
        ['a', '2:3'],
        ['b', [null, { c: 1.5 }]],
        ['z', {}],
      ],
    );
    assert.deepEqual(scheduler, {
      hostname: 'scheduler.example.com',
      job: 'proj/job',
      invocation: '9200093512145994096',
      triggers: [],
    });
  });

  // managers.md 5.1.2: of each source in its own order, and however often there is one of a key.
  it('joins its own tags, those of the config and those of the request', async () => {
    const { sent } = await launched({
      task: { ...TASK, tags: ['z:1', 'a:2:3', 'user_agent:mine'] },
      request: { tags: ['b:4', 'a:2:3', 'c:'] },
    });
    assert.deepEqual(
      sent?.tags.map(({ key, value }) => `${key}=${value}`),
      [
        'scheduler_invocation_id=9200093512145994096',
        'scheduler_job_id=proj/job',
        'user_agent=scheduler',
        'z=1',
        'a=2:3',
        'user_agent=mine',
        'b=4',
        'a=2:3',
        'c=',
      ],
    );
  });

  it('finds no fault with a server that it was told to ask no more', async () => {
    const stop = new AbortController();
    const reason = new Error('the engine stops');
    const { error, log } = await launched(
      {
        client: {
          request: () => {
            stop.abort(reason);
            return Promise.reject(reason);
          },
        },
      },
      {},
      stop.signal,
    );
    assert.equal(error, reason);
    assert.doesNotMatch(log, /did not start/);
  });

  for (const [bucket, isTold] of [
    ['chromium:ci', false],
    ['chrome:ci', false],
    ['chromium-m1:ci', true],
    ['Chrome:ci', true],
  ] as const) {
    it(`tells a build in ${bucket} of the scheduler: ${isTold}`, async () => {
      const task = { ...TASK, bucket, properties: ['$recipe_engine/scheduler:mine'] };
      const { properties } = await launched({ task });
      assert.equal(typeof properties['$recipe_engine/scheduler'] === 'object', isTold);
    });
  }

  it('tells of each kind of trigger, without what is empty', async () => {
    const { triggers } = await toldTriggers([
      trigger('1', { kind: 'cron', generation: 2n ** 53n + 1n }),
      trigger('2', { kind: 'cron', generation: 0n }),
      { ...trigger('3', { kind: 'webui' }), title: 'T', url: 'https://x', emittedByUser: 'user:a' },
      trigger('4', { kind: 'noop', data: 'lost' }),
      trigger('5', { kind: 'buildbucket', properties: {}, tags: ['a:b'] }),
      trigger('6', { kind: 'gitiles', repo: 'https://x', ref: '', revision: 'r', tags: [] }),
      trigger('', { kind: 'buildbucket', properties: { n: -0.5 } }),
    ]);
    assert.deepEqual(triggers, [
      { id: '1', cron: { generation: '9007199254740993' } },
      { id: '2', cron: {} },
      { id: '3', title: 'T', url: 'https://x', webui: {} },
      { id: '4', noop: {} },
      { id: '5', buildbucket: { properties: {}, tags: ['a:b'] } },
      { id: '6', gitiles: { repo: 'https://x', revision: 'r' } },
      { buildbucket: { properties: { n: -0.5 } } },
    ]);
  });

  it('tells of the newest 100 triggers, and says so if there are more', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => trigger(`t${i}`, { kind: 'webui' }));
    assert.doesNotMatch((await toldTriggers(many(100))).log, /the newest/);
    const { triggers = [], log } = await toldTriggers(many(101));
    assert.equal(triggers.length, 100);
    assert.deepEqual(triggers[0], { id: 't1', webui: {} });
    assert.match(log, /Of 101 triggers the build is told the newest 100/);
  });

  it('fails over a trigger without a payload, if the build would be told of it', async () => {
    const { error } = await toldTriggers([trigger('x')]);
    assert.equal(errorKind(error), 'fatal');
    assert.match(String(error), /the trigger x says nothing/);
    const beyond = Array.from({ length: 100 }, () => trigger('y', { kind: 'webui' }));
    assert.equal((await toldTriggers([trigger('x'), ...beyond])).error, undefined);
    const task = { ...TASK, bucket: 'chromium:ci' };
    const request: Partial<Request> = { incomingTriggers: [trigger('x')] };
    assert.equal((await launched({ task, request })).error, undefined);
  });

  it('passes on why there is no topic, and asks for no build', async () => {
    const reason = new TaskError('transient', 'no topic today');
    const { error, requests, ctl } = await launched({ prepareTopic: () => Promise.reject(reason) });
    assert.equal(error, reason);
    assert.deepEqual([requests.length, ctl.saves.length], [0, 0]);
  });

  it('goes on if the log cannot be saved', async () => {
    const { error, ctl } = await launched({ saveFails: true });
    assert.equal(error, undefined);
    assert.deepEqual(ctl.saves, ['failed']);
  });

  it('takes a client that is not there for UNKNOWN, and one that refuses for an end', async () => {
    const failing = (error: Error) => ({ request: () => Promise.reject(error) });
    const refused = await launched({ client: failing(new RequestRefused('not without consent')) });
    assert.equal(errorKind(refused.error), 'fatal');
    assert.match(refused.log, /Buildbucket did not start a build: not without consent/);
    const broken = await launched({ client: failing(new Error('no route')) });
    assert.equal(errorKind(broken.error), 'transient');
    const ctl = new CollectingController({
      task: TASK,
      prepareTopic: async () => ({ topic: 't', token: '' }),
    });
    const manager = createBuildbucketManager(virtualWorld(virtualClock()));
    const error = await manager
      .launchTask(ctl, new AbortController().signal)
      .catch((reason: unknown) => reason);
    assert.equal(errorKind(error), 'transient');
  });
});

describe('the builder of a task', () => {
  const table: readonly (readonly [bucket: string, realm: string, builder: string])[] = [
    ['', 'ci', 'proj/ci/b'],
    ['', '@project', 'proj/@project/b'],
    ['try', 'ci', 'proj/try/b'],
    ['other:try', 'ci', 'other/try/b'],
    ['x:y:z', '@legacy', 'x/y:z/b'],
    [':y', 'ci', '/y/b'],
    ['luci.x:y', 'ci', 'luci.x/y/b'],
    ['lucy.x.y', '@root', 'proj/lucy.x.y/b'],
  ];
  for (const [bucket, realm, builder] of table) {
    it(`bucket ${JSON.stringify(bucket)} in realm ${realm}: ${builder}`, () => {
      const id = builderIdOf({ ...TASK, bucket }, realmId('proj', realm));
      assert.equal(`${id.project}/${id.bucket}/${id.builder}`, builder);
    });
  }

  for (const [task, realm] of [
    [{ ...TASK, bucket: '' }, '@legacy'],
    [{ ...TASK, bucket: '' }, '@root'],
    [{ ...TASK, bucket: 'luci.proj.ci' }, 'ci'],
    [{ ...TASK, bucket: 'luci.x' }, 'ci'],
    [{ ...TASK, builder: '' }, 'ci'],
  ] as const) {
    it(`bucket ${JSON.stringify(task.bucket)}, builder ${JSON.stringify(task.builder)} in realm ${realm}: none`, () => {
      assert.throws(
        () => builderIdOf(task, realmId('proj', realm)),
        (error) => errorKind(error) === 'fatal',
      );
    });
  }
});
