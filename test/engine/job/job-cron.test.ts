// The cron machine at work in the queue (engine.md M6–M9).

import assert from 'node:assert/strict';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

const DAY = 86_400_000;

/** An engine with a job of the schedule, and the ticks that are in its queue. */
async function defined(schedule: string) {
  const fixture = new EngineFixture(scriptedManager());
  const { engine, clock, store } = fixture;
  await engine.updateProjectJobs('proj', [definition({ schedule })]);
  const items = () => store.transaction((tx) => tx.items());
  const ticks = async () =>
    (await items()).flatMap((item) => (item.payload.kind === 'CronTickTask' ? [item] : []));
  const at = (ms: number) => engine.runUntil(clock, START + ms);
  return { fixture, engine, store, items, ticks, at };
}

describe('a tick', () => {
  it('starts the job with a trigger that names the generation (M7)', async () => {
    const { engine, at } = await defined('* * * * *');
    await at(3 * 60_000 + 5000);
    const { invocations } = await engine.listInvocations(JOB);
    const triggers = invocations.flatMap(({ incomingTriggers }) => incomingTriggers);
    const minute = Date.UTC(2026, 0, 2, 3, 5);
    assert.deepEqual(
      triggers.reverse(),
      [3n, 6n, 9n].map((generation, i) => ({
        id: `cron:v1:${generation}`,
        created: minute + i * 60_000,
        orderInBatch: 0,
        payload: { kind: 'cron', generation },
      })),
    );
  });

  it('of a date far away is sent ahead in parts of 15 days (M8)', async () => {
    const { ticks, at } = await defined('0 0 1 3 *');
    const [first] = await ticks();
    assert.equal(first?.due, START + 15 * DAY);
    await at(15 * DAY);
    const [second] = await ticks();
    assert.equal(second?.due, START + 30 * DAY);
    assert.notDeepEqual(second?.payload, first?.payload, 'it has a nonce of its own');
  });

  for (const [ahead, due] of [
    [15 * DAY + 3_600_000, 15 * DAY + 3_600_000],
    [15 * DAY + 3_600_001, 15 * DAY],
  ] as const) {
    it(`that is ${ahead} ms away is sent ${due} ms ahead (M8)`, async () => {
      const { ticks } = await defined(`with ${ahead}ms interval`);
      assert.equal((await ticks())[0]?.due, START + due);
    });
  }

  it('that is out of date, doubled or of a job that is gone does nothing', async () => {
    const { engine, store, ticks, at } = await defined('* * * * *');
    const [tick] = await ticks();
    assert.ok(tick);
    const job = await engine.getJob(JOB);
    await store.transaction((tx) => {
      tx.enqueue({ payload: { ...tick.payload, nonce: 1 } as typeof tick.payload, due: START });
      const gone = { kind: 'CronTickTask', jobId: 'proj/gone' as typeof JOB, nonce: 1 } as const;
      tx.enqueue({ payload: gone, due: START });
    });
    await at(0);
    assert.deepEqual(await engine.getJob(JOB), job);
    await store.transaction((tx) => tx.enqueue({ payload: tick.payload, due: tick.due }));
    await at(60_000 + 5000);
    assert.equal((await engine.listInvocations(JOB)).invocations.length, 1);
  });

  it('of a relative schedule comes again when what it started has ended (M9)', async () => {
    const { engine, ticks, at } = await defined('with 10m interval');
    await at(10 * 60_000 + 500);
    assert.deepEqual(await ticks(), [], 'it has fired and is not armed');
    await at(10 * 60_000 + 30_000);
    const [tick] = await ticks();
    const [invocation] = (await engine.listInvocations(JOB)).invocations;
    const rewind = (await engine.getJob(JOB))?.cron.lastRewind ?? 0;
    assert.ok(rewind >= (invocation?.finished ?? 0), 'it counts from the triage after the end');
    assert.equal(tick?.due, rewind + 10 * 60_000);
  });
});

describe('a schedule that cannot be read', () => {
  it('is refused for its job alone', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const update = fixture.engine.updateProjectJobs('proj', [definition({ schedule: 'nonsense' })]);
    await assert.rejects(update);
    assert.equal(await fixture.engine.getJob(JOB), undefined);
    assert.equal(await fixture.nextDue(), undefined);
  });
});
