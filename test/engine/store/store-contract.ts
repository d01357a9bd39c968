// Tests of the Store contract, which each implementation runs.

import assert from 'node:assert/strict';
import type { QueueItem } from '../../../src/engine/queue/queue-item.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import type { Store, Transaction } from '../../../src/engine/store/store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { aJob, anInvocation, anItem, aTrigger, ended, inv, JOB, OTHER, START } from './records.ts';
import { describeAgainstModel } from './store-property.ts';
import { VALUES } from './stored-values.ts';

/** An implementation as the contract needs it. */
export interface StoreUnderTest {
  /** An empty store. */
  open(): Store;
  /** The store as a process that comes later finds it; the one given is used no more. Absent if none can. */
  readonly reopen?: (store: Store) => Store;
  /** How many sequences of transactions are held against the model. */
  readonly sequences: number;
}

interface Row {
  readonly title: string;
  /** Each is a transaction of its own. */
  readonly steps: readonly ((tx: Transaction) => void)[];
  readonly read: (tx: Transaction) => unknown;
  readonly expected: unknown;
}

const put =
  (...invocations: readonly ReturnType<typeof anInvocation>[]) =>
  (tx: Transaction) => {
    for (const invocation of invocations) tx.putInvocation(invocation);
  };

const trigger = (id: string) => (tx: Transaction) => tx.addPendingTrigger(JOB, aTrigger(id));

const consume =
  (now: number, ...ids: readonly string[]) =>
  (tx: Transaction) =>
    tx.consumeTriggers(JOB, ids, now);

const purge = (time: number) => (tx: Transaction) => tx.purgeTombstones(JOB, time);

const enqueue = (due: number, name?: string) => (tx: Transaction) => {
  tx.enqueue(anItem({ due, ...(name !== undefined && { name }) }));
};

/** Of the queue, what does not depend on which ids the store gives. */
const queue = (tx: Transaction) =>
  itemsById(tx).map(({ name = '', due, attempt }) => [name, due, attempt]);

const pendingIds = (tx: Transaction) =>
  tx
    .pendingTriggers(JOB)
    .map(({ id }) => id)
    .sort();

const ids = (invocations: readonly { readonly id: bigint }[]) =>
  invocations.map(({ id }) => Number(id));

/** Those that a store might take for one another, or for something else. */
const KEYS = ['', 'k', 'K', 'k\0', 'k\ud800', '"k"', '__proto__'];

const ROWS: readonly Row[] = [
  // Jobs.
  {
    title: 'a job is as it was put last',
    steps: [(tx) => tx.putJob(aJob()), (tx) => tx.putJob(aJob({ paused: true }))],
    read: (tx) => [tx.job(JOB), tx.job(OTHER)],
    expected: [aJob({ paused: true }), undefined],
  },
  {
    title: 'jobs come in byte order of their ids, disabled ones included',
    steps: [
      (tx) => {
        for (const name of ['b', '\u{10000}', 'a', '\uffff', 'B', 'ab', 'a b']) {
          tx.putJob(aJob({ id: jobId('p', name), enabled: name !== 'a' }));
        }
      },
    ],
    read: (tx) => tx.jobs().map(({ id }) => id),
    expected: ['p/B', 'p/a', 'p/a b', 'p/ab', 'p/b', 'p/\uffff', 'p/\u{10000}'],
  },
  {
    title: 'jobs of one project are not those of another whose name begins with it',
    steps: [
      (tx) => {
        for (const project of ['p', 'pp', 'p-p', 'o', 'P', 'p0']) {
          tx.putJob(aJob({ id: jobId(project, 'a') }));
        }
      },
    ],
    read: (tx) => [tx.jobs('p').map(({ id }) => id), tx.jobs('none'), tx.jobs().length],
    expected: [['p/a'], [], 6],
  },
  // Invocations.
  {
    title: 'an Invocation is as it was put last, and gone when deleted',
    steps: [
      put(anInvocation(1), anInvocation(2)),
      put(anInvocation(1, { status: 'RUNNING' })),
      (tx) => tx.deleteInvocation(inv(2)),
      (tx) => tx.deleteInvocation(inv(3)),
    ],
    read: (tx) => [tx.invocation(inv(1)), tx.invocation(inv(2)), tx.unfinished().length],
    expected: [anInvocation(1, { status: 'RUNNING' }), undefined, 1],
  },
  {
    title: 'ids as large as any are told apart',
    steps: [put(ended(2n ** 63n - 1n), ended(2n ** 63n - 2n), ended(2n ** 53n + 1n))],
    read: (tx) => [
      tx.invocation(inv(2n ** 63n - 1n))?.id,
      tx.invocation(inv(2n ** 53n)),
      tx.endedOf(JOB, inv(2n ** 53n + 1n), 9).map(({ id }) => id),
    ],
    expected: [2n ** 63n - 1n, undefined, [2n ** 63n - 2n, 2n ** 63n - 1n]],
  },
  {
    title: 'those of a job that have ended come by ascending id, in pages',
    steps: [
      put(ended(30), ended(10), ended(20, { jobId: OTHER }), ended(40), anInvocation(35)),
      put(ended(5, { pinned: true })),
    ],
    read: (tx) => [
      ids(tx.endedOf(JOB, undefined, 9)),
      ids(tx.endedOf(JOB, undefined, 2)),
      ids(tx.endedOf(JOB, inv(10), 9)),
      ids(tx.endedOf(JOB, inv(11), 1)),
      ids(tx.endedOf(JOB, inv(40), 9)),
      ids(tx.endedOf(JOB, undefined, 0)),
    ],
    expected: [[5, 10, 30, 40], [5, 10], [30, 40], [30], [], []],
  },
  {
    title:
      'the first and the last to end go by when they ended, not by id or by when they were put again',
    steps: [
      put(anInvocation(1), anInvocation(2), anInvocation(3)),
      put(ended(2)),
      put(ended(3)),
      put(ended(1)),
      put(ended(2, { viewUrl: 'again' })),
    ],
    read: (tx) => [
      ids(tx.lastEnded(9)),
      ids(tx.lastEnded(2)),
      ids(tx.lastEnded(0)),
      ids(tx.firstEnded(9)),
      ids(tx.firstEnded(2)),
      ids(tx.firstEnded(0)),
      tx.endedCount(),
    ],
    expected: [[1, 3, 2], [1, 3], [], [2, 3, 1], [2, 3], [], 3],
  },
  {
    title:
      'those that are pinned are neither first to go nor counted, until they are pinned no more',
    steps: [
      put(ended(1, { pinned: true }), ended(2), ended(3, { pinned: true }), ended(4)),
      put(ended(3, { pinned: false }), ended(4, { pinned: true })),
    ],
    read: (tx) => [ids(tx.firstEnded(9)), ids(tx.lastEnded(9)), tx.endedCount()],
    expected: [[2, 3], [4, 3, 2, 1], 2],
  },
  {
    title: 'a pinned one that runs is not counted when it ends',
    steps: [put(anInvocation(1, { pinned: true })), put(ended(1, { pinned: true }))],
    read: (tx) => [tx.endedCount(), ids(tx.firstEnded(9)), ids(tx.lastEnded(9))],
    expected: [0, [], [1]],
  },
  {
    title: 'what is deleted is in no list',
    steps: [
      put(ended(1), ended(2, { pinned: true }), anInvocation(3)),
      (tx) => {
        for (const id of [1, 2, 3]) tx.deleteInvocation(inv(id));
      },
    ],
    read: (tx) => [
      tx.endedOf(JOB, undefined, 9),
      tx.lastEnded(9),
      tx.firstEnded(9),
      tx.endedCount(),
      tx.unfinished(),
    ],
    expected: [[], [], [], 0, []],
  },
  {
    title: 'one that is put after it was deleted ends anew',
    steps: [put(ended(1), ended(2)), (tx) => tx.deleteInvocation(inv(1)), put(ended(1))],
    read: (tx) => ids(tx.lastEnded(9)),
    expected: [1, 2],
  },
  {
    title: 'a log may be replaced, cut and go on',
    steps: [
      put(anInvocation(1, { debugLog: 'a\n' }), anInvocation(2, { debugLog: 'x\n' })),
      put(anInvocation(1, { debugLog: 'a\nb\n' }), anInvocation(2, { debugLog: 'y\n' })),
      put(anInvocation(1, { debugLog: 'a\nb\n' }), anInvocation(2, { debugLog: '' })),
      put(anInvocation(1, { debugLog: 'a\nb\nc\u0000\ud83d' })),
      put(anInvocation(1, { debugLog: 'a\nb\nc\u0000\ud83d\ude00\n' })),
    ],
    read: (tx) => [tx.invocation(inv(1))?.debugLog, tx.invocation(inv(2))?.debugLog],
    expected: ['a\nb\nc\u0000\u{1f600}\n', ''],
  },
  {
    title: 'the log of one that was deleted is not that of the next one of its id',
    steps: [
      put(anInvocation(1, { debugLog: 'a\n' })),
      (tx) => tx.deleteInvocation(inv(1)),
      put(anInvocation(1)),
    ],
    read: (tx) => tx.invocation(inv(1))?.debugLog,
    expected: '',
  },
  // Triggers.
  {
    title: 'a trigger that is pending stays as it is when one of its id is added',
    steps: [
      trigger('a'),
      (tx) => tx.addPendingTrigger(JOB, aTrigger('a', { title: 'second' })),
      (tx) => tx.addPendingTrigger(OTHER, aTrigger('a', { title: 'of another job' })),
    ],
    read: (tx) => [tx.pendingTriggers(JOB), tx.pendingTriggers(OTHER)[0]?.title],
    expected: [[aTrigger('a')], 'of another job'],
  },
  {
    title: 'a trigger that was consumed leaves a tombstone, of its job alone',
    steps: [
      trigger('a'),
      trigger('b'),
      consume(100, 'a', 'never there'),
      trigger('a'),
      trigger('never there'),
      (tx) => tx.addPendingTrigger(OTHER, aTrigger('a')),
    ],
    read: (tx) => [pendingIds(tx), tx.pendingTriggers(OTHER).length],
    expected: [['b'], 1],
  },
  {
    title: 'a tombstone goes when it is old enough, and not before',
    steps: [consume(100, 'a'), consume(101, 'b'), purge(100), trigger('a'), trigger('b')],
    read: pendingIds,
    expected: ['a'],
  },
  {
    title: 'tombstones go by their times, whatever the order in which they came',
    steps: [
      consume(300, 'a'),
      consume(100, 'b'),
      consume(200, 'c'),
      purge(200),
      ...['a', 'b', 'c'].map(trigger),
    ],
    read: pendingIds,
    expected: ['b', 'c'],
  },
  {
    title: 'who is consumed again is remembered from then on',
    steps: [consume(100, 'a'), consume(101, 'b'), consume(200, 'a'), purge(150)].concat(
      ['a', 'b'].map(trigger),
    ),
    read: pendingIds,
    expected: ['b'],
  },
  {
    title: 'a purge leaves other jobs alone',
    steps: [
      (tx) => tx.consumeTriggers(OTHER, ['a'], 1),
      purge(9),
      (tx) => tx.addPendingTrigger(OTHER, aTrigger('a')),
    ],
    read: (tx) => tx.pendingTriggers(OTHER),
    expected: [],
  },
  {
    title: 'ids of triggers may be any strings, and are told apart',
    steps: [
      (tx) => {
        for (const id of [
          '',
          'a',
          'A',
          '"a"',
          '\0',
          'a\0b',
          'a\0c',
          '\ud800',
          '\ud801',
          '\ufffd',
          '"a\\u0000b"',
        ]) {
          tx.addPendingTrigger(JOB, aTrigger(id));
        }
      },
      consume(1, 'a\0b', '\ud801', '"a"'),
      trigger('\ud801'),
    ],
    read: pendingIds,
    expected: ['', '\0', '"a\\u0000b"', 'A', 'a', 'a\0c', '\ud800', '\ufffd'],
  },
  // Ends that the job has not acknowledged.
  {
    title: 'recently finished Invocations are there once, until they are cleared',
    steps: [
      (tx) => {
        for (const id of [5n, 2n ** 62n, 5n]) tx.addRecentlyFinished(JOB, inv(id));
        for (const id of [1, 2]) tx.addRecentlyFinished(OTHER, inv(id));
      },
      (tx) => tx.clearRecentlyFinished(OTHER),
      (tx) => tx.addRecentlyFinished(OTHER, inv(2)),
    ],
    read: (tx) => [[...tx.recentlyFinished(JOB)].sort(), tx.recentlyFinished(OTHER)],
    expected: [[2n ** 62n, 5n], [2n]],
  },
  // Triage logs.
  {
    title: 'the triage log is the last one of the job',
    steps: [
      (tx) => tx.putTriageLog(JOB, { lastTriage: 1, debugLog: 'first\n' }),
      (tx) => tx.putTriageLog(JOB, { lastTriage: 2, debugLog: 'second\n' }),
    ],
    read: (tx) => [tx.triageLog(JOB), tx.triageLog(OTHER)],
    expected: [{ lastTriage: 2, debugLog: 'second\n' }, undefined],
  },
  // The queue.
  {
    title: 'an item is put in with no attempts, and stays until it is deleted',
    steps: [
      enqueue(100, 'a'),
      enqueue(50),
      (tx) => {
        const [first] = itemsById(tx);
        assert.ok(first);
        tx.putItem({ ...first, due: 200.5, attempt: 3 });
      },
      enqueue(70, 'c'),
      (tx) => tx.deleteItem(itemsById(tx)[1]?.id ?? 0),
    ],
    read: queue,
    expected: [
      ['a', 200.5, 3],
      ['c', 70, 0],
    ],
  },
  {
    title: 'there is one item of a name at a time',
    steps: [
      enqueue(1, 'n'),
      (tx) => assert.equal(tx.enqueue(anItem({ name: 'n' })), undefined),
      (tx) => tx.putItem({ ...(tx.items()[0] as QueueItem), attempt: 1 }),
      (tx) => assert.equal(tx.enqueue(anItem({ name: 'n' })), undefined),
      enqueue(2, 'm'),
      (tx) => tx.deleteItem(itemsById(tx)[0]?.id ?? 0),
      enqueue(3, 'n'),
    ],
    read: queue,
    expected: [
      ['m', 2, 0],
      ['n', 3, 0],
    ],
  },
  {
    title: 'items without a name are as many as were put in; an empty name is one',
    steps: [enqueue(1), enqueue(1), enqueue(1, ''), enqueue(2, '')],
    read: (tx) => tx.items().length,
    expected: 3,
  },
  {
    title: 'an item that is gone is neither deleted nor put again',
    steps: [
      enqueue(1, 'n'),
      (tx) => {
        const [item] = tx.items();
        assert.ok(item);
        tx.deleteItem(item.id);
        tx.deleteItem(item.id);
        tx.putItem({ ...item, attempt: 1 });
        tx.deleteItem(12345);
      },
    ],
    read: queue,
    expected: [],
  },
  // What Managers keep.
  {
    title: 'bytes are kept under any key, as they were put last',
    steps: [
      (tx) => {
        for (const [i, key] of KEYS.entries()) tx.putKeptBytes(key, Uint8Array.of(i));
      },
      (tx) => tx.putKeptBytes('', new Uint8Array()),
      (tx) =>
        tx.putKeptBytes(
          'k',
          Uint8Array.from({ length: 70_000 }, (_, i) => i),
        ),
    ],
    read: (tx) => [...KEYS, 'none'].map((key) => tx.keptBytes(key)),
    expected: [
      new Uint8Array(),
      Uint8Array.from({ length: 70_000 }, (_, i) => i),
      ...[2, 3, 4, 5, 6].map((i) => Uint8Array.of(i)),
      undefined,
    ],
  },
  {
    title: 'a transaction sees its own writes',
    steps: [
      (tx) => {
        tx.putJob(aJob());
        tx.putInvocation(anInvocation(1, { debugLog: 'a' }));
        tx.putInvocation(anInvocation(1, { debugLog: 'ab', status: 'FAILED', finished: START }));
        tx.addPendingTrigger(JOB, aTrigger('a'));
        const item = tx.enqueue(anItem());
        assert.deepEqual(tx.job(JOB), aJob());
        assert.deepEqual(ids(tx.lastEnded(1)), [1]);
        assert.equal(tx.endedCount(), 1);
        assert.equal(tx.invocation(inv(1))?.debugLog, 'ab');
        assert.deepEqual(pendingIds(tx), ['a']);
        assert.deepEqual(tx.items(), [item]);
        tx.deleteItem(item?.id ?? 0);
      },
    ],
    read: (tx) => [tx.items(), ids(tx.endedOf(JOB, undefined, 2))],
    expected: [[], [1]],
  },
];

export function describeStore(name: string, underTest: StoreUnderTest): void {
  const { open, reopen } = underTest;
  describe(`${name}: what is stored`, () => {
    for (const { title, steps, read, expected } of ROWS) {
      it(title, async () => {
        const store = open();
        for (const step of steps) await store.transaction(step);
        assert.deepEqual(await store.transaction(read), expected);
        if (reopen) assert.deepEqual(await reopen(store).transaction(read), expected);
      });
    }

    for (const { what, invocation, job, payload, trigger: stored } of VALUES) {
      it(`can be ${what}`, async () => {
        let store = open();
        const invocationPut = anInvocation(1, invocation);
        const jobPut = aJob(job);
        const triggerPut = aTrigger('t', stored);
        const item = await store.transaction((tx) => {
          tx.putInvocation(invocationPut);
          tx.putJob(jobPut);
          tx.addPendingTrigger(JOB, triggerPut);
          return tx.enqueue(anItem(payload && { payload }));
        });
        const check = (tx: Transaction) => {
          assert.deepStrictEqual(tx.invocation(inv(1)), invocationPut);
          assert.deepStrictEqual(tx.unfinished(), [invocationPut]);
          assert.deepStrictEqual(tx.job(jobPut.id), jobPut);
          assert.deepStrictEqual(tx.pendingTriggers(JOB), [triggerPut]);
          assert.deepStrictEqual(tx.items(), [item]);
        };
        await store.transaction(check);
        if (reopen) store = reopen(store);
        await store.transaction(check);
      });
    }
  });

  describe(`${name}: the storage of Managers`, () => {
    it('keeps bytes as they were when they were given', async () => {
      let store = open();
      const storage = new EngineStorage(store);
      const given = Uint8Array.of(1, 2);
      const first = storage.set('k', given);
      given[0] = 9;
      await first;
      const got = await storage.get('k');
      assert.deepStrictEqual(got, Uint8Array.of(1, 2));
      got?.fill(0);
      assert.deepStrictEqual(await storage.get('k'), Uint8Array.of(1, 2));
      assert.equal(await storage.get('l'), undefined);
      await storage.set('k', Buffer.from('ab'));
      if (reopen) store = reopen(store);
      storage.use(store);
      assert.deepStrictEqual(await storage.get('k'), Uint8Array.of(0x61, 0x62));
    });
  });

  describe(`${name}: transactions`, () => {
    it('run at once, and see what those before them wrote', async () => {
      const store = open();
      const seen: unknown[] = [];
      const all = [1, 2, 3].map((n) =>
        store.transaction((tx) => {
          seen.push(tx.job(JOB)?.revision);
          tx.putJob(aJob({ revision: `r${n}` }));
        }),
      );
      assert.deepEqual(seen, [undefined, 'r1', 'r2']);
      await Promise.all(all);
    });

    it('resolve to what the body returns', async () => {
      assert.equal(await open().transaction(() => 42), 42);
    });

    it('settle in the order of the calls, those that throw and those that only read included', async () => {
      const store = open();
      const settled: number[] = [];
      const bodies: ((tx: Transaction) => void)[] = [
        (tx) => tx.putJob(aJob()),
        () => {
          throw new Error('no');
        },
        (tx) => tx.job(JOB),
        (tx) => {
          tx.putJob(aJob());
          throw new Error('no');
        },
        (tx) => tx.putJob(aJob()),
      ];
      await Promise.all(
        [...bodies, ...bodies].map(async (body, i) => {
          await store.transaction(body).catch(() => {});
          settled.push(i);
        }),
      );
      assert.deepEqual(
        settled,
        [...settled].sort((a, b) => a - b),
      );
    });

    it('that throw leave nothing behind, pass the error on, and do not harm those around them', async () => {
      const store = open();
      const failure = new Error('no');
      const before = store.transaction((tx) => {
        tx.putJob(aJob());
        tx.putInvocation(ended(1));
        tx.putInvocation(ended(2, { debugLog: 'kept' }));
        tx.addPendingTrigger(JOB, aTrigger('a'));
        tx.consumeTriggers(JOB, ['b'], 5);
        tx.enqueue(anItem({ name: 'n' }));
      });
      const failed = store.transaction((tx) => {
        tx.putJob(aJob({ revision: 'lost' }));
        tx.putJob(aJob({ id: OTHER }));
        tx.deleteInvocation(inv(1));
        tx.putInvocation(ended(2, { debugLog: 'kept and lost', pinned: true }));
        tx.putInvocation(ended(3));
        tx.consumeTriggers(JOB, ['a'], 6);
        tx.purgeTombstones(JOB, 5);
        tx.addRecentlyFinished(JOB, inv(1));
        tx.putTriageLog(JOB, { lastTriage: 1, debugLog: 'lost' });
        tx.putKeptBytes('k', Uint8Array.of(1));
        tx.deleteItem(tx.items()[0]?.id ?? 0);
        tx.enqueue(anItem({ name: 'lost' }));
        throw failure;
      });
      const after = store.transaction((tx) => tx.addPendingTrigger(JOB, aTrigger('b')));
      await Promise.all([before, after, assert.rejects(failed, (error) => error === failure)]);
      await store.transaction((tx) => {
        assert.deepEqual(tx.jobs(), [aJob()]);
        assert.deepEqual(tx.firstEnded(9), [ended(1), ended(2, { debugLog: 'kept' })]);
        assert.equal(tx.endedCount(), 2);
        assert.deepEqual(pendingIds(tx), ['a']);
        assert.deepEqual(tx.recentlyFinished(JOB), []);
        assert.equal(tx.triageLog(JOB), undefined);
        assert.equal(tx.keptBytes('k'), undefined);
        assert.deepEqual(queue(tx), [['n', START, 0]]);
      });
    });

    it('cannot be nested', async () => {
      const store = open();
      let inner: Promise<unknown> = Promise.resolve();
      const outer = store.transaction((tx) => {
        tx.putJob(aJob());
        inner = store.transaction(() => {});
        inner.catch(() => {});
      });
      await assert.rejects(inner, /nested/);
      await outer;
      assert.deepEqual(await store.transaction((tx) => tx.jobs()), [aJob()]);
    });

    it('refuse what no durable store could keep, and leave nothing of it', async () => {
      const store = open();
      for (const what of [new Date(0), new Map(), () => {}, Symbol('s'), new (class Thing {})()]) {
        const properties = { deep: [what] } as never;
        await assert.rejects(
          store.transaction((tx) => {
            tx.putJob(aJob());
            tx.putInvocation(anInvocation(1, { properties }));
          }),
          TypeError,
        );
      }
      assert.deepEqual(await store.transaction((tx) => tx.jobs()), []);
    });

    it('never give an id of an item twice', async () => {
      let store = open();
      let last = 0;
      const next = (tx: Transaction) => {
        const id = tx.enqueue(anItem())?.id ?? 0;
        assert.ok(id > last, `${id} comes after ${last}`);
        last = id;
        return id;
      };
      await store.transaction((tx) => tx.deleteItem(next(tx)));
      await assert.rejects(
        store.transaction((tx) => {
          next(tx);
          throw new Error('no');
        }),
      );
      await store.transaction((tx) => tx.deleteItem(next(tx)));
      for (let i = 0; reopen && i < 3; i++) {
        store = reopen(store);
        await store.transaction((tx) => tx.deleteItem(next(tx)));
      }
    });
  });

  describeAgainstModel(name, underTest);
}

function itemsById(tx: Transaction): readonly QueueItem[] {
  return [...tx.items()].sort((a, b) => a.id - b.id);
}
