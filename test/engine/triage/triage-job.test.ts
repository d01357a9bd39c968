// A triage as it is stored, and what is left of one that fails (engine.md 5.7).

import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';
import { overridden } from '../store/overridden.ts';
import { aTrigger } from '../store/records.ts';

async function defined(store: Store = new MemoryStore({ strict: true })) {
  const fixture = new EngineFixture(
    scriptedManager({
      launchTask: async (ctl) => {
        ctl.state().status = 'RUNNING';
      },
    }),
    { store },
  );
  await fixture.engine.updateProjectJobs('proj', [definition()]);
  const at = (ms: number) => fixture.engine.runUntil(fixture.clock, START + ms);
  const debug = async () => {
    const found = await fixture.engine.debugJob(JOB);
    assert.ok(found);
    return found;
  };
  return { fixture, engine: fixture.engine, at, debug };
}

describe('a triage', () => {
  it('starts what the policy asks for, and says so in its log', async () => {
    const { engine, at, debug } = await defined();
    await engine.emitTriggers(JOB, [aTrigger('a'), aTrigger('b')]);
    await at(1000);
    const { job, pendingTriggers, triageLog } = await debug();
    const [id] = job.activeInvocations;
    assert.equal(job.activeInvocations.length, 1);
    assert.equal(job.lastTriage, START + 1000);
    assert.deepEqual(pendingTriggers, []);
    assert.equal(triageLog?.lastTriage, START + 1000);
    const lines = triageLog?.debugLog.split('\n') ?? [];
    assert.equal(
      lines[0],
      '[000 ms] Triage begins: 0 active invocations, 0 recently finished, 2 pending triggers',
    );
    assert.ok(lines.includes(`[000 ms] Invocation ${id} starts`));
    assert.deepEqual(lines.slice(-2), ['[000 ms] Triage is done', '']);
  });

  it('says why it starts nothing', async () => {
    const { engine, at, debug } = await defined();
    await engine.emitTriggers(JOB, [aTrigger('a')]);
    await at(1000);
    await engine.emitTriggers(JOB, [aTrigger('b')]);
    await at(3000);
    const { pendingTriggers, triageLog } = await debug();
    assert.equal(pendingTriggers.length, 1);
    assert.match(triageLog?.debugLog ?? '', /The policy asks for 0 new invocations/);
  });

  it('that fails keeps its log, changes nothing, and comes again', async () => {
    const memory = new MemoryStore({ strict: true });
    let failures = 2;
    const store: Store = {
      transaction: (body) =>
        memory.transaction((tx) =>
          body(
            overridden(tx, {
              putInvocation: (invocation) => {
                if (failures-- > 0) throw new TaskError('transient', 'the disk is full');
                tx.putInvocation(invocation);
              },
            }),
          ),
        ),
    };
    const { engine, at, debug } = await defined(store);
    await engine.emitTriggers(JOB, [aTrigger('a')]);
    await at(1050);
    const failed = await debug();
    assert.deepEqual(failed.job.activeInvocations, []);
    assert.deepEqual(
      failed.pendingTriggers.map(({ id }) => id),
      ['a'],
    );
    assert.match(failed.triageLog?.debugLog ?? '', /Triage has failed, try 1: the disk is full\n$/);
    await at(1150);
    assert.match((await debug()).triageLog?.debugLog ?? '', /Triage has failed, try 2: the disk/);
    await at(5000);
    const { job, pendingTriggers, triageLog } = await debug();
    assert.equal(job.activeInvocations.length, 1);
    assert.deepEqual(pendingTriggers, []);
    assert.match(triageLog?.debugLog ?? '', /Triage is done\n$/);
  });

  it('of a job that does not exist is done', async () => {
    const { fixture, at } = await defined();
    const payload = { kind: 'TriageJobStateTask', jobId: 'proj/gone' as typeof JOB } as const;
    await fixture.store.transaction((tx) => tx.enqueue({ payload, due: START }));
    await at(0);
    assert.equal(await fixture.nextDue(), undefined);
    const log = await fixture.store.transaction((tx) => tx.triageLog('proj/gone' as typeof JOB));
    assert.equal(log, undefined);
  });
});
