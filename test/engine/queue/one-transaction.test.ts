// Events that take their items out of the queue in the very transaction that stores what comes of them: a process that
// dies between the two would handle them again, and each event would cost a second commit.

import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { definition, EngineFixture, JOB, scriptedManager } from '../engine-fixture.ts';
import { overridden } from '../store/overridden.ts';

const OTHER = jobId('proj', 'other');
const HOUR = 3_600_000;

/** A store that notes of each transaction which items it has taken out of the queue, and whether it wrote anything else. */
function noting() {
  const memory = new MemoryStore({ strict: true });
  const kinds = new Map<number, string>();
  const together = new Set<string>();
  const alone = new Set<string>();
  const store: Store = {
    async transaction(body) {
      const done: string[] = [];
      let writes = 0;
      const result = await memory.transaction((tx) =>
        body(
          overridden(tx, {
            enqueue: (item) => {
              writes++;
              const stored = tx.enqueue(item);
              if (stored) kinds.set(stored.id, stored.payload.kind);
              return stored;
            },
            deleteItem: (id) => {
              done.push(kinds.get(id) ?? '');
              tx.deleteItem(id);
            },
            putJob: (job) => {
              writes++;
              tx.putJob(job);
            },
            putInvocation: (invocation) => {
              writes++;
              tx.putInvocation(invocation);
            },
          }),
        ),
      );
      for (const kind of done) (writes > 0 ? together : alone).add(kind);
      return result;
    },
  };
  return { store, together, alone };
}

describe('an event', () => {
  it('is done in the transaction that stores what comes of it', async () => {
    const { store, together, alone } = noting();
    const manager = scriptedManager({
      launchTask: async (ctl) => {
        if (ctl.jobId() === OTHER) throw new TaskError('transient', 'try again');
        ctl.state().status = 'RUNNING';
        ctl.addTimer(1000, 'go on');
      },
      handleTimer: async (ctl) => {
        ctl.emitTrigger({ id: 'x', payload: { kind: 'noop', data: '' } });
        ctl.state().status = 'SUCCEEDED';
      },
      abortTask: async () => {
        if (busy) throw new TaskError('transient', 'not now');
      },
    });
    let busy = true;
    const fixture = new EngineFixture(manager, { store });
    await fixture.engine.updateProjectJobs('proj', [
      definition({ schedule: 'with 60s interval', triggeredJobIds: [OTHER] }),
      definition({ jobId: OTHER }),
    ]);
    fixture.run();
    await fixture.advance(60_000 + 8000); // The job has run; the one that it triggers is tried again and again.
    await fixture.engine.pauseJob(JOB, 'user:a@example.com', '');
    const { job } = (await fixture.engine.debugJob(OTHER)) ?? assert.fail();
    const [id = assert.fail()] = job.activeInvocations;
    await fixture.engine.abortInvocation(OTHER, id, 'user:a@example.com');
    busy = false;
    await fixture.advance(HOUR);
    assert.equal((await fixture.invocation(id)).status, 'ABORTED');
    await fixture.engine.startInvocation(OTHER, {
      triggeredBy: '',
      incomingTriggers: [],
      tags: [],
    });
    await fixture.advance(48 * HOUR); // Until its fiftieth attempt has failed.
    await fixture.stop();
    assert.deepEqual([...together].sort(), [
      'AbortInvocationTask',
      'CronTickTask',
      'EnqueueTriggersTask',
      'InvocationFinishedTask',
      'LaunchInvocationTask',
      'TimerTask',
      'TriageJobStateTask',
    ]);
    // Of a job that was paused in the meantime, and of an Invocation that was aborted, there was nothing to store.
    assert.deepEqual([...alone].sort(), ['CronTickTask', 'LaunchInvocationTask']);
  });
});
