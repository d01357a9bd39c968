// What handlers commit, and who hears of it.

import assert from 'node:assert/strict';
import { TRIM_MARKER } from '../../../src/engine/invocation/debug-log.ts';
import { UnsavedLines } from '../../../src/engine/invocation/unsaved-lines.ts';
import { guarded } from '../../../src/engine/listener.ts';
import type { Delivery } from '../../../src/engine/queue/delivery.ts';
import { EngineStore, type EngineTransaction } from '../../../src/engine/store/engine-store.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { aJob, anInvocation, anItem, inv, JOB, START } from './records.ts';

/** A store, and in one list everything that is said of what is committed. */
function heard(store: Store = new MemoryStore({ strict: true })) {
  const said: string[] = [];
  const unsaved = new UnsavedLines();
  const listener = guarded({
    debugLog: (_job, id, { text }) => said.push(`line of ${id}: ${text}`),
    jobChanged: ({ revision }) => said.push(`job ${revision}`),
    invocationChanged: ({ id, status }) => said.push(`invocation ${id} ${status}`),
    invocationDeleted: (id) => said.push(`no invocation ${id}`),
  });
  const queue = {
    enqueued: ({ payload }: { payload: { kind: string } }) => said.push(`item ${payload.kind}`),
    uncertain: () => said.push('uncertain'),
  };
  const engineStore = new EngineStore(store, listener, unsaved, queue);
  return { engineStore, said, unsaved, store };
}

const line = (text: string) => ({ time: START, text });

/** A store that does what it is asked and then says that it has failed. */
function failingAfter(memory: MemoryStore): Store {
  return {
    transaction: async (body) => {
      await memory.transaction(body);
      throw new TaskError('transient', 'the answer is lost');
    },
  };
}

describe('a transaction of a handler', () => {
  const writeAll = (tx: EngineTransaction) => {
    tx.deleteInvocation(inv(9));
    tx.putInvocation(anInvocation(1, { status: 'STARTING' }));
    tx.putInvocation(anInvocation(2));
    tx.putInvocation(anInvocation(1, { status: 'RUNNING' }));
    tx.putJob(aJob({ revision: 'r1' }));
    tx.putJob(aJob({ revision: 'r2' }));
    tx.announce(JOB, inv(1), line('hello'));
    tx.enqueue({ kind: 'TriageJobStateTask', jobId: JOB }, START, 'name');
    tx.enqueue({ kind: 'TriageJobStateTask', jobId: JOB }, START, 'name');
  };

  it('is told of once it is committed: of each record as it was put last, lines first', async () => {
    const { engineStore, said } = heard();
    await engineStore.transaction((tx) => {
      writeAll(tx);
      assert.deepEqual(said, [], 'nothing is said before');
    });
    assert.deepEqual(said, [
      'item TriageJobStateTask', // Once: there was one of its name.
      'line of 1: hello',
      'job r2',
      'invocation 1 RUNNING',
      'invocation 2 STARTING',
      'no invocation 9',
    ]);
  });

  it('that throws is not told of, and has not happened', async () => {
    const { engineStore, said, store } = heard();
    const thrown = new Error('after all of it');
    const act = engineStore.transaction((tx) => {
      writeAll(tx);
      throw thrown;
    });
    await assert.rejects(act, (error) => error === thrown);
    assert.deepEqual(said, []);
    assert.equal(await store.transaction((tx) => tx.job(JOB)), undefined);
  });

  it('of which nobody knows makes the queue be read again, and says nothing else', async () => {
    const { engineStore, said } = heard(failingAfter(new MemoryStore({ strict: true })));
    await assert.rejects(engineStore.transaction(writeAll), /the answer is lost/);
    assert.deepEqual(said, ['uncertain']);
  });

  it('that the store has refused before it began makes the queue be read again', async () => {
    const store: Store = {
      transaction: async () => {
        throw new TaskError('transient', 'read-only');
      },
    };
    const { engineStore, said } = heard(store);
    await assert.rejects(engineStore.transaction(writeAll));
    assert.deepEqual(said, ['uncertain']);
  });

  it('finishes a delivery when it is committed, and only then', async () => {
    const memory = new MemoryStore({ strict: true });
    const item = await memory.transaction((tx) => tx.enqueue(anItem()));
    assert.ok(item);
    const { signal } = new AbortController();
    const delivery: Delivery = { item, signal, isAbandoned: false, cut: () => {}, finished: false };
    const { engineStore } = heard(memory);
    const failed = engineStore.transaction((tx) => {
      tx.finish(delivery);
      throw new Error('no');
    });
    await assert.rejects(failed);
    assert.equal(delivery.finished, false);
    assert.equal((await memory.transaction((tx) => tx.items())).length, 1);
    await engineStore.transaction((tx) => tx.finish(delivery));
    assert.equal(delivery.finished, true);
    assert.deepEqual(await memory.transaction((tx) => tx.items()), []);
  });

  it('counts an attempt and postpones under the same id', async () => {
    const memory = new MemoryStore({ strict: true });
    const item = await memory.transaction((tx) => tx.enqueue(anItem()));
    assert.ok(item);
    const { signal } = new AbortController();
    const delivery: Delivery = { item, signal, isAbandoned: false, cut: () => {}, finished: false };
    const { engineStore, said } = heard(memory);
    await engineStore.transaction((tx) => tx.countAttempt(delivery));
    assert.equal((await memory.transaction((tx) => tx.items()))[0]?.attempt, 1);
    await engineStore.transaction((tx) => tx.postpone({ ...item, attempt: 5, due: START + 9 }));
    const [stored] = await memory.transaction((tx) => tx.items());
    assert.deepEqual(stored, { ...item, attempt: 5, due: START + 9 });
    assert.deepEqual(said, [], 'to the queue, that is no new item');
  });
});

describe('lines that a transaction takes along', () => {
  const take = (tx: EngineTransaction) => {
    const before = tx.rows.invocation(inv(1)) ?? anInvocation(1);
    const debugLog = before.debugLog + tx.takeUnsaved(before);
    tx.putInvocation({ ...before, debugLog });
  };

  it('count as stored when it is committed', async () => {
    const { engineStore, unsaved, store } = heard();
    unsaved.add(inv(1), 'a\n');
    await engineStore.transaction(take);
    assert.equal(unsaved.has(inv(1)), false);
    assert.equal((await store.transaction((tx) => tx.invocation(inv(1))))?.debugLog, 'a\n');
  });

  it('do not fill the memory: of ten million characters the beginning and the end are kept', async () => {
    const { engineStore, unsaved } = heard();
    const long = `${'x'.repeat(999)}\n`;
    unsaved.add(inv(1), 'first\n');
    for (let i = 0; i < 30_000; i++) unsaved.add(inv(1), long);
    unsaved.add(inv(1), 'last\n');
    const taken = await engineStore.transaction((tx) => tx.takeUnsaved(anInvocation(1)));
    assert.ok(taken.length <= 10_001_000, `${taken.length}`);
    assert.ok(taken.startsWith('first\n') && taken.endsWith('last\n'));
    assert.ok(taken.includes(`\n${TRIM_MARKER}\n`));
  });

  it('are left for the next one when it throws', async () => {
    const { engineStore, unsaved, store } = heard();
    unsaved.add(inv(1), 'a\n');
    const failed = engineStore.transaction((tx) => {
      take(tx);
      throw new Error('no');
    });
    await assert.rejects(failed);
    unsaved.add(inv(1), 'b\n');
    await engineStore.transaction(take);
    assert.equal((await store.transaction((tx) => tx.invocation(inv(1))))?.debugLog, 'a\nb\n');
  });

  it('are stored once when the answer is lost', async () => {
    const memory = new MemoryStore({ strict: true });
    const { engineStore, unsaved } = heard(failingAfter(memory));
    unsaved.add(inv(1), 'a\n');
    await assert.rejects(engineStore.transaction(take));
    unsaved.add(inv(1), 'b\n');
    await assert.rejects(engineStore.transaction(take));
    assert.equal((await memory.transaction((tx) => tx.invocation(inv(1))))?.debugLog, 'a\nb\n');
  });
});
