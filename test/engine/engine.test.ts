import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/engine-error.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import { type InvocationId, jobId } from '../../src/task/ids.ts';
import { TaskError } from '../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
} from './engine-fixture.ts';

describe('starting an invocation', () => {
  const refused = (code: string) => (error: unknown) =>
    error instanceof EngineError && error.code === code;

  it('of an unknown job is refused', async () => {
    const { engine } = new EngineFixture(scriptedManager());
    await assert.rejects(engine.startInvocation(JOB, BY_HAND), refused('job-not-found'));
  });

  it('of a job that is gone from the config is refused', async () => {
    const { engine } = new EngineFixture(scriptedManager());
    await engine.updateProjectJobs('proj', [definition()]);
    await engine.updateProjectJobs('proj', []);
    await assert.rejects(engine.startInvocation(JOB, BY_HAND), refused('job-not-found'));
  });

  it('with a tag that is no pair is refused, and nothing is left of it', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await assert.rejects(
      fixture.start({ ...BY_HAND, tags: ['a:b', 'nope'] }),
      refused('request-tag-malformed'),
    );
    assert.deepEqual(await fixture.engine.latestInvocations(10), []);
    assert.equal(await fixture.nextDue(), undefined);
  });

  it('draws another id when one is taken', async () => {
    const draws = [0.5, 0.5, 0.5, 0.25];
    const fixture = new EngineFixture(scriptedManager(), { random: () => draws.shift() ?? 0 });
    const first = await fixture.start();
    const second = await fixture.engine.startInvocation(JOB, BY_HAND);
    assert.notEqual(first, second);
    assert.equal(draws.length, 0);
    const job = await fixture.store.transaction((tx) => tx.job(JOB));
    assert.deepEqual(job?.activeInvocations, [first, second]);
  });

  it('gives up transiently when every id is taken', async () => {
    const fixture = new EngineFixture(scriptedManager(), { random: () => 0.5 });
    await fixture.start();
    await assert.rejects(
      fixture.engine.startInvocation(JOB, BY_HAND),
      (error) => error instanceof TaskError && error.kind === 'transient',
    );
  });

  it('shows in the lists, newest first, and by id', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const other = jobId('proj', 'other');
    await fixture.engine.updateProjectJobs('proj', [definition(), definition({ jobId: other })]);
    const ids: InvocationId[] = [];
    for (const job of [JOB, other, JOB]) {
      ids.push(await fixture.engine.startInvocation(job, BY_HAND));
      await fixture.clock.advanceTo(fixture.clock.now() + 1);
    }
    const all = await fixture.engine.latestInvocations(10);
    assert.deepEqual(
      all.map(({ id }) => id),
      ids.toReversed(),
    );
    const page = await fixture.engine.listInvocations(JOB);
    assert.deepEqual(
      page.invocations.map(({ id }) => id),
      [ids[2], ids[0]],
    );
    assert.equal((await fixture.invocation(ids[0] as InvocationId)).started, START);
    assert.equal(await fixture.engine.getInvocation(16n as InvocationId), undefined);
  });
});

describe('the engine’s run', () => {
  it('lets no item wait for another', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          await fixture.clock.sleep(20_000);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const ids = [await fixture.start()];
    for (let i = 1; i < 30; i++) ids.push(await fixture.engine.startInvocation(JOB, BY_HAND));
    await fixture.advance(21_000);
    for (const id of ids) assert.equal((await fixture.invocation(id)).finished, START + 21_000);
    await fixture.stop();
  });

  it('sees at once what is put into the queue while it waits', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(3_600_000, 'far away');
        },
      }),
    ).run();
    await fixture.start();
    await fixture.advance(10_000);
    const id = await fixture.engine.startInvocation(JOB, BY_HAND);
    await fixture.advance(11_000);
    assert.equal((await fixture.invocation(id)).status, 'RUNNING');
    await fixture.stop();
  });

  it('tells its launches to stop and leaves them to the next run', async () => {
    const store = new MemoryStore({ strict: true });
    const log: string[] = [];
    let fixture: EngineFixture;
    const manager = scriptedManager({
      launchTask: async (ctl, signal) => {
        const say = (text: string) => log.push(`${fixture.clock.now() - START} ${text}`);
        say(`launch ${ctl.invocationId() === id}`);
        await fixture.clock.sleep(20_000, signal).catch((reason) => {
          say(`told: ${reason.message}`);
          throw reason;
        });
        ctl.state().status = 'SUCCEEDED';
      },
    });
    fixture = new EngineFixture(manager, { store }).run();
    const id = await fixture.start();
    await fixture.advance(5000);
    await fixture.stop();
    assert.equal((await fixture.invocation(id)).status, 'STARTING');

    fixture = new EngineFixture(manager, { store, clock: fixture.clock }).run();
    const invocation = await fixture.ended();
    assert.equal(invocation.id, id);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 1);
    assert.deepEqual(log, [
      '1000 launch true',
      '5000 told: the test stops the engine',
      '5000 launch true',
    ]);
    await fixture.stop();
  });

  it('keeps what a launch achieves while the engine stops', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          await fixture.clock.sleep(8_000); // Does not listen.
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(5000);
    await fixture.stop();
    assert.equal((await fixture.invocation(id)).status, 'SUCCEEDED');
  });

  it('does not wait for ever for a launch that never ends, and stores what it has said', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: (ctl) => {
          ctl.debugLog('for ever');
          return new Promise(() => {});
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(5000);
    await fixture.stop();
    assert.equal(fixture.clock.now(), START + 5000 + serviceTiming.stopGraceMs);
    const { status, debugLog } = await fixture.invocation(id);
    assert.equal(status, 'STARTING');
    assert.match(debugLog, /Attempt 1\n.*for ever\n$/);
    assert.match(fixture.serviceLog.join(), /Stopped without the end of 1 event/);
  });

  it('goes on where an engine that died has left off: same id, next attempt', async () => {
    const store = new MemoryStore({ strict: true });
    const launches: string[] = [];
    const launchFor = (name: string) =>
      scriptedManager({
        launchTask: async (ctl) => {
          launches.push(`${name} ${ctl.invocationId()}`);
          ctl.debugLog(`from ${name}`);
          await mortal.clock.sleep(20_000);
          ctl.state().status = 'SUCCEEDED';
        },
      });
    const life = new AbortController();
    const mortal = new EngineFixture(launchFor('mortal'), {
      store: untilDeath(store, life.signal),
    });
    mortal.run();
    const id = await mortal.start();
    await mortal.advance(5000);
    life.abort();

    const heir = new EngineFixture(launchFor('heir'), { store, clock: mortal.clock }).run();
    const invocation = await heir.ended();
    assert.deepEqual(launches, [`mortal ${id}`, `heir ${id}`]);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 1);
    assert.ok(invocation.debugLog.includes('Attempt 1'));
    assert.ok(invocation.debugLog.includes('from heir'));
    assert.ok(!invocation.debugLog.includes('from mortal'));
    await heir.stop();
  });

  it('lets the later of two launches win when an item is delivered twice', async () => {
    const results: string[] = [];
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          const name = `launch ${results.push('')}`;
          await fixture.clock.sleep(20_000);
          ctl.debugLog(`from ${name}`);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    );
    const invocationId = await fixture.start();
    const payload = { kind: 'LaunchInvocationTask', jobId: JOB, invocationId } as const;
    await fixture.store.transaction((tx) => tx.enqueue({ payload, due: START + 5000 }));
    fixture.run();
    const invocation = await fixture.ended();
    assert.equal(invocation.finished, START + 25_000);
    assert.ok(invocation.debugLog.includes('from launch 1'), 'what was shown is kept');
    assert.ok(invocation.debugLog.includes('from launch 2'));
    await fixture.advance(3_600_000);
    assert.equal(results.length, 2);
    assert.equal(await fixture.nextDue(), undefined);
    await fixture.stop();
  });

  it('survives a queue that fails for a while', async () => {
    const memory = new MemoryStore({ strict: true });
    let failing = 12;
    const store: Store = {
      transaction: (body) =>
        failing-- > 0
          ? Promise.reject(new TaskError('transient', 'busy'))
          : memory.transaction(body),
    };
    const fixture = new EngineFixture(scriptedManager(), { store });
    await fixture.run().advance(100);
    failing = 0;
    await fixture.start();
    await fixture.advance(500);
    failing = 3;
    const invocation = await fixture.ended();
    failing = 2; // Now while the items are being settled.
    await fixture.advance(3_600_000);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(await fixture.nextDue(), undefined);
    assert.match(fixture.serviceLog.join('\n'), /Could not read the queue.*busy/);
    await fixture.stop();
  });

  it('is one at a time', async () => {
    const fixture = new EngineFixture(scriptedManager()).run();
    await assert.rejects(fixture.engine.run(new AbortController().signal), /already running/);
    await fixture.stop();
  });

  it('ends at once if it is told so before it begins', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.start();
    await fixture.engine.run(AbortSignal.abort());
    assert.equal(await fixture.nextDue(), START + 1000);
  });

  it('drops an item about an invocation that does not exist', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const ghost = { jobId: JOB, invocationId: 16n as InvocationId };
    await fixture.store.transaction((tx) => {
      tx.enqueue({ payload: { kind: 'LaunchInvocationTask', ...ghost }, due: 0 });
      tx.enqueue({ payload: { kind: 'TimerTask', ...ghost, timerId: 't' }, due: 0 });
      tx.enqueue({ payload: { kind: 'AbortInvocationTask', ...ghost }, due: 0 });
      tx.enqueue({ payload: { kind: 'InvocationFinishedTask', ...ghost }, due: 0 });
    });
    fixture.run();
    await fixture.advance(2000);
    await fixture.stop();
    assert.equal(await fixture.nextDue(), undefined);
    assert.equal(fixture.serviceLog.length, 2);
  });
});

describe('a listener', () => {
  it('that throws harms nothing', async () => {
    const oops = () => {
      throw new Error('the view is broken');
    };
    const fixture = new EngineFixture(scriptedManager(), {
      listener: { invocationChanged: oops, debugLog: oops, serviceLog: oops },
    }).run();
    const id = await fixture.start();
    await fixture.advance(2000);
    assert.equal((await fixture.invocation(id)).status, 'SUCCEEDED');
    await fixture.stop();
  });

  it('hears of a line when it is written and of a change when it is committed, in this order', async () => {
    const heard: string[] = [];
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.debugLog('hello');
          heard.push('(after hello)');
          await fixture.clock.sleep(10);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
      {
        listener: {
          invocationChanged: ({ status, mutationsCount }) =>
            heard.push(`${status} ${mutationsCount}`),
          debugLog: (_job, _id, { text }) => heard.push(text),
        },
      },
    ).run();
    await fixture.start();
    await fixture.advance(2000);
    assert.deepEqual(heard, [
      'Queued by user:a@example.com',
      'STARTING 0',
      'Attempt 1',
      'STARTING 1',
      'hello',
      '(after hello)',
      'Finished with status SUCCEEDED after 1.01 s',
      'SUCCEEDED 2',
    ]);
    await fixture.stop();
  });
});

/** The store as a process sees it that dies with the signal: from then on no call ever returns. */
function untilDeath(store: Store, death: AbortSignal): Store {
  const alive = <T>(call: () => Promise<T>): Promise<T> =>
    death.aborted ? new Promise(() => {}) : call();
  return {
    transaction: (body) => alive(() => store.transaction(body)),
  };
}
