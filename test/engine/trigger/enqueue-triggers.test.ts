// Triggers on their way into the pending ones of a job (engine.md T3–T5, J8).

import assert from 'node:assert/strict';
import { jobId } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';
import { aTrigger } from '../store/records.ts';

const MINUTE = 60_000;

/** An engine with a job that starts nothing while `isBusy`. */
async function defined() {
  const fixture = new EngineFixture(scriptedManager());
  const { engine, clock, store } = fixture;
  await engine.updateProjectJobs('proj', [definition()]);
  const pending = async () =>
    (await engine.debugJob(JOB))?.pendingTriggers.map(({ id }) => id) ?? [];
  const at = (ms: number) => engine.runUntil(clock, START + ms);
  const used = async () =>
    (await engine.listInvocations(JOB)).invocations.flatMap(({ incomingTriggers }) =>
      incomingTriggers.map(({ id }) => id),
    );
  /** To be done before time passes: the engine reads the queue once. */
  const enqueue = (triggers: readonly Trigger[], id = JOB, ms = 0) =>
    store.transaction((tx) =>
      tx.enqueue({
        payload: { kind: 'EnqueueTriggersTask', jobId: id, triggers },
        due: START + ms,
      }),
    );
  return { fixture, engine, store, pending, at, used, enqueue };
}

describe('triggers that arrive', () => {
  it('wait, and a triage is asked for, once however many there are', async () => {
    const { engine, store, pending } = await defined();
    await engine.emitTriggers(JOB, [aTrigger('b'), aTrigger('a')]);
    await engine.emitTriggers(JOB, [aTrigger('c')]);
    assert.deepEqual(await pending(), ['a', 'b', 'c'], 'of the same time and order by id');
    const items = await store.transaction((tx) => tx.items());
    assert.deepEqual(
      items.map(({ payload }) => payload.kind),
      ['TriageJobStateTask'],
    );
  });

  it('of the same id are one', async () => {
    const { engine, pending } = await defined();
    await engine.emitTriggers(JOB, [aTrigger('a'), aTrigger('a', { title: 'another' })]);
    await engine.emitTriggers(JOB, [aTrigger('a')]);
    assert.deepEqual(await pending(), ['a']);
  });

  it('for a job that there never was are gone without a word', async () => {
    const { fixture, store, enqueue, at } = await defined();
    await enqueue([aTrigger('a')], jobId('proj', 'never'));
    await at(MINUTE);
    assert.deepEqual(await store.transaction((tx) => tx.items()), []);
    assert.deepEqual(fixture.serviceLog, []);
  });

  it('that an item delivers twice are used once', async () => {
    const { enqueue, at, used } = await defined();
    await enqueue([aTrigger('a')]);
    await enqueue([aTrigger('a')], JOB, MINUTE);
    await at(2 * MINUTE);
    assert.deepEqual(await used(), ['a']);
  });

  for (const [what, prepare] of [
    [
      'gone from the config',
      (engine: EngineFixture['engine']) => engine.updateProjectJobs('proj', []),
    ],
    ['paused', (engine: EngineFixture['engine']) => engine.pauseJob(JOB, 'user:me', '')],
  ] as const) {
    it(`at a job that is ${what} are dropped before a triage sees them`, async () => {
      const { engine, store, enqueue, at, pending } = await defined();
      await prepare(engine);
      await enqueue([aTrigger('a')]);
      await at(MINUTE);
      assert.deepEqual(await pending(), []);
      const log = (await engine.debugJob(JOB))?.triageLog?.debugLog ?? '';
      assert.match(log, /^\[000 ms\] Triage begins: .* 0 pending triggers\n/);
      assert.deepEqual(await store.transaction((tx) => tx.items()), []);
    });
  }

  it('at a job that does not exist are dropped', async () => {
    const { store, enqueue, at } = await defined();
    await enqueue([aTrigger('a')], jobId('proj', 'unknown'));
    await at(0);
    assert.deepEqual(await store.transaction((tx) => tx.items()), []);
  });

  it('at a job that goes away are dropped by the triage that this asks for (J8)', async () => {
    const { engine, pending, at } = await defined();
    await engine.emitTriggers(JOB, [aTrigger('a')]);
    await engine.updateProjectJobs('proj', []);
    assert.deepEqual(await pending(), ['a']);
    await at(MINUTE);
    assert.deepEqual(await pending(), []);
  });

  // The triage that uses it is at START + 1 s, the next even second (K1); later ones purge what is older than 30 min.
  const again: [afterUseMs: number, purged: boolean, uses: number][] = [
    [30 * MINUTE - 1, false, 1],
    [30 * MINUTE, true, 1],
    [30 * MINUTE + 2000, true, 2],
    [31 * MINUTE, false, 1], // Lost once: no triage has purged its tombstone (T5).
  ];
  for (const [afterUseMs, purged, uses] of again) {
    it(`again ${afterUseMs} ms after use, ${purged ? 'behind' : 'without'} a triage, are used ${uses} times`, async () => {
      const { engine, at, used } = await defined();
      await engine.emitTriggers(JOB, [aTrigger('a')]);
      await at(1000 + afterUseMs - 3000);
      if (purged) {
        await at(1000 + afterUseMs - 1000);
        await engine.emitTriggers(JOB, []); // Asks for a triage, which comes within two seconds.
      }
      await at(1000 + afterUseMs);
      await engine.emitTriggers(JOB, [aTrigger('a')]);
      await at(1000 + afterUseMs + MINUTE);
      assert.equal((await used()).length, uses);
    });
  }
});
