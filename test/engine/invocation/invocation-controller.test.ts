import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { errorKind, TaskError } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
  virtualClock,
} from '../engine-fixture.ts';

/** Runs `use` as a launch and returns the Invocation as it has ended. */
async function launched(
  use: (ctl: Controller<unknown>, fixture: EngineFixture) => Promise<void>,
  request = BY_HAND,
  store: Store = new MemoryStore({ strict: true }),
) {
  let failure: unknown;
  const fixture: EngineFixture = new EngineFixture(
    scriptedManager({
      launchTask: async (ctl) => {
        try {
          await use(ctl, fixture);
          ctl.state().status = 'SUCCEEDED';
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    }),
    { store },
  ).run();
  const id = await fixture.start(request);
  const invocation = await fixture.ended();
  await fixture.stop();
  if (failure !== undefined && !(failure instanceof TaskError)) throw failure;
  return { fixture, id, invocation };
}

/** Another event that gets in between: a change of the stored Invocation as any save makes it. */
function changeBehindTheBack(fixture: EngineFixture, id: InvocationId) {
  return fixture.store.transaction((tx) => {
    const invocation = tx.invocation(id);
    assert.ok(invocation);
    tx.putInvocation({ ...invocation, mutationsCount: invocation.mutationsCount + 1 });
  });
}

describe('a Controller (engine.md 5.9)', () => {
  it('tells what it is for', async () => {
    const request = {
      triggeredBy: 'user:a@example.com',
      incomingTriggers: [{ id: 't', created: START, orderInBatch: 0, title: 'T' }],
      properties: { p: [1, 'x'] },
      tags: ['b:2', 'a:1', '\uffff:1', '\u{10000}:1'],
    };
    let seen: InvocationId | undefined;
    const { id } = await launched(async (ctl) => {
      assert.equal(ctl.jobId(), JOB);
      seen = ctl.invocationId();
      assert.equal(ctl.realmId(), 'proj:ci');
      assert.deepEqual(ctl.task(), { sleepMs: 0n, triggersCount: 0n });
      assert.deepEqual(ctl.request(), {
        ...request,
        tags: ['a:1', 'b:2', '\uffff:1', '\u{10000}:1'],
      });
      assert.equal(ctl.state(), ctl.state());
      assert.deepEqual(ctl.state(), {
        status: 'STARTING',
        viewUrl: '',
        taskData: new Uint8Array(),
      });
    }, request);
    assert.equal(seen, id);
  });

  it('writes nothing when nothing has changed (S1)', async () => {
    await launched(async (ctl, fixture) => {
      const before = fixture.changes.length;
      await ctl.save();
      ctl.state().taskData = new Uint8Array();
      await ctl.save();
      assert.equal(fixture.changes.length, before);
    });
  });

  for (const [what, change] of [
    ['a log line', (ctl) => ctl.debugLog('x')],
    ['task data', (ctl) => (ctl.state().taskData = new Uint8Array([1]))],
    ['a view URL', (ctl) => (ctl.state().viewUrl = 'https://example.com/')],
    ['a timer', (ctl) => ctl.addTimer(1e9, 't')],
    ['a trigger', (ctl) => ctl.emitTrigger({ id: 't' })],
    ['a status', (ctl) => (ctl.state().status = 'RUNNING')],
  ] as const satisfies [string, (ctl: Controller<unknown>) => unknown][]) {
    it(`saves ${what} at once and counts the mutation (S1, S2)`, async () => {
      await launched(async (ctl, fixture) => {
        const [before, count] = [fixture.changes.length, fixture.changes.at(-1)?.mutationsCount];
        change(ctl);
        await ctl.save();
        assert.equal(fixture.changes.length, before + 1);
        assert.equal(fixture.changes.at(-1)?.mutationsCount, (count ?? 0) + 1);
        await ctl.save();
        assert.equal(fixture.changes.length, before + 1, 'and it is saved once');
      });
    });
  }

  it('saves task data that was changed in place, and keeps to what was saved', async () => {
    const { invocation } = await launched(async (ctl, fixture) => {
      ctl.state().taskData = new Uint8Array([1]);
      await ctl.save();
      const saved = fixture.changes.at(-1);
      ctl.state().taskData[0] = 2;
      assert.deepEqual(saved?.taskData, new Uint8Array([1]));
      await ctl.save();
    });
    assert.deepEqual(invocation.taskData, new Uint8Array([2]));
  });

  it('loses when another event has saved meanwhile, and is done again (S2)', async () => {
    let attempt = 0;
    const { fixture, invocation } = await launched(async (ctl, fixture) => {
      if (attempt++ > 0) return;
      ctl.debugLog('from the one that lost');
      ctl.addTimer(1000, 'never armed');
      ctl.emitTrigger({ id: 'never sent' });
      await changeBehindTheBack(fixture, ctl.invocationId());
      await assert.rejects(ctl.save(), (error) => errorKind(error) === 'retry');
      throw new TaskError('fatal', 'a Manager that does not care about the conflict');
    });
    assert.equal(attempt, 2);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 1);
    assert.deepEqual(invocation.outgoingTriggers, []);
    assert.equal(invocation.debugLog.split('from the one that lost').length, 2, 'once');
    assert.deepEqual(
      invocation.debugLog
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(15)),
      fixture.texts(),
      'every line that was shown, in its place',
    );
  });

  it('neither minds nor loses the mark of an abort (S3)', async () => {
    const { invocation } = await launched(async (ctl, fixture) => {
      await fixture.store.transaction((tx) => {
        const stored = tx.invocation(ctl.invocationId());
        assert.ok(stored);
        tx.putInvocation({ ...stored, abortedBy: 'user:b@example.com' });
      });
      ctl.debugLog('still fine');
      await ctl.save();
    });
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.abortedBy, 'user:b@example.com');
  });

  it('keeps what a failed save could not store for the next one (S5)', async () => {
    const memory = new MemoryStore({ strict: true });
    let broken = false;
    const store: Store = {
      transaction: async (body) => {
        if (broken) throw new TaskError('transient', 'down');
        return memory.transaction(body);
      },
    };
    const { invocation } = await launched(
      async (ctl) => {
        broken = true;
        ctl.debugLog('one');
        ctl.emitTrigger({ id: 't1' });
        await assert.rejects(ctl.save(), /down/);
        broken = false;
        ctl.debugLog('two');
        await ctl.save();
        ctl.emitTrigger({ id: 't2' });
      },
      BY_HAND,
      store,
    );
    assert.match(invocation.debugLog, /one\n(.*\n)*.*two\n/);
    assert.equal(invocation.debugLog.split('one\n').length, 2);
    assert.deepEqual(
      invocation.outgoingTriggers.map(({ id }) => id),
      ['t1', 't2'],
    );
  });

  it('adds nothing after the end that it has saved, whatever others have said meanwhile', async () => {
    const clock = virtualClock();
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(1000, 'ends');
          ctl.addTimer(1000, 'is late');
        },
        handleTimer: async (ctl, title) => {
          if (title === 'is late') {
            await clock.sleep(1500);
            ctl.debugLog('never stored');
            await clock.sleep(5000);
            return;
          }
          await clock.sleep(1000);
          ctl.state().status = 'SUCCEEDED';
          await ctl.save();
          await clock.sleep(1000);
        },
      }),
      { clock },
    ).run();
    const id = await fixture.start();
    await fixture.advance(60_000);
    const { debugLog } = await fixture.invocation(id);
    assert.match(debugLog, /Finished with status SUCCEEDED after 3 s\n$/);
    const ends = fixture.changes.filter(({ status }) => status === 'SUCCEEDED');
    assert.equal(ends.length, 1);
    await fixture.stop();
  });

  it('places triggers in time and order, unless the Manager does (T2)', async () => {
    const { id, invocation } = await launched(async (ctl, fixture) => {
      ctl.emitTrigger({ id: 'a' });
      ctl.emitTrigger({ id: 'b', created: 77, orderInBatch: 5 });
      ctl.emitTrigger({ id: 'c', created: 78 });
      await ctl.save();
      await fixture.clock.sleep(10);
      ctl.emitTrigger({ id: 'd', orderInBatch: 99, payload: { kind: 'noop', data: 'x' } });
    });
    const from = { jobId: JOB, invocationId: id };
    assert.deepEqual(invocation.outgoingTriggers, [
      { id: 'a', created: START + 1000, orderInBatch: 0, ...from },
      { id: 'b', created: 77, orderInBatch: 5, ...from },
      { id: 'c', created: 78, orderInBatch: 0, ...from },
      {
        id: 'd',
        created: START + 1010,
        orderInBatch: 3,
        payload: { kind: 'noop', data: 'x' },
        ...from,
      },
    ]);
  });

  it('does not take a trigger without an id, nor ten thousand and one of them', async () => {
    const { invocation } = await launched(async (ctl) => {
      assert.throws(() => ctl.emitTrigger({ id: '' }), TaskError);
      for (let i = 0; i < 10_000; i++) ctl.emitTrigger({ id: `${i}` });
      await ctl.save();
      assert.throws(() => ctl.emitTrigger({ id: 'more' }), TaskError);
    });
    assert.equal(invocation.outgoingTriggers.length, 10_000);
    assert.match(invocation.debugLog, /Too many triggers/);
  });

  it('has no topics to offer, and says so', async () => {
    const { invocation } = await launched(async (ctl) => {
      await assert.rejects(ctl.prepareTopic('https://bb.example.com'), TaskError);
    });
    assert.match(invocation.debugLog, /https:\/\/bb\.example\.com: PubSub is not available/);
  });

  it('keeps its log within 200 000 bytes at every save', async () => {
    const { invocation } = await launched(async (ctl, fixture) => {
      for (let round = 0; round < 20; round++) {
        for (let i = 0; i < 300; i++) ctl.debugLog(`${round} `.padEnd(100, '.'));
        await ctl.save();
        assert.ok((fixture.changes.at(-1)?.debugLog.length ?? 0) <= 200_000);
      }
    });
    assert.ok(invocation.debugLog.includes('left out'));
    assert.ok(invocation.debugLog.startsWith('[03:04:05.000] Queued'));
    assert.match(invocation.debugLog, /Finished with status SUCCEEDED after 1 s\n$/);
  });

  it('works on the job as it was when the invocation was allocated', async () => {
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          assert.equal(ctl.realmId(), 'proj:ci');
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    await fixture.start(BY_HAND, definition({ triggeredJobIds: [JOB] }));
    await fixture.engine.updateProjectJobs('proj', [
      definition({ realmId: 'proj:other' as never, revision: 'rev2' }),
    ]);
    const { realmId, revision, revisionUrl, triggeredJobIds, status } = await fixture.ended();
    assert.deepEqual(
      { realmId, revision, revisionUrl, triggeredJobIds, status },
      {
        realmId: 'proj:ci',
        revision: 'rev1',
        revisionUrl: 'https://example.com/rev1',
        triggeredJobIds: [JOB],
        status: 'SUCCEEDED',
      },
    );
    await fixture.stop();
  });
});
