import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engine-error.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { jobId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

const ME = 'user:me@example.com';

/** A Manager that counts its calls; launches take `launchMs`, or until the signal. */
function countingManager(
  fixture: () => EngineFixture,
  script: Partial<Manager> & { launchMs?: number } = {},
) {
  const calls = { launch: 0, abort: 0, cut: [] as number[] };
  const { launchMs = 20_000, ...overrides } = script;
  const manager = scriptedManager({
    launchTask: async (ctl, signal) => {
      calls.launch++;
      await fixture()
        .clock.sleep(launchMs, signal)
        .catch((error) => {
          calls.cut.push(fixture().clock.now() - START);
          throw error;
        });
      ctl.state().status = 'SUCCEEDED';
    },
    ...overrides,
    abortTask: async (ctl) => {
      calls.abort++;
      await overrides.abortTask?.(ctl);
    },
  });
  return { manager, calls };
}

describe('an abort', () => {
  it('of an invocation that waits for its launch: it is never launched', async () => {
    const { manager, calls } = countingManager(() => fixture);
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.engine.abortInvocation(JOB, id, ME);
    const invocation = await fixture.invocation(id);
    assert.equal(invocation.status, 'ABORTED');
    assert.match(
      invocation.debugLog,
      /Aborted by user:me@example.com\n.*Finished with status ABORTED/,
    );
    await fixture.advance(3_600_000);
    assert.deepEqual(calls, { launch: 0, abort: 1, cut: [] });
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('cuts a launch that is in progress, whose result is lost', async () => {
    const { manager, calls } = countingManager(() => fixture);
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.advance(3000);
    await fixture.engine.abortInvocation(JOB, id, ME);
    await fixture.advance(3000);
    assert.deepEqual(calls.cut, [3000]);
    assert.equal((await fixture.invocation(id)).finished, START + 3000);

    await fixture.advance(3_600_000);
    assert.deepEqual(calls, { launch: 1, abort: 1, cut: [3000] });
    assert.deepEqual(fixture.statuses(), ['STARTING', 'STARTING', 'ABORTED']);
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('wins over a launch that does not listen to its signal', async () => {
    let launches = 0;
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          launches++;
          await fixture.clock.sleep(20_000);
          ctl.debugLog('I did it anyway');
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(3000);
    await fixture.engine.abortInvocation(JOB, id, ME);
    await fixture.advance(3_600_000);
    const invocation = await fixture.invocation(id);
    assert.equal(invocation.status, 'ABORTED');
    assert.equal(invocation.finished, START + 3000);
    assert.ok(!invocation.debugLog.includes('anyway'));
    assert.equal(launches, 1);
    assert.equal(fixture.statuses().at(-1), 'ABORTED');
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('of a RUNNING invocation asks the Manager to cancel', async () => {
    const { manager, calls } = countingManager(() => fixture, {
      launchTask: async (ctl) => {
        ctl.state().status = 'RUNNING';
      },
    });
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.advance(3000);
    await fixture.engine.abortInvocation(JOB, id, ME);
    assert.equal((await fixture.invocation(id)).status, 'ABORTED');
    assert.equal(calls.abort, 1);
    await fixture.stop();
  });

  it('that is asked for twice while its Manager cannot act leaves the launch under way its work', async () => {
    const { manager, calls } = countingManager(() => fixture, {
      launchTask: async (ctl) => {
        calls.launch++;
        ctl.debugLog('On my way');
        await fixture.clock.sleep(700);
        ctl.state().status = 'RUNNING';
      },
      abortTask: async (ctl) => {
        if (ctl.state().status === 'STARTING') throw new TaskError('transient', 'not yet');
      },
    });
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.advance(1200);
    await fixture.engine.abortInvocation(JOB, id, ME);
    await fixture.engine.abortInvocation(JOB, id, ME);
    await fixture.advance(3_600_000);
    assert.equal((await fixture.invocation(id)).status, 'ABORTED');
    assert.deepEqual([calls.launch, calls.abort], [1, 2]);
    assert.ok(fixture.statuses().includes('RUNNING'));
    await fixture.stop();
  });

  it('leaves a final status that the Manager sets', async () => {
    const { manager } = countingManager(() => fixture, {
      abortTask: async (ctl) => {
        ctl.state().status = 'SUCCEEDED';
      },
    });
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.engine.abortInvocation(JOB, id, ME);
    assert.equal((await fixture.invocation(id)).status, 'SUCCEEDED');
    await fixture.stop();
  });

  it('goes on when the Manager fails to cancel', async () => {
    const { manager } = countingManager(() => fixture, {
      abortTask: async () => {
        throw new Error('no such build');
      },
    });
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    await fixture.engine.abortInvocation(JOB, id, ME);
    assert.equal((await fixture.invocation(id)).status, 'ABORTED');
    assert.match(fixture.serviceLog.join(), /no such build/);
    await fixture.stop();
  });

  it('of one that has ended does nothing', async () => {
    const { manager, calls } = countingManager(() => fixture, { launchMs: 0 });
    const fixture = new EngineFixture(manager).run();
    const id = await fixture.start();
    const ended = await fixture.ended();
    await fixture.engine.abortInvocation(JOB, id, ME);
    assert.deepEqual(await fixture.invocation(id), ended);
    assert.equal(calls.abort, 0);
    await fixture.stop();
  });

  const OTHER = jobId('proj', 'other');
  for (const [what, defined, job, id, code] of [
    ['an unknown invocation', [JOB], JOB, 16n, 'invocation-not-found'],
    ['the invocation of another job', [JOB, OTHER], OTHER, undefined, 'invocation-not-found'],
    ['the invocation of an unknown job', [JOB], OTHER, undefined, 'job-not-found'],
    ['the invocation of a job that is gone from the config', [], JOB, undefined, 'job-not-found'],
  ] as const) {
    it(`of ${what} is refused`, async () => {
      const fixture = new EngineFixture(scriptedManager());
      const started = await fixture.start();
      await fixture.engine.updateProjectJobs(
        'proj',
        defined.map((one) => definition({ jobId: one })),
      );
      await assert.rejects(
        fixture.engine.abortInvocation(job, (id ?? started) as InvocationId, ME),
        (error) => error instanceof EngineError && error.code === code,
      );
      assert.equal((await fixture.invocation(started)).status, 'STARTING');
    });
  }
});

describe('an abort that cannot happen at once', () => {
  /** Like Buildbucket: nothing can be cancelled before the launch is through. */
  const notYet: Manager['abortTask'] = async (ctl) => {
    const { status } = ctl.state();
    if (status !== 'RUNNING') throw new TaskError('transient', 'nothing to cancel yet');
  };

  it('leaves a running launch alone and cancels what it started', async () => {
    let aborted = 0;
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl, signal) => {
          await fixture.clock.sleep(5000, signal);
          ctl.state().status = 'RUNNING';
        },
        abortTask: async (ctl) => {
          await notYet(ctl);
          aborted = fixture.clock.now() - START;
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(3000); // The launch is under way until 6000.
    const before = (await fixture.invocation(id)).mutationsCount;
    await fixture.engine.abortInvocation(JOB, id, ME);
    const marked = await fixture.invocation(id);
    assert.equal(marked.abortedBy, ME);
    assert.equal(marked.status, 'STARTING');
    assert.equal(marked.mutationsCount, before);
    assert.ok(!marked.debugLog.includes('Aborted by'));

    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'ABORTED');
    assert.ok(fixture.statuses().includes('RUNNING'), 'the launch was saved');
    // Tried at 4000, then after 0.1, 0.2, 0.4, 0.8, 1.6 s: 4100, 4300, 4700, 5500, 7100.
    assert.equal(aborted, 7100);
    assert.match(invocation.debugLog, /Aborted by user:me@example.com/);
    await fixture.advance(10_000);
    await fixture.stop();
    assert.equal(await fixture.nextDue(), undefined);
  });

  it('is obeyed by the next launch attempt, without a call to abortTask', async () => {
    const calls = { launch: 0, abort: 0 };
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async () => {
          calls.launch++;
          throw new TaskError('transient', 'later');
        },
        abortTask: async () => {
          calls.abort++;
          throw new TaskError('transient', 'not yet');
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(5900); // Next attempt: 6000.
    await fixture.engine.abortInvocation(JOB, id, ME);
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'ABORTED');
    assert.equal(invocation.finished, START + 6000);
    assert.match(invocation.debugLog, /Aborted by user:me@example.com before it was launched/);
    assert.deepEqual(calls, { launch: 1, abort: 1 });
    await fixture.advance(100_000);
    assert.deepEqual(calls, { launch: 1, abort: 1 });
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('is obeyed by the next timer instead of what the timer was for', async () => {
    let allowed = false;
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(2500, 'check');
        },
        handleTimer: () => assert.fail('the abort comes first'),
        abortTask: async () => {
          if (!allowed) throw new TaskError('transient', 'not yet');
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(3300); // The timer: 3500. The next try to abort: 4300.
    await fixture.engine.abortInvocation(JOB, id, ME);
    allowed = true;
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'ABORTED');
    assert.equal(invocation.finished, START + 3500);
    await fixture.stop();
  });

  it('asked for twice is done once, for who asked first', async () => {
    let calls = 0;
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
        },
        abortTask: async () => {
          if (calls++ === 0) throw new TaskError('transient', 'not yet');
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(2000);
    await fixture.engine.abortInvocation(JOB, id, ME);
    await fixture.engine.abortInvocation(JOB, id, 'user:you@example.com');
    assert.equal(calls, 1);
    const invocation = await fixture.ended();
    assert.equal(calls, 2);
    assert.equal(invocation.abortedBy, ME);
    await fixture.stop();
  });

  it('asked for twice at the same moment is marked once', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
        },
        abortTask: async () => {
          throw new TaskError('transient', 'not yet');
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(2000);
    const { length } = fixture.changes;
    const you = 'user:you@example.com';
    await Promise.all([ME, you].map((who) => fixture.engine.abortInvocation(JOB, id, who)));
    assert.deepEqual(
      fixture.changes.slice(length).map(({ abortedBy }) => abortedBy),
      [ME],
    );
    await fixture.stop();
  });
});
