import assert from 'node:assert/strict';
import { statusAfterLaunch } from '../../../src/engine/invocation/launch.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { interactiveTiming, serviceTiming } from '../../../src/engine/timing.ts';
import type { Status } from '../../../src/task/status.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

const transient = () => new TaskError('transient', 'later');

describe('the status after a launch attempt (manager-contract.md 8.3)', () => {
  const rows: [Status, 'ok' | 'transient' | 'fatal', attempt: number, expected: Status][] = [
    ['STARTING', 'ok', 0, 'FAILED'],
    ['RETRYING', 'ok', 3, 'FAILED'],
    ['RUNNING', 'ok', 0, 'RUNNING'],
    ['SUCCEEDED', 'ok', 0, 'SUCCEEDED'],
    ['STARTING', 'transient', 0, 'RETRYING'],
    ['RETRYING', 'transient', 48, 'RETRYING'],
    ['RETRYING', 'transient', 49, 'FAILED'],
    ['STARTING', 'fatal', 0, 'FAILED'],
    ['RETRYING', 'fatal', 7, 'FAILED'],
    ['RUNNING', 'transient', 0, 'RUNNING'],
    ['RUNNING', 'fatal', 49, 'RUNNING'],
    ['FAILED', 'transient', 0, 'FAILED'],
    ['SUCCEEDED', 'fatal', 0, 'SUCCEEDED'],
  ];
  for (const [status, outcome, attempt, expected] of rows) {
    it(`${status}, ${outcome}, attempt ${attempt}: ${expected}`, () => {
      assert.equal(statusAfterLaunch(status, outcome, attempt, 50), expected);
    });
  }
});

describe('a launch', () => {
  it('that succeeds: what is stored, what is said, and when', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.debugLog('working');
          await fixture.clock.sleep(1500);
          ctl.state().viewUrl = 'https://example.com/1';
          ctl.state().taskData = new Uint8Array([7]);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const id = await fixture.start();
    const invocation = await fixture.ended();

    assert.deepEqual(fixture.lines, [
      { at: 0, text: 'Queued by user:a@example.com' },
      { at: 1000, text: 'Attempt 1' },
      { at: 1000, text: 'working' },
      { at: 2500, text: 'Finished with status SUCCEEDED after 2.5 s' },
    ]);
    assert.deepEqual(fixture.statuses(), ['STARTING', 'STARTING', 'SUCCEEDED']);
    assert.deepEqual(invocation, await fixture.invocation(id));
    assert.equal(
      invocation.debugLog,
      '[03:04:05.000] Queued by user:a@example.com\n' +
        '[03:04:06.000] Attempt 1\n' +
        '[03:04:06.000] working\n' +
        '[03:04:07.500] Finished with status SUCCEEDED after 2.5 s\n',
    );
    const { started, finished, retryCount, viewUrl, taskData, mutationsCount, jobId } = invocation;
    assert.deepEqual(
      { started, finished, retryCount, viewUrl, taskData, mutationsCount, jobId },
      {
        started: START,
        finished: START + 2500,
        retryCount: 0,
        viewUrl: 'https://example.com/1',
        taskData: new Uint8Array([7]),
        mutationsCount: 2,
        jobId: JOB,
      },
    );
    await fixture.advance(10_000);
    await fixture.stop();
    const job = await fixture.store.transaction((tx) => tx.job(JOB));
    assert.deepEqual(job?.activeInvocations, []);
    assert.equal(await fixture.nextDue(), undefined);
  });

  it('is tried again after 5, 10, 20, … s, and says so', async () => {
    const attempts: number[] = [];
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          attempts.push(fixture.clock.now() - START);
          if (attempts.length < 5) throw transient();
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();

    assert.deepEqual(attempts, [1000, 6000, 16_000, 36_000, 76_000]);
    assert.equal(invocation.retryCount, 4);
    assert.deepEqual(fixture.texts().slice(1, 5), [
      'Attempt 1',
      'Attempt 1 did not succeed, trying again in 5 s',
      'Attempt 2',
      'Attempt 2 did not succeed, trying again in 10 s',
    ]);
    assert.deepEqual([...new Set(fixture.statuses())], ['STARTING', 'RETRYING', 'SUCCEEDED']);
    await fixture.stop();
  });

  for (const [kind, attempts, status] of [
    ['retry', 2, 'SUCCEEDED'],
    ['retry-only', 1, 'FAILED'],
  ] as const) {
    it(`that meets a race (${kind}) is tried ${attempts} times and ${status}`, async () => {
      let calls = 0;
      const fixture = new EngineFixture(
        scriptedManager({
          launchTask: async (ctl) => {
            if (calls++ === 0) throw new TaskError(kind, 'somebody else was faster');
            ctl.state().status = 'SUCCEEDED';
          },
        }),
      ).run();
      await fixture.start();
      assert.equal((await fixture.ended()).status, status);
      assert.equal(calls, attempts);
      await fixture.stop();
    });
  }

  it('fails for good after 50 attempts, at most 600 s apart', async () => {
    const attempts: number[] = [];
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async () => {
          attempts.push(fixture.clock.now());
          throw transient();
        },
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();

    assert.equal(invocation.status, 'FAILED');
    assert.equal(attempts.length, 50);
    assert.equal(invocation.retryCount, 49);
    const waits = attempts.slice(1).map((time, i) => (time - (attempts[i] ?? 0)) / 1000);
    assert.deepEqual(waits.slice(0, 9), [5, 10, 20, 40, 80, 160, 320, 600, 600]);
    assert.deepEqual(new Set(waits.slice(7)), new Set([600]));
    await fixture.stop();
  });

  it('that fails fatally is not tried again; the error is no part of the log', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async () => {
          throw new Error('secret detail');
        },
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.equal(invocation.retryCount, 0);
    assert.ok(!invocation.debugLog.includes('secret detail'));
    assert.match(fixture.serviceLog.join(), /secret detail/);
    await fixture.advance(10_000);
    await fixture.stop();
    assert.equal(await fixture.nextDue(), undefined);
  });

  it('that leaves the status initial fails', async () => {
    const fixture = new EngineFixture(scriptedManager({ launchTask: async () => {} })).run();
    await fixture.start();
    assert.equal((await fixture.ended()).status, 'FAILED');
    await fixture.stop();
  });

  for (const error of [new Error('too late'), transient()]) {
    it(`that throws after it has set RUNNING (${error.message}) stays RUNNING`, async () => {
      let calls = 0;
      const fixture = new EngineFixture(
        scriptedManager({
          launchTask: async (ctl) => {
            calls++;
            ctl.state().status = 'RUNNING';
            throw error;
          },
        }),
      ).run();
      const id = await fixture.start();
      await fixture.advance(3_600_000);
      assert.equal((await fixture.invocation(id)).status, 'RUNNING');
      assert.equal(calls, 1);
      assert.equal(await fixture.nextDue(), undefined);
      await fixture.stop();
    });
  }

  it('of a task that is not valid any more fails and says why', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        validateProtoMessage: (ctx) => ctx.error('test/x', 'The task is out of fashion.'),
        launchTask: () => assert.fail('this must not be launched'),
      }),
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.match(invocation.debugLog, /cannot be run: The task is out of fashion\./);
    await fixture.stop();
  });

  it('whose save is refused is done again as a whole, and counts as an attempt', async () => {
    const launched: number[] = [];
    const memory = new MemoryStore({ strict: true });
    let refusals = 2;
    // Refuses the saves after a launch, not the ones before it.
    const store: Store = {
      transaction: (body) =>
        memory.transaction((tx) => {
          const result = body(tx);
          if (tx.lastEnded(1)[0]?.status === 'SUCCEEDED' && refusals-- > 0) {
            throw new TaskError('transient', 'the store is read-only');
          }
          return result;
        }),
    };
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          launched.push(fixture.clock.now() - START);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
      { store },
    ).run();
    await fixture.start();
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 2);
    assert.deepEqual(launched, [1000, 6000, 16_000]);
    await fixture.stop();
  });

  it('does not happen while the store takes no writes', async () => {
    const memory = new MemoryStore({ strict: true });
    let readOnly = false;
    let launches = 0;
    const store: Store = {
      transaction: async (body) => {
        if (readOnly) throw new TaskError('transient', 'read-only');
        return memory.transaction(body);
      },
    };
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          launches++;
          ctl.state().status = 'SUCCEEDED';
        },
      }),
      { store },
    ).run();
    await fixture.start();
    readOnly = true;
    await fixture.advance(30_000);
    assert.equal(launches, 0);
    readOnly = false;
    assert.equal((await fixture.ended()).retryCount, 1);
    await fixture.stop();
  });

  it('that has lost 50 attempts to crashes fails without another', async () => {
    const store = new MemoryStore({ strict: true });
    await new EngineFixture(scriptedManager(), { store }).start();
    // As a process does that dies in the middle of each.
    for (let crash = 0; crash < serviceTiming.maxLaunchAttempts; crash++) {
      await store.transaction((tx) => {
        const item = tx.items().find(({ payload }) => payload.kind === 'LaunchInvocationTask');
        assert.equal(item?.attempt, crash);
        tx.putItem({ ...item, attempt: crash + 1 });
      });
    }
    const manager = scriptedManager({ launchTask: () => assert.fail('this must not be launched') });
    const fixture = new EngineFixture(manager, { store }).run();
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.match(invocation.debugLog, /Giving up after 50 attempts/);
    await fixture.stop();
  });

  it('comes at once where a person waits for it', async () => {
    const fixture = new EngineFixture(scriptedManager(), { timing: interactiveTiming }).run();
    await fixture.start();
    assert.equal((await fixture.ended()).finished, START);
    await fixture.stop();
  });

  it('that comes twice leaves the lines alone that others have said of the invocation', async () => {
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(1000, 'works');
        },
        handleTimer: async (ctl) => {
          ctl.debugLog('said while the launch comes again');
          await fixture.clock.sleep(5000);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    );
    const invocationId = await fixture.start();
    const payload = { kind: 'LaunchInvocationTask', jobId: JOB, invocationId } as const;
    await fixture.store.transaction((tx) => tx.enqueue({ payload, due: START + 4000 }));
    await fixture.run().advance(60_000);
    const { debugLog } = await fixture.invocation(invocationId);
    assert.match(debugLog, /said while the launch comes again/);
    await fixture.stop();
  });
});
