// The cron machine at work in the queue (engine.md M6–M9).

import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engine-error.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import {
  definition,
  EngineFixture,
  type FixtureOptions,
  JOB,
  START,
  scriptedManager,
} from '../engine-fixture.ts';

const DAY = 86_400_000;

/** An engine with a job of the schedule, and the ticks that are in its queue. */
async function defined(schedule: string, options: FixtureOptions = {}) {
  const fixture = new EngineFixture(scriptedManager(), options);
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

  it('that the queue delivers too early comes again, and starts the job once and in time (M6)', async () => {
    const { fixture, engine, store, ticks, at } = await defined('with 60s interval');
    const [tick] = await ticks();
    assert.ok(tick);
    await store.transaction((tx) => tx.enqueue({ payload: tick.payload, due: START + 59_500 }));
    await at(59_600);
    assert.deepEqual(fixture.serviceLog, [
      'CronTickTask is delivered again in 0.1 s: TaskError: a tick came 500 ms early',
      'CronTickTask is delivered again in 0.2 s: TaskError: a tick came 400 ms early',
    ]);
    await at(65_000);
    const { invocations } = await engine.listInvocations(JOB);
    assert.deepEqual(
      invocations.map(({ incomingTriggers }) => incomingTriggers.map(({ created }) => created)),
      [[START + 60_000]],
    );
  });

  it('of a job that is gone is done without a word', async () => {
    const { fixture, store, at } = await defined('triggered');
    const gone = { kind: 'CronTickTask', jobId: 'proj/gone' as typeof JOB, nonce: 1 } as const;
    await store.transaction((tx) => tx.enqueue({ payload: gone, due: START }));
    await at(0);
    assert.equal(await fixture.nextDue(), undefined);
    assert.deepEqual(fixture.serviceLog, []);
  });

  for (const [random, nonce] of [
    [0, 1],
    [1 - 2 ** -53, Number.MAX_SAFE_INTEGER],
  ] as const) {
    it(`has a nonce from 1 on: ${nonce} for ${random}`, async () => {
      const { engine } = await defined('* * * * *', { random: () => random });
      assert.equal((await engine.getJob(JOB))?.cron.lastTick.nonce, nonce);
    });
  }

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
    await assert.rejects(update, (error: unknown) => {
      assert.ok(error instanceof TaskError && error.cause instanceof AggregateError);
      const [cause] = error.cause.errors;
      assert.ok(cause instanceof EngineError);
      assert.equal(cause.code, 'schedule-invalid');
      assert.match(cause.message, /^The schedule of proj\/job cannot be read: \S/);
      return true;
    });
    assert.equal(await fixture.engine.getJob(JOB), undefined);
    assert.equal(await fixture.nextDue(), undefined);
  });
});
