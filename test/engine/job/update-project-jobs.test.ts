import assert from 'node:assert/strict';
import type { Job } from '../../../src/engine/job/job.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { jobId, realmId } from '../../../src/task/ids.ts';
import type { JobDefinition } from '../../../src/task/job-definition.ts';
import { errorKind, TaskError } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
} from '../engine-fixture.ts';
import { overridden } from '../store/overridden.ts';

const OTHER = jobId('proj', 'other');

describe('updating a project’s jobs', () => {
  it('stores what is defined', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.engine.updateProjectJobs('proj', [definition()]);
    const { jobId: _, ...defined } = definition();
    const [job] = await jobs(fixture);
    assert.ok(job);
    const { cron, ...rest } = job;
    assert.deepEqual(rest, {
      id: JOB,
      ...defined,
      enabled: true,
      paused: false,
      activeInvocations: [],
      finishedInvocations: [],
    });
    assert.deepEqual([cron.enabled, cron.generation, cron.lastRewind], [true, 2, START]);
  });

  // engine.md J7, M1, M3: a schedule that a job has had from its beginning is no change.
  it('lets the cron machine of a new job hear of nothing but that it is enabled', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.engine.updateProjectJobs('proj', [definition({ schedule: '0 0 30 2 *' })]);
    const [job] = await jobs(fixture);
    assert.equal(job?.cron.generation, 1); // There is no 30 February to wait for.
  });

  // engine.md J3: which differences count.
  const changes: [string, Partial<JobDefinition>, counts: boolean][] = [
    ['nothing', {}, false],
    ['the revision alone', { revision: 'rev2', revisionUrl: 'u2' }, false],
    ['the realm', { realmId: realmId('proj', 'try'), revision: 'rev2' }, true],
    ['the flavor', { flavor: 'periodic', revision: 'rev2' }, true],
    ['the schedule', { schedule: '* * * * *', revision: 'rev2' }, true],
    ['the task', { task: new Uint8Array([10, 0, 0]), revision: 'rev2' }, true],
    ['the policy', { triggeringPolicy: new Uint8Array([8, 1]), revision: 'rev2' }, true],
    ['the triggered jobs', { triggeredJobIds: [OTHER], revision: 'rev2' }, true],
  ];
  for (const [what, change, counts] of changes) {
    it(`${counts ? 'takes over' : 'leaves the job alone for'} a change of ${what}`, async () => {
      const fixture = new EngineFixture(scriptedManager());
      await fixture.engine.updateProjectJobs('proj', [definition()]);
      const [before] = await jobs(fixture);
      const changed = definition(change);
      await fixture.engine.updateProjectJobs('proj', [changed]);
      const { jobId: _, ...defined } = changed;
      const [after] = await jobs(fixture);
      // Its cron machine has heard of the schedule, and of nothing else (J7).
      const isRescheduled = change.schedule !== undefined;
      assert.equal(after?.cron.generation, isRescheduled ? 3 : 2);
      const expected = counts ? { ...before, ...defined } : before;
      assert.deepEqual(after, isRescheduled ? { ...expected, cron: after?.cron } : expected);
    });
  }

  // engine.md J6, J7: [what changes, whether a triage is to look at it, whether the cron machine hears of it].
  const consequences: [what: string, Partial<JobDefinition>, triage: boolean, cron: boolean][] = [
    ['the policy', { triggeringPolicy: new Uint8Array([8, 2]) }, true, false],
    ['the policy, to none', { triggeringPolicy: new Uint8Array() }, true, false],
    ['the schedule', { schedule: '0 0 31 2 *' }, false, true],
    ['the flavor', { flavor: 'periodic' }, false, false],
    ['nothing', {}, false, false],
  ];
  for (const [what, change, triage, cron] of consequences) {
    it(`of which ${what} changes ${triage ? 'asks for a triage' : 'asks for none'}`, async () => {
      const fixture = new EngineFixture(scriptedManager());
      // There is no such day: each time that the machine hears of its schedule, it counts again.
      const before = definition({
        schedule: '0 0 30 2 *',
        triggeringPolicy: new Uint8Array([8, 1]),
      });
      await fixture.engine.updateProjectJobs('proj', [before]);
      assert.equal(await fixture.nextDue(), undefined, 'a new job needs no triage');
      await fixture.engine.updateProjectJobs('proj', [{ ...before, ...change }]);
      const items = await fixture.store.transaction((tx) => tx.items());
      assert.deepEqual(
        items.map(({ payload }) => payload.kind),
        triage ? ['TriageJobStateTask'] : [],
      );
      assert.equal((await jobs(fixture))[0]?.cron.generation, cron ? 2 : 1);
    });
  }

  it('disables what is gone, and nothing else happens to it', async () => {
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(5000, 't');
        },
        handleTimer: async (ctl) => {
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ).run();
    const id = await fixture.start();
    await fixture.advance(2000);
    const [before] = await jobs(fixture);
    await fixture.engine.updateProjectJobs('proj', []);
    const [after] = await jobs(fixture);
    assert.deepEqual(after, { ...before, enabled: false, cron: after?.cron });
    assert.equal(after?.cron.enabled, false);

    const invocation = await fixture.ended();
    assert.equal(invocation.id, id);
    assert.equal(invocation.status, 'SUCCEEDED');
    await fixture.advance(10_000);
    await fixture.stop();
    assert.deepEqual((await jobs(fixture))[0]?.activeInvocations, []);
  });

  it('enables it again when it comes back, with what it still has running', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const id = await fixture.start();
    await fixture.engine.updateProjectJobs('proj', []);
    await fixture.engine.updateProjectJobs('proj', [definition({ revision: 'rev2' })]);
    const [job] = await jobs(fixture);
    assert.equal(job?.enabled, true);
    assert.equal(job?.revision, 'rev2');
    assert.deepEqual(job?.activeInvocations, [id]);
    await fixture.engine.startInvocation(JOB, BY_HAND);
  });

  it('leaves other projects alone', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const elsewhere = jobId('projx', 'job');
    await fixture.engine.updateProjectJobs('projx', [definition({ jobId: elsewhere })]);
    await fixture.engine.updateProjectJobs('proj', []);
    assert.equal((await jobs(fixture, 'projx'))[0]?.enabled, true);
  });

  it('updates what it can when one job fails, and is transient (J4)', async () => {
    const memory = new MemoryStore({ strict: true });
    const store: Store = {
      transaction: (body) =>
        memory.transaction((tx) =>
          body(
            overridden(tx, {
              putJob: (job) => {
                if (job.id === JOB) throw new TaskError('transient', 'this row is locked');
                tx.putJob(job);
              },
            }),
          ),
        ),
    };
    const fixture = new EngineFixture(scriptedManager(), { store });
    await assert.rejects(
      fixture.engine.updateProjectJobs('proj', [definition(), definition({ jobId: OTHER })]),
      (error) => errorKind(error) === 'transient' && /1 of the jobs of proj/.test(String(error)),
    );
    assert.deepEqual(
      (await jobs(fixture)).map(({ id }) => id),
      [OTHER],
    );
  });

  for (const id of ['nojob', 'a/b/c', '/x', 'x/']) {
    it(`refuses the job id ${id} (J5)`, async () => {
      const fixture = new EngineFixture(scriptedManager());
      await assert.rejects(
        fixture.engine.updateProjectJobs('proj', [definition({ jobId: id as never })]),
        (error) => errorKind(error) === 'transient',
      );
    });
  }
});

function jobs(fixture: EngineFixture, project = 'proj'): Promise<readonly Job[]> {
  return fixture.store.transaction((tx) => tx.jobs(project));
}
