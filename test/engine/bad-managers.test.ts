// Managers that misbehave: whatever one does, its Invocation ends, in bounded time and with a line in its log.

import assert from 'node:assert/strict';
import { hmacSha256 } from '../../host/node/hmac.ts';
import type { Invocation } from '../../src/engine/engine.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import type { Controller } from '../../src/task/controller.ts';
import type { Manager } from '../../src/task/manager.ts';
import { TaskError } from '../../src/task/task-error.ts';
import {
  EngineFixture,
  type FixtureOptions,
  JOB,
  START,
  scriptedManager,
} from './engine-fixture.ts';

const TIMING = {
  ...serviceTiming,
  callLimitMs: 60_000,
  abortLimitMs: 60_000,
  stopGraceMs: 5_000,
  maxLaunchAttempts: 4,
  maxLostCalls: 3,
};
const DAY = 86_400_000;

type Ctl = Controller<unknown>;
type Event = 'launch' | 'timer' | 'notification' | 'abort';
type Act = (ctl: Ctl) => unknown;

/** A Manager that does `act` when the event comes, and before that what makes it come. */
function managerFor(event: Event, act: Act, publish: (topic: string, token: string) => unknown) {
  const doIt = async (ctl: Ctl) => {
    await act(ctl);
  };
  const script: Partial<Manager> =
    event === 'launch'
      ? { launchTask: doIt }
      : event === 'timer'
        ? { handleTimer: doIt }
        : event === 'notification'
          ? { handleNotification: doIt }
          : { abortTask: doIt };
  return scriptedManager({
    launchTask: async (ctl) => {
      ctl.state().status = 'RUNNING';
      if (event === 'timer') ctl.addTimer(1000, 't');
      if (event !== 'notification') return;
      const { topic, token } = await ctl.prepareTopic('a@example.com');
      publish(topic, token);
    },
    examineNotification: ({ attributes }) => attributes['token'] ?? '',
    ...script,
  });
}

/** Lets a day pass; nothing may be left to do then. */
async function ending(event: Event, act: Act, options: FixtureOptions = {}) {
  let published: (() => Promise<void>) | undefined;
  const manager = managerFor(event, act, (topic, token) => {
    const message = { messageId: '1', data: '', attributes: { token } };
    published = () => fixture.engine.publish(topic, message);
  });
  const fixture: EngineFixture = new EngineFixture(manager, {
    timing: TIMING,
    pubsub: { app: 'app', hmac: hmacSha256(new Uint8Array(32)) },
    ...options,
  }).run();
  const id = await fixture.start();
  await fixture.advance(1500);
  await published?.();
  const aborted =
    event === 'abort' ? fixture.engine.abortInvocation(JOB, id, 'user:a@example.com') : undefined;
  await fixture.advance(DAY);
  await aborted;
  const invocation = await fixture.invocation(id);
  assert.equal(await fixture.nextDue(), undefined, 'nothing is left to do');
  await fixture.stop();
  return { invocation, fixture };
}

function assertEnded({ status, debugLog }: Invocation, expected: string, line: RegExp): void {
  assert.equal(status, expected, debugLog);
  assert.match(debugLog, line);
  assert.equal(debugLog.split('Finished with status').length, 2, debugLog);
}

describe('a Manager that never returns', () => {
  const ends: [event: Event, status: string, line: RegExp, calls: number, atMostMs: number][] = [
    // Each is cut after a minute and given up five seconds later.
    [
      'launch',
      'FAILED',
      /Giving up after 4 attempts/,
      4,
      4 * 65_000 + 5000 + 10_000 + 20_000 + 41_000,
    ],
    ['timer', 'FAILED', /Timer "t" could not be handled/, 3, 4 * 65_000],
    ['notification', 'FAILED', /A message could not be handled/, 3, 4 * 65_000],
    ['abort', 'ABORTED', /Aborted by user:a@example.com/, 1, 70_000],
  ];
  for (const [event, status, line, calls, atMostMs] of ends) {
    it(`from ${event}`, async () => {
      let called = 0;
      const { invocation } = await ending(event, () => {
        called++;
        return new Promise(() => {});
      });
      assertEnded(invocation, status, line);
      assert.equal(called, calls);
      assert.ok((invocation.finished ?? 0) - START <= atMostMs, `${invocation.finished}`);
    });
  }

  it('although its calls have failed transiently before', async () => {
    let called = 0;
    const { invocation } = await ending('timer', () => {
      if (++called <= 2) throw new TaskError('transient', 'later');
      return new Promise(() => {});
    });
    assertEnded(invocation, 'FAILED', /Timer "t" could not be handled/);
  });
});

const hostile: [what: string, thrown: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 0],
  ['text', 'broken'],
  ['an object without a prototype', Object.create(null)],
  ['a function', () => {}],
  [
    'an error whose cause throws',
    Object.defineProperty(new Error('x'), 'cause', {
      get: () => {
        throw new Error('from a getter');
      },
    }),
  ],
  [
    'an error that cannot be shown',
    Object.assign(new Error('x'), {
      toString: () => {
        throw new Error('from toString');
      },
    }),
  ],
  ['an aggregate of no list', Object.assign(new AggregateError([]), { errors: 7 })],
  [
    'a proxy that answers nothing',
    new Proxy(new Error('x'), {
      get: () => {
        throw new Error('from a proxy');
      },
      getPrototypeOf: () => {
        throw new Error('from a proxy');
      },
    }),
  ],
  ['a chain of ten thousand causes', chainOfCauses(10_000)],
];

describe('a Manager that throws', () => {
  for (const [what, thrown] of hostile) {
    for (const event of ['launch', 'timer', 'notification', 'abort'] as const) {
      it(`${what} from ${event}`, async () => {
        let called = 0;
        const { invocation } = await ending(event, () => {
          called++;
          throw thrown;
        });
        assertEnded(invocation, event === 'abort' ? 'ABORTED' : 'FAILED', /./);
        assert.equal(called, 1, 'it is not called again');
      });
    }
  }

  it('from validateProtoMessage fails what is to be launched, and says why', async () => {
    const manager = scriptedManager({
      validateProtoMessage: () => {
        throw new TaskError('transient', 'not today');
      },
    });
    const fixture = new EngineFixture(manager, { timing: TIMING }).run();
    await fixture.start();
    const line =
      /cannot be run: tasks of type scheduler\.config\.NoopTask cannot be checked here\n/;
    assertEnded(await fixture.ended(), 'FAILED', line);
    await fixture.stop();
  });
});

describe('a Manager that leaves', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const left: [
    what: string,
    property: 'status' | 'taskData' | 'viewUrl',
    value: unknown,
    why: RegExp,
  ][] = [
    ['a status that does not exist', 'status', 'DONE', /its status is "DONE", which is none/],
    ['no status', 'status', undefined, /its status is undefined, which is none/],
    ['a status that is no text', 'status', 7, /its status is 7, which is none/],
    ['a status that cannot be shown', 'status', cyclic, /its state cannot be read/],
    [
      'a status that is longer than a log',
      'status',
      'x'.repeat(1e6),
      /its status is "x{99}, which is none/,
    ],
    ['data that is text', 'taskData', 'text', /its data is not bytes/],
    ['no data', 'taskData', undefined, /its data is not bytes/],
    ['data that is a list', 'taskData', [1, 2], /its data is not bytes/],
    ['one byte too many', 'taskData', new Uint8Array(1_000_001), /more than 1000000 bytes/],
    [
      'a view URL that is no text',
      'viewUrl',
      new URL('https://example.com'),
      /view URL is not a string/,
    ],
    ['a giant view URL', 'viewUrl', 'x'.repeat(100_001), /longer than 100000 characters/],
  ];
  for (const [what, property, value, why] of left) {
    for (const event of ['launch', 'timer', 'notification'] as const) {
      it(`${what} after ${event}`, async () => {
        const { invocation } = await ending(event, (ctl) => {
          Object.assign(ctl.state(), { status: 'SUCCEEDED', viewUrl: 'new', [property]: value });
        });
        assertEnded(invocation, 'FAILED', /This task has left what cannot be stored: /);
        assert.match(invocation.debugLog, why);
        assert.equal(invocation.viewUrl, '', 'what was stored last stays');
      });
    }
  }

  it('lines that are no text', async () => {
    const { invocation } = await ending('launch', (ctl) => {
      const said: unknown[] = [undefined, 5, Symbol('s'), Object.create(null), ['a', 'b']];
      for (const value of said) ctl.debugLog(value as string);
      ctl.state().status = 'SUCCEEDED';
    });
    assertEnded(
      invocation,
      'SUCCEEDED',
      /\] undefined\n.*\] 5\n.*\] Symbol\(s\)\n.*cannot be shown\n.*\] a,b\n/,
    );
  });

  it('as much data as there may be', async () => {
    const { invocation } = await ending('launch', (ctl) => {
      Object.assign(ctl.state(), { status: 'SUCCEEDED', taskData: new Uint8Array(1_000_000) });
    });
    assertEnded(invocation, 'SUCCEEDED', /./);
    assert.equal(invocation.taskData.length, 1_000_000);
  });

  for (const event of ['launch', 'timer', 'notification', 'abort'] as const) {
    it(`a state that throws when it is read, after ${event}`, async () => {
      const { invocation } = await ending(event, (ctl) => {
        Object.defineProperty(ctl.state(), 'status', {
          get: () => {
            throw new Error('from a getter');
          },
        });
      });
      const expected = event === 'abort' ? 'ABORTED' : 'FAILED';
      assertEnded(invocation, expected, /its state cannot be read|Aborted by/);
    });

    it(`a frozen state and an error, after ${event}`, async () => {
      const { invocation } = await ending(event, (ctl) => {
        Object.freeze(ctl.state());
        throw new Error('broken');
      });
      assertEnded(invocation, event === 'abort' ? 'ABORTED' : 'FAILED', /./);
    });
  }

  it('a state that it changes after its call: nobody sees it', async () => {
    let state: ReturnType<Ctl['state']> | undefined;
    const { invocation } = await ending('launch', async (ctl) => {
      state = ctl.state();
      state.taskData = new Uint8Array([1]);
      state.status = 'SUCCEEDED';
      setImmediate(() => Object.assign(state ?? {}, { status: 'FAILED', viewUrl: 'late' }));
    });
    state?.taskData.fill(9);
    assertEnded(invocation, 'SUCCEEDED', /./);
    assert.deepEqual(invocation.taskData, new Uint8Array([1]));
  });
});

function chainOfCauses(length: number): Error {
  let error = new Error('innermost');
  for (let i = 1; i < length; i++) error = new Error('outer', { cause: error });
  return error;
}

describe('a Manager whose host stops', () => {
  it('and that goes on is launched again by the next run, which keeps nothing of the first call', async () => {
    const late = Promise.withResolvers<void>();
    const saves: string[] = [];
    let launches = 0;
    const manager = scriptedManager({
      launchTask: async (ctl) => {
        if (++launches === 1) {
          await late.promise;
          ctl.debugLog('late');
          await ctl.save().catch((error: Error) => saves.push(error.message));
        }
        ctl.state().viewUrl = `of launch ${launches}`;
        ctl.state().status = launches === 1 ? 'FAILED' : 'SUCCEEDED';
      },
    });
    const fixture = new EngineFixture(manager, { timing: TIMING }).run();
    const id = await fixture.start();
    await fixture.advance(1500);
    await fixture.stop();
    late.resolve();
    await fixture.clock.settled();
    assert.equal((await fixture.invocation(id)).status, 'STARTING');
    assert.deepEqual(saves, ['the call that this Controller was for is over']);
    fixture.run();
    const invocation = await fixture.ended();
    assertEnded(invocation, 'SUCCEEDED', /Attempt 2/);
    assert.ok(!invocation.debugLog.includes('late'));
    assert.equal(launches, 2);
    await fixture.stop();
  });

  const ways: [how: string, stop: (ctl: Ctl) => void][] = [
    ['returns and has done nothing', () => {}],
    ['returns RETRYING', (ctl) => Object.assign(ctl.state(), { status: 'RETRYING' })],
    [
      'throws what is no TaskError',
      () => {
        throw new Error('stopped');
      },
    ],
    [
      'throws undefined',
      () => {
        throw undefined;
      },
    ],
  ];
  for (const [how, stop] of ways) {
    it(`and that ${how} is launched again by the next one, under the same id`, async () => {
      const store = new MemoryStore({ strict: true });
      const ids: bigint[] = [];
      const manager = scriptedManager({
        launchTask: async (ctl, signal) => {
          ids.push(ctl.invocationId());
          if (ids.length > 1) {
            ctl.state().status = 'SUCCEEDED';
            return;
          }
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          stop(ctl);
        },
      });
      const first = new EngineFixture(manager, { store, timing: TIMING }).run();
      const id = await first.start();
      await first.advance(1500);
      await first.stop();
      assert.equal((await first.invocation(id)).status, 'STARTING');
      const second = new EngineFixture(manager, {
        store,
        timing: TIMING,
        clock: first.clock,
      }).run();
      assertEnded(await second.ended(), 'SUCCEEDED', /Attempt 2/);
      assert.deepEqual(ids, [id, id]);
      await second.stop();
    });
  }
});
