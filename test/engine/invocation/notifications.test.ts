// Messages about an Invocation, pushed from outside or published in the process, and what comes of them.

import assert from 'node:assert/strict';
import { hmacSha256 } from '../../../host/node/hmac.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { mintToken } from '../../../src/engine/pubsub/token.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import type { Manager, PubsubMessage } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { errorKind, TaskError, type TaskErrorKind } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  JOB,
  START,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from '../engine-fixture.ts';

const HMAC = hmacSha256(new Uint8Array(32));
const PUBLISHER = 'builds@example.iam.gserviceaccount.com';
const HOUR = 3_600_000;

/** An engine with an Invocation that has prepared a topic, and is RUNNING unless the script says otherwise. */
async function launched(script: Partial<Manager>, pubsub = true) {
  const clock = virtualClock();
  const prepared: { topic: string; token: string }[] = [];
  const manager = scriptedManager({
    launchTask: async (ctl) => {
      prepared.push(await ctl.prepareTopic(PUBLISHER));
      ctl.state().status = 'RUNNING';
    },
    examineNotification: ({ attributes }) => attributes['token'] ?? '',
    ...script,
  });
  const serviceLog: string[] = [];
  const engine = new Engine({
    world: virtualWorld(clock),
    store: new MemoryStore({ strict: true }),
    registry: new ManagerRegistry().register(manager),
    timing: serviceTiming,
    ...(pubsub && { pubsub: { app: 'app', hmac: HMAC } }),
    listener: { serviceLog: (text, error) => serviceLog.push(`${text}: ${error}`) },
  });
  await engine.updateProjectJobs('proj', [definition()]);
  const id = await engine.startInvocation(JOB, BY_HAND);
  await engine.runUntil(clock, START + 1000);
  const goodToken = () => mintToken({ jobId: JOB, invocationId: id }, clock.now(), HMAC);
  const outcomeOf = (push: Promise<void>) =>
    push.then(
      () => 'ok',
      (error: unknown) =>
        `${errorKind(error)}${error instanceof Error ? `: ${error.message}` : ''}`,
    );
  const push = async (token = goodToken(), name = 'noop', passes = 2000) => {
    const outcome = outcomeOf(engine.pushNotification(name, messageWith(token)));
    await engine.runUntil(clock, clock.now() + passes);
    return outcome;
  };
  const publish = (topic: string, token = goodToken()) =>
    outcomeOf(engine.publish(topic, messageWith(token)));
  const pass = (ms: number) => engine.runUntil(clock, clock.now() + ms);
  const invocation = async () => {
    const found = await engine.getInvocation(id);
    assert.ok(found);
    return found;
  };
  const status = async () => (await invocation()).status;
  const now = () => clock.now() - START;
  return { engine, id, prepared, push, publish, pass, invocation, status, now, serviceLog };
}

function messageWith(token: string): PubsubMessage {
  return { messageId: '1', data: '', attributes: { token } };
}

const succeed = async (ctl: Controller<unknown>) => {
  ctl.state().status = 'SUCCEEDED';
};

const TOPIC = `projects/app/topics/scheduler.noop.${PUBLISHER.replace('@', '~')}`;

describe('a pushed message (engine.md B4, B5)', () => {
  const outcomes: [TaskErrorKind, calls: number, result: string, status: string][] = [
    ['fatal', 1, 'ok', 'FAILED'],
    ['transient', 1, 'transient: no', 'RUNNING'],
    ['retry', 2, 'retry: no', 'RUNNING'],
    ['retry-only', 2, 'retry-only: no', 'RUNNING'],
  ];
  for (const [kind, calls, result, status] of outcomes) {
    it(`whose handling always fails (${kind}) is handled ${calls} times`, async () => {
      const times: number[] = [];
      const invocation = await launched({
        handleNotification: async () => {
          times.push(invocation.now());
          throw new TaskError(kind, 'no');
        },
      });
      assert.equal(await invocation.push(), result);
      assert.deepEqual(times, [1000, 2000].slice(0, calls));
      assert.equal(await invocation.status(), status);
    });
  }

  for (const kind of ['retry', 'retry-only'] as const) {
    it(`that meets a race (${kind}) is handled a second later`, async () => {
      let calls = 0;
      const invocation = await launched({
        handleNotification: async (ctl) => {
          if (calls++ === 0) throw new TaskError(kind, 'not yet');
          ctl.state().status = 'SUCCEEDED';
        },
      });
      assert.equal(await invocation.push(), 'ok');
      assert.equal(calls, 2);
      assert.equal(await invocation.status(), 'SUCCEEDED');
    });
  }

  const [other, past] = [hmacSha256(new Uint8Array(32).fill(1)), START - 48 * HOUR];
  const refused: [what: string, token: (id: InvocationId) => string, name: string, why: RegExp][] =
    [
      ['without a token', () => '', 'noop', /has no token/],
      ['with what is no token', () => 'forged', 'noop', /the token is malformed/],
      [
        'with a token that somebody else has made',
        (id) => mintToken({ jobId: JOB, invocationId: id }, START, other),
        'noop',
        /not from this scheduler/,
      ],
      [
        'with a token older than 48 h',
        (id) => mintToken({ jobId: JOB, invocationId: id }, past, HMAC),
        'noop',
        /has expired/,
      ],
      [
        'with a token of the future',
        (id) => mintToken({ jobId: JOB, invocationId: id }, START + 60_000, HMAC),
        'noop',
        /from the future/,
      ],
      [
        'about an invocation that does not exist',
        () => mintToken({ jobId: JOB, invocationId: 16n as InvocationId }, START, HMAC),
        'noop',
        /no invocation 16/,
      ],
      [
        'about an invocation of another job',
        (id) => mintToken({ jobId: 'proj/b' as typeof JOB, invocationId: id }, START, HMAC),
        'noop',
        /proj\/b has no invocation/,
      ],
      [
        'for a kind of task that does not exist',
        (id) => mintToken({ jobId: JOB, invocationId: id }, START, HMAC),
        'nobody',
        /nothing here is called "nobody"/,
      ],
    ];
  for (const [what, tokenFor, name, why] of refused) {
    it(`${what} is refused`, async () => {
      const invocation = await launched({ handleNotification: succeed });
      const outcome = await invocation.push(tokenFor(invocation.id), name);
      assert.match(outcome, /^fatal: /);
      assert.match(outcome, why);
      assert.equal(await invocation.status(), 'RUNNING');
    });
  }

  it('is refused by an engine without PubSub', async () => {
    const invocation = await launched(
      {
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
        },
      },
      false,
    );
    assert.match(await invocation.push(), /^fatal: .*messages are not received here/);
  });

  for (const [what, examineNotification, why] of [
    [
      'throws',
      () => {
        throw new TaskError('transient', 'what is this?');
      },
      /^fatal: .*its token cannot be read/,
    ],
    ['returns no text', () => 7 as unknown as string, /^fatal: .*its token is not text/],
  ] as const) {
    it(`over which examineNotification ${what} is refused, once`, async () => {
      const invocation = await launched({ examineNotification, handleNotification: succeed });
      assert.match(await invocation.push(), why);
      assert.equal(await invocation.publish(TOPIC), 'ok');
      await invocation.pass(HOUR);
      assert.match(invocation.serviceLog.join('\n'), /NotificationTask is dropped/);
      assert.equal(await invocation.status(), 'RUNNING');
    });
  }

  it('that is never answered is pushed again, when the time for a call is over', async () => {
    const invocation = await launched({ handleNotification: () => new Promise(() => {}) });
    assert.match(
      await invocation.push(undefined, undefined, HOUR),
      /^transient: a message for noop was not handled in 600 s/,
    );
  });
});

describe('a published message', () => {
  it('goes by the name of a topic to the invocation in the token', async () => {
    const seen: unknown[] = [];
    const invocation = await launched({
      handleNotification: async (ctl, message) => {
        seen.push([ctl.invocationId(), message.messageId]);
        await succeed(ctl);
      },
    });
    const [{ topic, token } = { topic: '', token: '' }] = invocation.prepared;
    assert.equal(topic, TOPIC);
    assert.equal(await invocation.publish(topic, token), 'ok');
    assert.equal(await invocation.status(), 'RUNNING', 'it is stored, not handled yet');
    await invocation.pass(0);
    assert.equal(await invocation.status(), 'SUCCEEDED');
    assert.deepEqual(seen, [[invocation.id, '1']]);
  });

  for (const topic of [
    '',
    'projects/app/topics/scheduler.noop.',
    TOPIC.replace('app', 'other'),
    TOPIC.replace('noop', 'nobody'),
    TOPIC.replace('topics', 'subscriptions'),
  ]) {
    it(`to ${JSON.stringify(topic)} is refused: there is no such topic`, async () => {
      const invocation = await launched({ handleNotification: succeed });
      assert.equal(
        await invocation.publish(topic),
        `fatal: There is no topic ${JSON.stringify(topic)} here.`,
      );
    });
  }

  it('is kept as it was published', async () => {
    const seen: PubsubMessage[] = [];
    const invocation = await launched({
      handleNotification: async (_, message) => {
        seen.push(message);
      },
    });
    const attributes = { token: invocation.prepared[0]?.token ?? '' };
    const message = { messageId: '1', data: 'aGk=', attributes };
    await invocation.engine.publish(TOPIC, message);
    message.data = 'changed';
    attributes.token = 'changed';
    await invocation.pass(0);
    assert.equal(seen[0]?.data, 'aGk=');
  });

  for (const kind of ['transient', 'retry', 'retry-only'] as const) {
    it(`that cannot be handled yet (${kind}) is delivered again until it can`, async () => {
      const times: number[] = [];
      const invocation = await launched({
        handleNotification: async (ctl) => {
          times.push(invocation.now() - 1000);
          if (times.length < 5) throw new TaskError(kind, 'not yet');
          await succeed(ctl);
        },
      });
      await invocation.publish(TOPIC);
      await invocation.pass(HOUR);
      assert.deepEqual(times, [0, 100, 300, 700, 1500]);
      assert.equal(await invocation.status(), 'SUCCEEDED');
    });
  }

  it('whose handling fails fatally fails the invocation, with a line', async () => {
    const invocation = await launched({
      handleNotification: async () => {
        throw new Error('broken');
      },
    });
    await invocation.publish(TOPIC);
    await invocation.pass(0);
    const { status, debugLog } = await invocation.invocation();
    assert.equal(status, 'FAILED');
    assert.match(debugLog, /A message could not be handled\n/);
  });

  it('that comes twice is handled twice while the invocation runs, and not after', async () => {
    let calls = 0;
    const invocation = await launched({
      handleNotification: async (ctl) => {
        if (++calls === 2) await succeed(ctl);
      },
    });
    for (let copy = 0; copy < 4; copy++) await invocation.publish(TOPIC);
    await invocation.pass(HOUR);
    assert.equal(calls, 2);
    assert.equal(await invocation.status(), 'SUCCEEDED');
    const debug = await invocation.engine.debugJob(JOB);
    assert.deepEqual(debug?.job.activeInvocations, []);
  });

  it('that comes before its launch is through wins over the launch', async () => {
    const handled = Promise.withResolvers<void>();
    let launches = 0;
    const invocation = await launched({
      launchTask: async (ctl) => {
        launches++;
        await handled.promise;
        ctl.state().status = 'RUNNING';
      },
      handleNotification: async (ctl) => {
        await succeed(ctl);
        handled.resolve();
      },
    });
    assert.equal(await invocation.status(), 'STARTING');
    await invocation.publish(TOPIC);
    await invocation.pass(HOUR);
    assert.equal(await invocation.status(), 'SUCCEEDED');
    assert.equal(launches, 1);
    assert.equal((await invocation.invocation()).debugLog.split('Finished').length, 2);
  });

  it('that changes nothing leaves a launch under way its work, also one that has logged something', async () => {
    const goOn = Promise.withResolvers<void>();
    let messages = 0;
    let launches = 0;
    const invocation = await launched({
      launchTask: async (ctl) => {
        launches++;
        ctl.debugLog('On my way');
        await goOn.promise;
        ctl.state().status = 'RUNNING';
      },
      handleNotification: async () => {
        messages++;
      },
    });
    await invocation.publish(TOPIC);
    await invocation.pass(1000);
    goOn.resolve();
    await invocation.pass(HOUR);
    assert.deepEqual([await invocation.status(), launches, messages], ['RUNNING', 1, 1]);
    assert.equal((await invocation.invocation()).debugLog.split('On my way').length, 2);
  });
});
