// Controllers that are given what they cannot take, and those that are used when their call is over.

import assert from 'node:assert/strict';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import type { Controller } from '../../src/task/controller.ts';
import type { EmittedTrigger } from '../../src/task/request.ts';
import { EngineFixture, scriptedManager } from './engine-fixture.ts';

type Ctl = Controller<unknown>;
const HOUR = 3_600_000;
const TIMING = { ...serviceTiming, callLimitMs: 60_000, stopGraceMs: 5_000 };

/** A launch that does `act` when it has made the Invocation RUNNING. */
async function launched(act: (ctl: Ctl) => unknown) {
  const store = new MemoryStore({ strict: true });
  const manager = scriptedManager({
    launchTask: async (ctl) => {
      ctl.state().status = 'RUNNING';
      await act(ctl);
    },
  });
  const fixture = new EngineFixture(manager, { store, timing: TIMING }).run();
  const id = await fixture.start();
  await fixture.advance(HOUR);
  const invocation = await fixture.invocation(id);
  await fixture.stop();
  return { invocation, fixture };
}

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
let doubled: unknown = 'x';
for (let i = 0; i < 100; i++) doubled = [doubled, doubled];
let deep: unknown = 'x';
for (let i = 0; i < 100_000; i++) deep = [deep];

describe('a timer that cannot be', () => {
  const timers: [what: string, add: (ctl: Ctl) => void, line: RegExp][] = [
    ...[
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      1e300,
      '5',
      undefined,
      5n,
    ].map((delay): [string, (ctl: Ctl) => void, RegExp] => [
      `due in ${typeof delay} ${delay}`,
      (ctl) => ctl.addTimer(delay as number, 't'),
      /Timer "t" is refused: it has no time at which it could be due\n/,
    ]),
    [
      'without a title',
      (ctl) => ctl.addTimer(1, undefined as unknown as string),
      /its title is not text/,
    ],
    [
      'with text to carry',
      (ctl) => ctl.addTimer(1, 't', 'text' as unknown as Uint8Array),
      /Timer "t" is refused: what it carries is not bytes\n/,
    ],
    [
      'after ten thousand others',
      (ctl) => {
        for (let i = 0; i <= 10_000; i++) ctl.addTimer(1, 't');
      },
      /Too many timers: an invocation may have at most 10000\n/,
    ],
  ];
  for (const [what, add, line] of timers) {
    it(`${what} fails the launch, although that has said RUNNING`, async () => {
      const { invocation, fixture } = await launched(add);
      assert.equal(invocation.status, 'FAILED');
      assert.match(`${fixture.texts().join('\n')}\n`, line);
      assert.deepEqual(invocation.pendingTimers, []);
    });
  }

  it('harms nothing when its Manager minds the error', async () => {
    const { invocation } = await launched((ctl) => {
      assert.throws(() => ctl.addTimer(Number.NaN, 't'), /no time at which it could be due/);
    });
    assert.equal(invocation.status, 'RUNNING');
  });
});

describe('a timer of an Invocation that has ended', () => {
  /** Ends the Invocation, and saves that. */
  const end = async (ctl: Ctl) => {
    ctl.state().status = 'SUCCEEDED';
    ctl.emitTrigger({ id: 'before' });
    await ctl.save();
  };
  const ways: [what: string, act: (ctl: Ctl) => Promise<void>][] = [
    [
      'whose Manager saves',
      async (ctl) => {
        ctl.emitTrigger({ id: 'after' });
        ctl.addTimer(1000, 't');
        await ctl.save();
      },
    ],
    [
      'whose Manager does not mind that the save fails',
      async (ctl) => {
        ctl.addTimer(1000, 't');
        await ctl.save().catch(() => {});
        ctl.emitTrigger({ id: 'after' });
      },
    ],
    [
      'whose Manager leaves the save to the engine',
      async (ctl) => {
        ctl.state().taskData = new Uint8Array([1]);
        ctl.emitTrigger({ id: 'after' });
        ctl.addTimer(1000, 't');
      },
    ],
    [
      'of which the Manager says another end',
      async (ctl) => {
        ctl.addTimer(1000, 't');
        ctl.state().status = 'FAILED';
      },
    ],
  ];
  for (const [what, act] of ways) {
    it(`${what} is lost, with all that is not saved`, async () => {
      let calls = 0;
      const { invocation, fixture } = await launched(async (ctl) => {
        calls++;
        await end(ctl);
        await act(ctl);
      });
      assert.equal(invocation.status, 'SUCCEEDED');
      assert.deepEqual(invocation.pendingTimers, []);
      const ids = invocation.outgoingTriggers.map(({ id }) => id);
      assert.deepEqual(ids, ['before']);
      assert.equal(invocation.taskData.length, 0);
      assert.equal(calls, 1);
      assert.ok(fixture.serviceLog.some((line) => line.includes('which has ended')));
    });
  }

  it('lets its Manager do nothing more, once the save has failed', async () => {
    const errors: unknown[] = [];
    await launched(async (ctl) => {
      await end(ctl);
      ctl.addTimer(1000, 't');
      await ctl.save().catch((error) => errors.push(error));
      for (const use of [() => ctl.save(), async () => ctl.emitTrigger({ id: 'after' })]) {
        await use().catch((error) => errors.push(error));
      }
    });
    const [first, ...later] = errors.map(String);
    assert.match(first ?? '', /a timer is added to proj\/job [0-9]+, which has ended/);
    assert.equal(later.length, 2);
    for (const text of later) assert.match(text, /the call that this Controller was for is over/);
  });

  it('is all that counts: a trigger without a timer goes out', async () => {
    const { invocation } = await launched(async (ctl) => {
      await end(ctl);
      ctl.emitTrigger({ id: 'after' });
    });
    const ids = invocation.outgoingTriggers.map(({ id }) => id);
    assert.deepEqual(ids, ['before', 'after']);
  });

  it('is kept if the Manager takes the end back', async () => {
    const { invocation } = await launched(async (ctl) => {
      await end(ctl);
      ctl.state().status = 'RUNNING';
      ctl.addTimer(2 * HOUR, 't');
    });
    assert.equal(invocation.status, 'RUNNING');
    assert.equal(invocation.pendingTimers.length, 1);
  });
});

describe('a timer that is due', () => {
  const delays: [delayMs: number, eta: number][] = [
    [-5000, -5000],
    [0, 0],
    [0.25, 1],
    [1e12, 1e12],
  ];
  for (const [delayMs, eta] of delays) {
    it(`in ${delayMs} ms is due ${eta} ms later`, async () => {
      const store = new MemoryStore({ strict: true });
      const manager = scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(delayMs, 't');
          await ctl.save();
          const [timer] = await store.transaction((tx) => tx.unfinished()[0]?.pendingTimers ?? []);
          assert.equal(timer && timer.eta - timer.created, eta);
        },
        handleTimer: async (ctl) => {
          ctl.state().status = 'SUCCEEDED';
        },
      });
      const fixture = new EngineFixture(manager, { store, timing: TIMING }).run();
      const id = await fixture.start();
      await fixture.advance(HOUR);
      const expected = delayMs > HOUR ? 'RUNNING' : 'SUCCEEDED';
      assert.equal((await fixture.invocation(id)).status, expected);
      await fixture.stop();
    });
  }
});

describe('a trigger that cannot be', () => {
  const noop = (data: unknown) => ({ id: 't', payload: { kind: 'noop', data } });
  const triggers: [what: string, trigger: unknown, problem: string][] = [
    ['that is none', null, 'it has no id'],
    ['without an id', {}, 'it has no id'],
    ['with an empty id', { id: '' }, 'it has no id'],
    ['whose id is a number', { id: 5 }, 'it has no id'],
    ['whose title is no text', { id: 't', title: 5 }, 'its title is not text'],
    ['whose URL is no text', { id: 't', url: new Uint8Array() }, 'its URL is not text'],
    ['of no time', { id: 't', created: Number.NaN }, 'its time is not a number'],
    ['of no order', { id: 't', created: 1, orderInBatch: '1' }, 'its order is not a number'],
    ['that carries text', { id: 't', payload: 'x' }, 'its payload is of no kind'],
    ['that contains itself', noop(cyclic), 'it cannot be read: it is nested more than 500 deep'],
    ['that is too deep', noop(deep), 'it cannot be read: it is nested more than 500 deep'],
    ['that doubles 100 times', noop(doubled), 'it cannot be read: it has more than 1000000 parts'],
    [
      'that carries a function',
      noop(() => {}),
      'it cannot be read: only plain data can be stored, not a function',
    ],
    [
      'that carries a Map',
      noop(new Map()),
      'it cannot be read: only plain data can be stored, not a value of a class',
    ],
    [
      'that throws when it is read',
      {
        get id() {
          throw new Error('from a getter');
        },
      },
      'it cannot be read: reading it fails',
    ],
  ];
  for (const [what, trigger, problem] of triggers) {
    it(`${what} fails the launch, although that has said RUNNING`, async () => {
      const { invocation } = await launched((ctl) => ctl.emitTrigger(trigger as EmittedTrigger));
      assert.equal(invocation.status, 'FAILED');
      assert.ok(
        invocation.debugLog.includes(`A trigger is refused: ${problem}\n`),
        invocation.debugLog,
      );
      assert.deepEqual(invocation.outgoingTriggers, []);
    });
  }
});

describe('a Controller whose call is over', () => {
  const uses: [what: string, use: (ctl: Ctl) => unknown][] = [
    ['save', (ctl) => ctl.save()],
    ['prepareTopic', (ctl) => ctl.prepareTopic('a@example.com')],
    ['emitTrigger', async (ctl) => ctl.emitTrigger({ id: 'late' })],
    ['addTimer', async (ctl) => ctl.addTimer(1, 'late')],
  ];
  for (const [what, use] of uses) {
    it(`refuses ${what}, with one line for the operator`, async () => {
      let kept: Ctl | undefined;
      const { invocation, fixture } = await launched((ctl) => {
        kept = ctl;
      });
      assert.ok(kept);
      const ctl = kept;
      ctl.state().status = 'SUCCEEDED';
      await assert.rejects(async () => use(ctl), /the call that this Controller was for is over/);
      await assert.rejects(async () => use(ctl), /is over/);
      ctl.debugLog('late');
      assert.ok(!fixture.texts().includes('late'));
      assert.deepEqual(await fixture.invocation(invocation.id), invocation);
      const lines = fixture.serviceLog.filter((line) => line.includes('after its call is over'));
      assert.equal(lines.length, 1);
    });
  }

  it('is not used by a launch that was given up either', async () => {
    const given: Ctl[] = [];
    const { invocation, fixture } = await launched((ctl) => {
      given.push(ctl);
      return given.length === 1 ? new Promise(() => {}) : undefined;
    });
    assert.equal(given.length, 2);
    assert.equal(invocation.status, 'RUNNING');
    given[0]?.debugLog('late');
    await assert.rejects(async () => given[0]?.save(), /is over/);
    assert.ok(!fixture.texts().includes('late'));
  });

  it('lets a save end that its Manager has begun and not waited for', async () => {
    const { invocation } = await launched((ctl) => {
      ctl.state().taskData = new Uint8Array([1]);
      void ctl.save();
      void ctl.save();
      ctl.state().status = 'SUCCEEDED';
    });
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 0);
  });
});
