// Tests of the Store contract, which each implementation runs.

import assert from 'node:assert/strict';
import type { Invocation } from '../../src/engine/invocation.ts';
import type { Job } from '../../src/engine/job.ts';
import type { Store } from '../../src/engine/store.ts';
import type { NewQueueItem, QueueItem } from '../../src/engine/task-queue.ts';
import { type InvocationId, type JobId, jobId, realmId } from '../../src/task/ids.ts';
import { JOB, START } from './engine-fixture.ts';

export function describeStore(name: string, open: () => Store): void {
  describe(`${name}: transactions`, () => {
    it('give back what was put, and nothing for what was not', async () => {
      const store = open();
      const invocation = anInvocation(1n, { taskData: new Uint8Array([1, 2]), debugLog: 'é\n' });
      await store.transaction((tx) => {
        tx.putJob(aJob());
        tx.putInvocation(invocation);
      });
      await store.transaction((tx) => {
        assert.deepStrictEqual(tx.job(JOB), aJob());
        assert.deepStrictEqual(tx.invocation(invocation.id), invocation);
        assert.equal(tx.job(jobId('proj', 'other')), undefined);
        assert.equal(tx.invocation(2n as InvocationId), undefined);
      });
    });

    it('keep every kind of value an Invocation can have', async () => {
      const store = open();
      const invocation = anInvocation((2n ** 63n - 16n) as InvocationId, {
        status: 'FAILED',
        finished: START + 1,
        abortedBy: 'user:a@example.com',
        properties: { text: 'x', list: [1.5, true, null, { deep: [] }], __proto__x: 1 },
        tags: ['k:v', ''],
        incomingTriggers: [
          {
            id: 'c',
            created: 1,
            orderInBatch: 0,
            payload: { kind: 'cron', generation: 2n ** 60n },
          },
        ],
        pendingTimers: [
          { id: 't', created: 1, eta: 2, title: '', payload: new Uint8Array([0, 255]) },
        ],
      });
      await store.transaction((tx) => tx.putInvocation(invocation));
      const [read] = await store.transaction((tx) => tx.invocations());
      assert.deepStrictEqual(read, invocation);
    });

    it('see their own writes', async () => {
      await open().transaction((tx) => {
        tx.putInvocation(anInvocation(1n, { status: 'RUNNING' }));
        assert.equal(tx.invocation(1n as InvocationId)?.status, 'RUNNING');
        assert.equal(tx.invocations(JOB).length, 1);
        tx.putJob(aJob());
        assert.equal(tx.jobsOf('proj').length, 1);
      });
    });

    it('leave nothing behind when they throw, and pass the error on', async () => {
      const store = open();
      const failure = new Error('no');
      await assert.rejects(
        store.transaction((tx) => {
          tx.putJob(aJob());
          tx.putInvocation(anInvocation(1n));
          tx.enqueue(anItem());
          throw failure;
        }),
        (error) => error === failure,
      );
      await store.transaction((tx) => {
        assert.equal(tx.job(JOB), undefined);
        assert.deepEqual(tx.invocations(), []);
      });
      assert.equal(await store.queue.nextDue(), undefined);
    });

    it('return what the body returns', async () => {
      assert.equal(await open().transaction(() => 42), 42);
    });

    it('settle in the order they were committed', async () => {
      const store = open();
      const settled: number[] = [];
      await Promise.all(
        [1, 2, 3].map((n) => store.transaction(() => n).then((result) => settled.push(result))),
      );
      assert.deepEqual(settled, [1, 2, 3]);
    });

    it('keep what is stored apart from what was put and from what was read', async () => {
      const store = open();
      const tags = ['a:b'];
      const taskData = new Uint8Array([1]);
      await store.transaction((tx) => tx.putInvocation(anInvocation(1n, { tags, taskData })));
      tags.push('c:d');
      taskData[0] = 9;
      const read = await store.transaction((tx) => {
        const copy = tx.invocation(1n as InvocationId);
        assert.ok(copy);
        (copy.tags as string[]).push('e:f');
        return tx.invocation(1n as InvocationId);
      });
      assert.deepEqual(read?.tags, ['a:b']);
      assert.deepEqual(read?.taskData, new Uint8Array([1]));
      (read?.taskData as Uint8Array)[0] = 7;
      const again = await store.transaction((tx) => tx.invocation(1n as InvocationId));
      assert.deepEqual(again?.taskData, new Uint8Array([1]));
    });

    it('list Invocations newest first, of one job or of all', async () => {
      const store = open();
      const other = jobId('proj', 'other');
      await store.transaction((tx) => {
        for (const [id, of] of [
          [30n, JOB],
          [10n, JOB],
          [20n, other],
        ] as const) {
          tx.putInvocation(anInvocation(id, { jobId: of }));
        }
      });
      await store.transaction((tx) => {
        const ids = (of?: JobId) => tx.invocations(of).map(({ id }) => id as bigint);
        assert.deepEqual(ids(), [10n, 20n, 30n]);
        assert.deepEqual(ids(JOB), [10n, 30n]);
      });
    });

    it('list the jobs of one project by id', async () => {
      const store = open();
      const names = [
        ['p', 'b'],
        ['p', 'a'],
        ['p', 'B'],
        ['pp', 'a'],
      ] as const;
      await store.transaction((tx) => {
        for (const [project, job] of names) tx.putJob(aJob({ id: jobId(project, job) }));
      });
      const ids = await store.transaction((tx) => tx.jobsOf('p').map(({ id }) => id));
      assert.deepEqual(ids, ['p/B', 'p/a', 'p/b']);
    });
  });

  describe(`${name}: task queue`, () => {
    const enqueue = (store: Store, ...items: Partial<NewQueueItem>[]) =>
      store.transaction((tx) => {
        for (const item of items) tx.enqueue(anItem(item));
      });

    it('gives an item when it is due and not before', async () => {
      const store = open();
      await enqueue(store, { due: 100 });
      assert.equal(await store.queue.nextDue(), 100);
      assert.equal(await store.queue.take(99), undefined);
      const item = await store.queue.take(100);
      assert.deepStrictEqual(item?.payload, anItem().payload);
      assert.equal(item?.attempt, 0);
    });

    it('gives what has been due the longest first, of the same time what came first', async () => {
      const store = open();
      const name = ['late', 'first', 'second', 'early'];
      await enqueue(store, ...[30, 20, 20, 10].map((due, i) => ({ due, name: name[i] ?? '' })));
      const taken = await takeAll(store, 100);
      assert.deepEqual(
        taken.map((item) => item.name),
        ['early', 'first', 'second', 'late'],
      );
    });

    it('keeps a taken item from being taken again until it is given back', async () => {
      const store = open();
      await enqueue(store, { due: 100 });
      const item = await take(store, 100);
      assert.equal(await store.queue.take(1000), undefined);
      assert.equal(await store.queue.nextDue(), undefined);
      await store.queue.retry(item.id, 150);
      assert.equal(await store.queue.nextDue(), 150);
      const again = await take(store, 150);
      assert.equal(again.id, item.id);
      assert.equal(again.attempt, 1);
    });

    it('forgets a finished item, and does not mind hearing of it again', async () => {
      const store = open();
      await enqueue(store, {});
      const item = await take(store, START);
      await store.queue.finish(item.id);
      await store.queue.finish(item.id);
      await store.queue.retry(item.id, 0);
      assert.equal(await store.queue.nextDue(), undefined);
      await store.queue.recover();
      assert.equal(await store.queue.take(Number.MAX_SAFE_INTEGER), undefined);
    });

    it('gives back what a dead consumer had taken, and has counted the attempt', async () => {
      const store = open();
      await enqueue(store, { due: 100 });
      for (const attempt of [0, 1, 2]) {
        assert.equal((await take(store, 100)).attempt, attempt);
        await store.queue.recover();
      }
    });

    it('has one item of a name at a time', async () => {
      const store = open();
      await enqueue(store, { name: 'n', due: 10 }, { name: 'n', due: 5 }, { name: 'm', due: 20 });
      await enqueue(store, { name: 'n', due: 1 });
      const item = await take(store, 10);
      assert.equal(item.due, 10);
      await enqueue(store, { name: 'n', due: 1 }); // Still being handled.
      assert.deepEqual(
        (await takeAll(store, 100)).map(({ name }) => name),
        ['m'],
      );
      await store.queue.retry(item.id, 10);
      await enqueue(store, { name: 'n', due: 1 });
      assert.deepEqual(
        (await takeAll(store, 100)).map(({ id }) => id),
        [item.id],
      );
      await store.queue.finish(item.id);
      await enqueue(store, { name: 'n', due: 1 });
      assert.notEqual((await take(store, 100)).id, item.id);
    });

    it('has any number of items without a name', async () => {
      const store = open();
      await enqueue(store, {}, {}, {});
      assert.equal((await takeAll(store, START)).length, 3);
    });

    it('keeps the stored item apart from what was given out', async () => {
      const store = open();
      await enqueue(store, { due: 1 });
      const item = await take(store, 1);
      Object.assign(item.payload, { invocationId: 666n });
      await store.queue.retry(item.id, 1);
      assert.deepStrictEqual((await take(store, 1)).payload, anItem().payload);
    });
  });
}

async function take(store: Store, now: number): Promise<QueueItem> {
  const item = await store.queue.take(now);
  assert.ok(item, 'an item is due');
  return item;
}

async function takeAll(store: Store, now: number): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  for (;;) {
    const item = await store.queue.take(now);
    if (!item) return items;
    items.push(item);
  }
}

function anItem(item: Partial<NewQueueItem> = {}): NewQueueItem {
  return {
    payload: { kind: 'InvocationFinishedTask', jobId: JOB, invocationId: 1n as InvocationId },
    due: START,
    ...item,
  };
}

function aJob(job: Partial<Job> = {}): Job {
  return {
    id: JOB,
    realmId: realmId('proj', 'ci'),
    flavor: 'periodic',
    enabled: true,
    revision: 'rev1',
    revisionUrl: '',
    schedule: '* * * * *',
    task: new Uint8Array([1]),
    triggeringPolicy: new Uint8Array(),
    triggeredJobIds: [],
    activeInvocations: [],
    ...job,
  };
}

export function anInvocation(id: bigint, invocation: Partial<Invocation> = {}): Invocation {
  return {
    id: id as InvocationId,
    jobId: JOB,
    status: 'STARTING',
    started: START,
    realmId: realmId('proj', 'ci'),
    task: new Uint8Array(),
    triggeredJobIds: [],
    revision: 'rev1',
    revisionUrl: '',
    triggeredBy: '',
    incomingTriggers: [],
    tags: [],
    retryCount: 0,
    debugLog: '',
    viewUrl: '',
    taskData: new Uint8Array(),
    pendingTimers: [],
    outgoingTriggers: [],
    mutationsCount: 0,
    ...invocation,
  };
}
