import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { EngineFixture, JOB, START, scriptedManager, virtualClock } from '../engine-fixture.ts';

describe('an engine on a virtual clock', () => {
  it('finds what was put into the queue by a commit whose answer was lost', async () => {
    const memory = new MemoryStore({ strict: true });
    let answers = true;
    const store: Store = {
      transaction: async (body) => {
        const result = await memory.transaction(body);
        if (!answers) throw new TaskError('transient', 'no answer');
        return result;
      },
    };
    const fixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'SUCCEEDED';
          answers = ctl.request().tags.length > 0; // The answer to the save that puts its end into the queue.
        },
      }),
      { store },
    );
    const { clock, engine } = fixture;
    await fixture.start();
    clock.sleep(2000).then(() => {
      answers = true;
    });
    await engine.runUntil(clock, START + 60_000);
    const job = await engine.getJob(JOB);
    assert.deepEqual(job?.activeInvocations, [], 'its end has been acknowledged');
  });

  it('goes on when the store needs time to say what is in the queue', async () => {
    const clock = virtualClock();
    const memory = new MemoryStore({ strict: true });
    const store: Store = {
      transaction: async (body) => {
        const result = memory.transaction(body);
        await clock.sleep(100);
        return result;
      },
    };
    await new EngineFixture(scriptedManager(), { clock, store: memory }).start();
    const { engine } = new EngineFixture(scriptedManager(), { clock, store });
    await engine.runUntil(clock, START + 60_000);
    const found = await memory.transaction((tx) => tx.lastEnded(9));
    assert.deepEqual(
      found.map(({ status }) => status),
      ['SUCCEEDED'],
    );
  });
});
