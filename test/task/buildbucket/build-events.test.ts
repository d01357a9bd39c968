// What becomes of an Invocation by what its build is, by messages, timers and aborts (managers.md 5.4, 5.6 to 5.8).

import assert from 'node:assert/strict';
import type { HttpRequest } from '../../../src/io/http.ts';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { decodeMessage, encodeMessage } from '../../../src/schema/codec.ts';
import { messageToJson } from '../../../src/schema/json.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { Manager } from '../../../src/task/manager.ts';
import type { Status } from '../../../src/task/status.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { CollectingController, errorOf } from '../../vectors/managers/collecting-controller.ts';

const TASK = { server: 'bb.example.com', bucket: 'ci', builder: 'b', properties: [], tags: [] };
const TIMER = 'check-buildbucket-build-status';
const BUILD_7 = '{"build_id":"7"}';

type Task = typeof TASK;
type Reply = { readonly status: number } | { readonly code: number };
type Event = (manager: Manager<Task>, ctl: Controller<Task>) => Promise<void>;

const launch: Event = (manager, ctl) => manager.launchTask(ctl, new AbortController().signal);
const message: Event = (manager, ctl) =>
  manager.handleNotification(ctl, { messageId: '', data: '', attributes: {} });
const timer =
  (title = TIMER): Event =>
  (manager, ctl) =>
    manager.handleTimer(ctl, title, new Uint8Array());
const abort: Event = (manager, ctl) => manager.abortTask(ctl);

interface Before {
  readonly status?: Status;
  readonly taskData?: string;
  readonly random?: number;
}

/** Lets an event happen to an Invocation, whose server answers all that it is asked in the same way. */
async function happened(
  event: Event,
  reply: Reply,
  { status = 'RUNNING', taskData = BUILD_7, random = 0.5 }: Before = {},
) {
  const clock = virtualClock();
  const calls: unknown[] = [];
  const request = async ({ url, body = new Uint8Array() }: HttpRequest) => {
    const name = url.slice(url.lastIndexOf('/') + 1);
    const type = messageType(`buildbucket.v2.${name}Request`);
    calls.push([name, messageToJson(type, decodeMessage(type, body))]);
    if ('code' in reply) return httpAnswer(400, [['X-Prpc-Grpc-Code', `${reply.code}`]], 'no');
    const build = encodeMessage(messageType('buildbucket.v2.Build'), { id: 7n, ...reply });
    return httpAnswer(200, [['X-Prpc-Grpc-Code', '0']], build);
  };
  const ctl = new CollectingController<Task>({
    task: TASK,
    client: { request },
    prepareTopic: async () => ({ topic: 'topic', token: 'token' }),
    state: { status, taskData: new TextEncoder().encode(taskData) },
  });
  const manager = createBuildbucketManager({ ...virtualWorld(clock), random: () => random });
  const error = await clock.runUntil(errorOf(event(manager, ctl)));
  const timers = ctl.timers.map(({ title, delayMs }) => [title, delayMs / 1000]);
  return { error, status: ctl.state().status, timers, calls, log: ctl.log };
}

const STATUSES: readonly (readonly [build: number, status: Status, isKnown: boolean])[] = [
  [1, 'RUNNING', true],
  [2, 'RUNNING', true],
  [12, 'SUCCEEDED', true],
  [20, 'FAILED', true],
  [36, 'FAILED', true],
  [68, 'ABORTED', true],
  [0, 'FAILED', false],
  [4, 'FAILED', false],
  [-1, 'FAILED', false],
  [2 ** 31 - 1, 'FAILED', false],
];

describe('the status of a build', () => {
  for (const [build, status, isKnown] of STATUSES) {
    const timers = status === 'RUNNING' ? [[TIMER, 330]] : [];
    for (const [name, event, before] of [
      ['at its launch', launch, 'STARTING'],
      ['by a timer', timer(), 'RUNNING'],
      ['by a message', message, 'RUNNING'],
    ] as const) {
      it(`${build}, told ${name}, makes the invocation ${status}`, async () => {
        const got = await happened(event, { status: build }, { status: before });
        assert.deepEqual([got.error, got.status], ['ok', status]);
        assert.deepEqual(got.timers, event === message ? [] : timers);
        const counts = got.log.filter((line) => /which counts as a failure$/.test(line));
        assert.equal(counts.length, isKnown ? 0 : 1);
      });
    }
  }

  it('is asked for by its id, and shown', async () => {
    const running = await happened(message, { status: 2 });
    assert.deepEqual(running.calls, [['GetBuild', { id: '7' }]]);
    assert.deepEqual(running.log, ['Buildbucket has news of the build', 'The build is STARTED']);
    const ended = await happened(timer(), { status: 12 });
    assert.match(ended.log.at(-1) ?? '', /^The build has ended:\n\{\n {2}"id": "7",\n/);
    assert.deepEqual((await happened(message, { status: 2 }, { taskData: '{}' })).calls, [
      ['GetBuild', {}],
    ]);
  });

  for (const [random, seconds] of [
    [0, 60],
    [0.0019, 61],
    [1 - 2 ** -53, 599],
  ] as const) {
    it(`is asked for again after ${seconds} s, in whole seconds, if chance says ${random}`, async () => {
      assert.deepEqual((await happened(timer(), { status: 1 }, { random })).timers, [
        [TIMER, seconds],
      ]);
    });
  }

  for (const [name, event] of [
    ['a message', message],
    ['a timer', timer()],
  ] as const) {
    for (const [code, error, status] of [
      [2, 'transient', 'RUNNING'],
      [4, 'transient', 'RUNNING'],
      [13, 'transient', 'RUNNING'],
      [14, 'transient', 'RUNNING'],
      [5, 'fatal', 'FAILED'],
      [7, 'fatal', 'FAILED'],
      [16, 'fatal', 'FAILED'],
    ] as const) {
      it(`that cannot be told upon ${name}, by code ${code}: ${error}, ${status}, no new timer`, async () => {
        const got = await happened(event, { code });
        assert.deepEqual([got.error, got.status, got.timers], [error, status, []]);
        assert.match(got.log.at(-1) ?? '', /^Buildbucket does not tell the status of the build: /);
      });
    }

    it(`is not asked for upon ${name} while the launch goes on, which comes again`, async () => {
      const got = await happened(event, { status: 2 }, { status: 'STARTING' });
      assert.deepEqual(
        [got.error, got.status, got.calls, got.timers],
        ['retry_transient', 'STARTING', [], []],
      );
    });

    it(`is not asked for upon ${name} after a launch that failed`, async () => {
      const got = await happened(event, { status: 2 }, { status: 'RETRYING' });
      assert.deepEqual([got.error, got.status, got.calls], ['fatal', 'RETRYING', []]);
    });

    for (const taskData of ['', '{', '{"build_id":7}', '{"build_id":"x"}']) {
      it(`cannot be asked for upon ${name} with the data ${JSON.stringify(taskData)}`, async () => {
        const got = await happened(event, { status: 2 }, { taskData });
        assert.deepEqual([got.error, got.status, got.calls], ['fatal', 'FAILED', []]);
      });
    }
  }

  it('is not asked for by a timer of another title', async () => {
    const got = await happened(timer('other'), { status: 2 });
    assert.deepEqual(got, { error: 'ok', status: 'RUNNING', timers: [], calls: [], log: [] });
  });
});

describe('the abort of a build', () => {
  it('asks the server, and leaves the status to the engine', async () => {
    const got = await happened(abort, { status: 68 });
    assert.deepEqual([got.error, got.status, got.timers], ['ok', 'RUNNING', []]);
    const summaryMarkdown = 'Canceled via LUCI Scheduler';
    assert.deepEqual(got.calls, [['CancelBuild', { id: '7', summaryMarkdown }]]);
  });

  for (const status of ['STARTING', 'RETRYING'] as const) {
    it(`has to wait while the invocation is ${status}`, async () => {
      const got = await happened(abort, { status: 68 }, { status });
      assert.deepEqual([got.error, got.status, got.calls], ['transient', status, []]);
    });
  }

  for (const [code, error] of [
    [14, 'transient'],
    [5, 'fatal'],
  ] as const) {
    it(`that the server answers by code ${code} is ${error}, and changes no status`, async () => {
      const got = await happened(abort, { code });
      assert.deepEqual([got.error, got.status], [error, 'RUNNING']);
    });
  }

  it('of nobody knows which fails', async () => {
    const got = await happened(abort, { status: 68 }, { taskData: '[]' });
    assert.deepEqual([got.error, got.status, got.calls], ['fatal', 'FAILED', []]);
  });
});
