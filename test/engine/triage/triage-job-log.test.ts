// What a triage does to a job and its triggers, and what it leaves in the job's triage log.

import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import type { Trigger } from '../../../src/task/request.ts';
import {
  definition,
  EngineFixture,
  type FixtureOptions,
  JOB,
  START,
  scriptedManager,
} from '../engine-fixture.ts';
import { overridden } from '../store/overridden.ts';

const MINUTE = 60_000;

function trigger(id: string, created = START, orderInBatch = 0): Trigger {
  return { id, created, orderInBatch };
}

/** A running engine with the job, and the lines of its last triage, without their times. */
async function withJob(options: FixtureOptions = {}, job = definition()) {
  const fixture = new EngineFixture(scriptedManager(), options);
  await fixture.engine.updateProjectJobs('proj', [job]);
  fixture.run();
  const debug = async () => (await fixture.engine.debugJob(JOB)) ?? assert.fail();
  const lines = async () => {
    const { triageLog } = await debug();
    return triageLog?.debugLog
      .replaceAll(/^\[\d+ ms\] /gm, '')
      .split('\n')
      .slice(0, -1);
  };
  return { fixture, debug, lines };
}

describe('the triage of a job', () => {
  it('starts what waits and says so', async () => {
    const { fixture, debug, lines } = await withJob();
    await fixture.engine.emitTriggers(JOB, [trigger('b', START, 1), trigger('a', START, 2)]);
    await fixture.advance(2000);
    const [invocation] = fixture.changes;
    assert.ok(invocation);
    assert.deepEqual(
      invocation.incomingTriggers.map(({ id }) => id),
      ['b', 'a'],
    );
    assert.deepEqual(await lines(), [
      'Triage begins: 0 active invocations, 0 recently finished, 2 pending triggers',
      'Trigger "a" carries nothing to take properties and tags from.',
      'The policy asks for 1 new invocations, uses 2 triggers and discards 0',
      `Invocation ${invocation.id} starts`,
      'Triage is done',
    ]);
    const { job, pendingTriggers } = await debug();
    assert.deepEqual(pendingTriggers, []);
    assert.deepEqual(job.activeInvocations, [invocation.id]);
    assert.equal((job.lastTriage ?? 0) % 2000, 0);
    await fixture.stop();
  });

  // engine.md T6: by time, then by place in the batch, then by id, whatever the order in which they came.
  it('takes triggers by their age', async () => {
    const { fixture } = await withJob();
    const emitted = [
      trigger('c', START, 2),
      trigger('b', START + 1),
      trigger('d', START, 1),
      trigger('z', START, 1),
      trigger('a', START - 1, 9),
    ];
    await fixture.engine.emitTriggers(JOB, emitted);
    await fixture.advance(2000);
    assert.deepEqual(
      fixture.changes[0]?.incomingTriggers.map(({ id }) => id),
      ['a', 'd', 'z', 'c', 'b'],
    );
    await fixture.stop();
  });

  it('takes two triggers by their age', async () => {
    const { fixture } = await withJob();
    await fixture.engine.emitTriggers(JOB, [trigger('new', START + 1), trigger('old')]);
    await fixture.advance(2000);
    assert.deepEqual(
      fixture.changes[0]?.incomingTriggers.map(({ id }) => id),
      ['old', 'new'],
    );
    await fixture.stop();
  });

  it('says when an interval counts from anew', async () => {
    const job = definition({ schedule: 'with 60s interval' });
    const { fixture, lines } = await withJob({}, job);
    await fixture.advance(MINUTE + 2000);
    assert.equal((await lines())?.at(-2), `Invocation ${fixture.changes[0]?.id} starts`);
    await fixture.advance(MINUTE + 10_000);
    assert.equal((await lines())?.at(-2), 'The schedule counts again from now on');
    await fixture.stop();
  });

  it('acknowledges what has ended', async () => {
    const { fixture, debug, lines } = await withJob();
    const id = await fixture.engine.startInvocation(JOB, {
      triggeredBy: '',
      incomingTriggers: [],
      tags: [],
    });
    await fixture.advance(10_000);
    assert.deepEqual(await lines(), [
      'Triage begins: 1 active invocations, 1 recently finished, 0 pending triggers',
      `Invocation ${id} has finished`,
      'Triage is done',
    ]);
    const { job, recentlyFinished } = await debug();
    assert.deepEqual([job.activeInvocations, recentlyFinished], [[], []]);
    assert.deepEqual(
      job.finishedInvocations.map((one) => one.id),
      [id],
    );
    await fixture.stop();
  });

  // engine.md T5: the id of a trigger that was consumed is remembered for half an hour.
  for (const [what, minutes, starts] of [
    ['within half an hour', 29, 1],
    ['after that', 32, 2],
  ] as const) {
    it(`starts a trigger of the same id ${starts === 1 ? 'only once' : 'again'} ${what}`, async () => {
      const { fixture } = await withJob();
      const started = () => new Set(fixture.changes.map(({ id }) => id)).size;
      await fixture.engine.emitTriggers(JOB, [trigger('a')]);
      await fixture.advance(MINUTE);
      assert.equal(started(), 1);
      // Another one makes the job look for what it can forget.
      await fixture.advance(minutes * MINUTE);
      await fixture.engine.emitTriggers(JOB, [trigger('b')]);
      await fixture.advance((minutes + 0.5) * MINUTE);
      assert.equal(started(), 2);
      await fixture.engine.emitTriggers(JOB, [trigger('a')]);
      await fixture.advance((minutes + 1) * MINUTE);
      assert.equal(started(), 1 + starts);
      await fixture.stop();
    });
  }

  it('says that a policy cannot be read, and goes on with the default', async () => {
    const job = definition({ triggeringPolicy: new Uint8Array([255]) });
    const { fixture, lines } = await withJob({}, job);
    await fixture.engine.emitTriggers(JOB, [trigger('a')]);
    await fixture.advance(2000);
    const said = await lines();
    assert.match(said?.[1] ?? '', /^The triggering policy is of no use, the default stands in: \S/);
    assert.equal(fixture.changes.length > 0, true);
    await fixture.stop();
  });

  it('leaves a log of its failure, comes again, and says so then', async () => {
    let fails = true;
    const real = new MemoryStore({ strict: true });
    const store: Store = {
      transaction: (body) =>
        real.transaction((tx) =>
          body(
            overridden(tx, {
              consumeTriggers: (...args) => {
                if (fails) throw new Error('the disk is full');
                tx.consumeTriggers(...args);
              },
            }),
          ),
        ),
    };
    const { fixture, lines } = await withJob({ store });
    await fixture.engine.emitTriggers(JOB, [trigger('a')]);
    await fixture.advance(2000);
    assert.deepEqual(fixture.serviceLog.slice(0, 1), [
      'TriageJobStateTask is delivered again in 0.1 s: TaskError: triage of proj/job',
    ]);
    assert.match((await lines())?.at(-1) ?? '', /^Triage has failed, try \d+: the disk is full$/);
    assert.equal(fixture.changes.length, 0);
    fails = false;
    await fixture.advance(MINUTE);
    assert.equal((await lines())?.at(-1), 'Triage is done');
    assert.equal(fixture.changes.at(-1)?.status, 'SUCCEEDED');
    await fixture.stop();
  });

  it('says to the service why it fails, and when not even that can be stored', async () => {
    const real = new MemoryStore({ strict: true });
    const broken = new Error('the disk is full');
    const store: Store = {
      transaction: (body) =>
        real.transaction((tx) =>
          body(
            overridden(tx, {
              putTriageLog: () => {
                throw broken;
              },
            }),
          ),
        ),
    };
    const said: [text: string, error: unknown][] = [];
    const listener = {
      serviceLog: (text: string, error: unknown) => {
        said.push([text, error instanceof Error ? (error.cause ?? error) : error]);
      },
    };
    const { fixture } = await withJob({ store, listener });
    await fixture.engine.emitTriggers(JOB, [trigger('a')]);
    await fixture.advance(2000);
    assert.deepEqual(said.slice(0, 2), [
      ['Could not store the triage log of proj/job', broken],
      ['TriageJobStateTask is delivered again in 0.1 s', broken],
    ]);
    await fixture.stop();
  });
});
