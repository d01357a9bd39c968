import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

type OnTimer = (ctl: Controller<unknown>, title: string, payload: Uint8Array) => void;

/** Runs after the launch, with these timers armed; `onTimer` sees each delivery. */
function timerManager(
  timers: readonly (readonly [delayMs: number, title: string, payload?: Uint8Array])[],
  onTimer: OnTimer,
): Manager {
  return scriptedManager({
    launchTask: async (ctl) => {
      ctl.state().status = 'RUNNING';
      for (const timer of timers) ctl.addTimer(...timer);
    },
    handleTimer: async (ctl, title, payload) => onTimer(ctl, title, payload),
  });
}

describe('a timer', () => {
  it('is stored, comes in time with what it carries, and is used up', async () => {
    const delivered: unknown[] = [];
    const payload = new Uint8Array([1, 2]);
    const fixture = new EngineFixture(
      timerManager(
        [
          [2000, 'b', payload],
          [1000, 'a'],
          [3000, 'a'],
        ],
        (ctl, title, bytes) => {
          delivered.push([fixture.clock.now() - START, title, bytes]);
          if (delivered.length === 3) ctl.state().status = 'SUCCEEDED';
        },
      ),
    ).run();
    const id = await fixture.start();
    await fixture.advance(1500);
    const { pendingTimers, status } = await fixture.invocation(id);
    assert.equal(status, 'RUNNING');
    // The launch attempt was mutation 1; ids count from the state it started from (engine.md R1).
    assert.deepEqual(
      pendingTimers,
      [
        [2000, 'b', payload],
        [1000, 'a', new Uint8Array()],
        [3000, 'a', new Uint8Array()],
      ].map(([delay, title, bytes], i) => ({
        id: `${JOB}:${id}:1:${i}`,
        created: START + 1000,
        eta: START + 1000 + (delay as number),
        title,
        payload: bytes,
      })),
    );
    const invocation = await fixture.ended();
    assert.deepEqual(delivered, [
      [2000, 'a', new Uint8Array()],
      [3000, 'b', payload],
      [4000, 'a', new Uint8Array()],
    ]);
    assert.deepEqual(invocation.pendingTimers, []);
    assert.match(invocation.debugLog, /Timer "b" is due in 2 s\n/);
    assert.match(invocation.debugLog, /\[03:04:08\.000\] Handling timer "b"\n/);
    await fixture.stop();
  });

  it('set by the handler of another works the same', async () => {
    const titles: string[] = [];
    const fixture = new EngineFixture(
      timerManager([[1000, '0']], (ctl, title) => {
        titles.push(title);
        if (title === '3') ctl.state().status = 'SUCCEEDED';
        else ctl.addTimer(1000, String(Number(title) + 1));
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.deepEqual(titles, ['0', '1', '2', '3']);
    assert.equal(invocation.finished, START + 5000);
    await fixture.stop();
  });

  it('comes late when nobody was there in time', async () => {
    const store = new MemoryStore({ strict: true });
    const manager = timerManager([[1000, 'late']], (ctl) => {
      ctl.state().status = 'SUCCEEDED';
    });
    const first = new EngineFixture(manager, { store }).run();
    await first.start();
    await first.advance(1500);
    await first.stop();

    await first.clock.advanceTo(START + 3_600_000);
    const second = new EngineFixture(manager, { store, clock: first.clock }).run();
    assert.equal((await second.ended()).finished, START + 3_600_000);
    await second.stop();
  });

  it('that comes twice is handled once', async () => {
    const calls: string[] = [];
    const fixture = new EngineFixture(
      timerManager(
        [
          [1000, 'once'],
          [9000, 'end'],
        ],
        (ctl, title) => {
          calls.push(title);
          if (title === 'end') ctl.state().status = 'SUCCEEDED';
        },
      ),
    ).run();
    const id = await fixture.start();
    await fixture.advance(1500);
    const [timer] = (await fixture.invocation(id)).pendingTimers;
    assert.ok(timer);
    await fixture.stop();
    const payload = { kind: 'TimerTask', jobId: JOB, invocationId: id, timerId: timer.id } as const;
    await fixture.store.transaction((tx) => tx.enqueue({ payload, due: START + 3000 }));
    fixture.run();
    await fixture.ended();
    assert.deepEqual(calls, ['once', 'end']);
    assert.match(fixture.serviceLog.join(), /TimerTask is dropped.*not pending/);
    await fixture.stop();
  });

  it('whose handling fails transiently stays pending and comes again', async () => {
    const times: number[] = [];
    const fixture = new EngineFixture(
      timerManager([[1000, 't']], (ctl) => {
        times.push(fixture.clock.now() - START);
        ctl.debugLog(`call ${times.length}`);
        if (times.length < 4) throw new TaskError('transient', 'later');
        ctl.state().status = 'SUCCEEDED';
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(2500);
    assert.equal((await fixture.invocation(id)).pendingTimers.length, 1);
    const invocation = await fixture.ended();
    assert.deepEqual(times, [2000, 2100, 2300, 2700]);
    for (const call of [1, 2, 3, 4]) {
      assert.equal(invocation.debugLog.split(`call ${call}\n`).length, 2, 'shown, so kept');
    }
    await fixture.stop();
  });

  it('whose handling fails fatally fails the invocation, with a line', async () => {
    const fixture = new EngineFixture(
      timerManager(
        [
          [1000, 't'],
          [2000, 'never'],
        ],
        () => {
          throw new Error('broken');
        },
      ),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.match(invocation.debugLog, /Timer "t" could not be handled/);
    // The other one finds the invocation ended and is done with.
    await fixture.advance(10_000);
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('whose handling meets a race that is not transient fails the invocation', async () => {
    let calls = 0;
    const fixture = new EngineFixture(
      timerManager([[1000, 't']], () => {
        calls++;
        throw new TaskError('retry-only', 'somebody else was faster');
      }),
    ).run();
    await fixture.start();
    assert.equal((await fixture.ended()).status, 'FAILED');
    assert.equal(calls, 1);
    await fixture.stop();
  });

  it('whose handler has set FAILED itself before it fails adds no line', async () => {
    const fixture = new EngineFixture(
      timerManager([[1000, 't']], (ctl) => {
        ctl.state().status = 'FAILED';
        throw new Error('broken');
      }),
    ).run();
    await fixture.start();
    assert.ok(!(await fixture.ended()).debugLog.includes('could not be handled'));
    await fixture.stop();
  });

  it('is dropped with a line if the same save ends the invocation', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.addTimer(1000, 'pointless');
          ctl.state().status = 'SUCCEEDED';
        },
        handleTimer: () => assert.fail('there is no such timer'),
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.deepEqual(invocation.pendingTimers, []);
    assert.match(
      invocation.debugLog,
      /Finished with status SUCCEEDED.*\n.*Timer "pointless" is dropped/,
    );
    assert.equal(fixture.texts().at(-1), 'Timer "pointless" is dropped: the invocation has ended');
    await fixture.advance(10_000);
    await fixture.stop();
  });
});
