import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { aJob, anItem, aTrigger, ended, inv, JOB } from './records.ts';
import { describeStore } from './store-contract.ts';

describeStore('MemoryStore', {
  open: () => new MemoryStore({ strict: true }),
  sequences: 300,
});

describe('MemoryStore', () => {
  it('keeps nothing of jobs that have nothing left, whether or not their transactions threw', async () => {
    v8.setFlagsFromString('--expose-gc');
    const collectGarbage = vm.runInNewContext('gc') as () => void;
    const store = new MemoryStore();
    const churn = async (from: number, count: number) => {
      for (let i = from; i < from + count; i++) {
        const job = jobId('p', `job ${i}`);
        await store.transaction((tx) => {
          tx.addPendingTrigger(job, aTrigger('t'));
          tx.addRecentlyFinished(job, inv(1));
          tx.putInvocation(ended(i));
          tx.enqueue(anItem({ name: `name ${i}` }));
        });
        await store.transaction((tx) => {
          tx.consumeTriggers(job, ['t'], 1);
          tx.clearRecentlyFinished(job);
          tx.deleteInvocation(inv(i));
          for (const { id } of tx.items()) tx.deleteItem(id);
        });
        await store.transaction((tx) => tx.purgeTombstones(job, 1));
        await store
          .transaction((tx) => {
            tx.addPendingTrigger(jobId('p', `lost ${i}`), aTrigger('t'));
            throw new Error('no');
          })
          .catch(() => {});
      }
    };
    const heap = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    await churn(0, 1000);
    const before = heap();
    await churn(1000, 10_000);
    const perJob = (heap() - before) / 10_000;
    assert.ok(perJob < 50, `${perJob} bytes are kept for each job`);
  });

  it('gives back the very record that it was given, frozen if it is strict', async () => {
    const job = aJob();
    const strict = new MemoryStore({ strict: true });
    const lax = new MemoryStore();
    for (const store of [lax, strict]) {
      await store.transaction((tx) => tx.putJob(job));
      assert.equal(await store.transaction((tx) => tx.job(JOB)), job);
    }
    assert.ok(Object.isFrozen(job.cron.lastTick));
  });
});
