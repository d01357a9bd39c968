import assert from 'node:assert/strict';
import path from 'node:path';
import { makeDurable, numberOf, openDatabase } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteReads } from '../../../host/sqlite/sqlite-reads.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import type { Store, Transaction } from '../../../src/engine/store/store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { isTransient } from '../../../src/task/task-error.ts';
import {
  aJob,
  anInvocation,
  anItem,
  aTrigger,
  ended,
  inv,
  JOB,
  OTHER,
} from '../../engine/store/records.ts';
import { describeStore } from '../../engine/store/store-contract.ts';
import { temporaryFolders } from './temporary-folder.ts';

describe('SqliteStore', () => {
  const newFolder = temporaryFolders();
  const files = new Map<Store, string>();
  const openFile = (file: string): SqliteStore => {
    const db = openDatabase(file);
    migrate(db);
    const store = new SqliteStore(db);
    files.set(store, file);
    return store;
  };
  const open = () => openFile(path.join(newFolder(), 'engine.db'));
  afterEach(() => {
    for (const store of files.keys()) (store as SqliteStore).close();
    files.clear();
  });

  describeStore('in a file', {
    open,
    sequences: 60, // Each makes files.
    reopen: (store) => {
      const file = files.get(store);
      assert.ok(file);
      (store as SqliteStore).close();
      return openFile(file);
    },
  });

  it('commits once for all that run until the event loop turns, and not before', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const store = openFile(file);
    const other = new SqliteReads(openDatabase(file));
    const put = (n: number) =>
      store.transaction((tx) => tx.putJob(aJob({ id: jobId('p', `j${n}`) })));
    const all = Promise.all([1, 2, 3].map(put));
    await undefined;
    assert.equal(other.jobs().length, 0);
    await all;
    assert.equal(other.jobs().length, 3);
  });

  it('commits in time, however many transactions run before the event loop turns', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const store = openFile(file);
    const other = new SqliteReads(openDatabase(file));
    for (let i = 0; i < 5000; i++) {
      void store.transaction((tx) => tx.putJob(aJob({ revision: `${i}` })));
    }
    assert.equal(other.jobs()[0]?.revision, '4999');
  });

  it('answers at once when there is nothing to be made durable', async () => {
    const store = open();
    let answered = false;
    void store
      .transaction((tx) => tx.jobs())
      .then(() => {
        answered = true;
      });
    await undefined;
    await undefined;
    assert.ok(answered);
  });

  it('commits what has run when it is closed, and takes no more', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const store = openFile(file);
    const put = store.transaction((tx) => tx.putJob(aJob()));
    store.close();
    await put;
    await assert.rejects(
      store.transaction(() => {}),
      transient(/closed/),
    );
    assert.deepEqual(await openFile(file).transaction((tx) => tx.job(JOB)), aJob());
  });

  describe('when SQLite fails', () => {
    /** A store whose file cannot grow by more than a few pages. */
    const openFull = () => {
      const db = openDatabase(path.join(newFolder(), 'engine.db'));
      makeDurable(db);
      migrate(db);
      db.exec(`PRAGMA max_page_count = ${numberOf(db, 'PRAGMA page_count') + 4}`);
      const store = new SqliteStore(db);
      files.set(store, '');
      return { db, store };
    };
    const large = anInvocation(1, { debugLog: 'x'.repeat(100_000) });

    it('takes nothing of all that was not committed, and says so as a failure that may pass', async () => {
      const { db, store } = openFull();
      await store.transaction((tx) => tx.putJob(aJob()));
      const mine = new Error('of the body');
      const settled = await Promise.allSettled([
        store.transaction((tx) => tx.putJob(aJob({ id: OTHER }))),
        store.transaction(() => {
          throw mine;
        }),
        store.transaction((tx) => tx.putInvocation(large)),
        store.transaction((tx) => tx.jobs().map(({ id }) => id)),
      ]);
      assert.deepEqual(
        settled.map((one) => (one.status === 'rejected' ? isTransient(one.reason) : one.value)),
        [true, false, true, [JOB]],
      );
      assert.match(String((settled[2] as PromiseRejectedResult).reason), /full/);
      // What it remembers is what is in the file.
      await store.transaction((tx) => {
        assert.equal(tx.job(OTHER), undefined);
        assert.equal(tx.invocation(inv(1)), undefined);
      });
      // And goes on when there is room again.
      db.exec('PRAGMA max_page_count = 1000000');
      await store.transaction((tx) => tx.putInvocation(large));
      assert.equal((await store.transaction((tx) => tx.unfinished())).length, 1);
    });

    it('counts what has ended as it is', async () => {
      const { store } = openFull();
      await store.transaction((tx) => tx.putInvocation(ended(5)));
      assert.equal(await store.transaction((tx) => tx.endedCount()), 1);
      await Promise.allSettled([
        store.transaction((tx) => tx.putInvocation(ended(6))),
        store.transaction((tx) => tx.putInvocation(large)),
      ]);
      assert.equal(await store.transaction((tx) => tx.endedCount()), 1);
    });

    it('fails a transaction that does not let the failure through', async () => {
      const { store } = openFull();
      const swallow = store.transaction((tx) => {
        try {
          tx.putInvocation(large);
        } catch {
          // A body that thinks it knows better.
        }
        tx.putJob(aJob());
      });
      await assert.rejects(swallow, transient(/full/));
      assert.deepEqual(await store.transaction((tx) => tx.jobs()), []);
    });

    it('gives no id of an item twice all the same', async () => {
      const { db, store } = openFull();
      const ids: number[] = [];
      const enqueue = (tx: Transaction) => ids.push(tx.enqueue(anItem())?.id ?? 0);
      await store.transaction(enqueue);
      await assert.rejects(
        store.transaction((tx) => {
          enqueue(tx);
          tx.putInvocation(large);
        }),
      );
      db.exec('PRAGMA max_page_count = 1000000');
      await store.transaction(enqueue);
      assert.deepEqual(
        ids,
        [...new Set(ids)].sort((a, b) => a - b),
      );
    });

    it('rejects all that waits for a commit that fails', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const db = openDatabase(file);
      makeDurable(db);
      migrate(db);
      const store = new SqliteStore(db);
      files.set(store, '');
      let last = 0;
      const enqueue = (tx: Transaction) => {
        const id = tx.enqueue(anItem())?.id ?? 0;
        assert.ok(id > last, `${id} comes after ${last}`);
        last = id;
        tx.deleteItem(id);
      };
      // A constraint that is looked at when it is too late for the body.
      db.exec(`PRAGMA foreign_keys = ON;
        CREATE TABLE a (id INTEGER PRIMARY KEY);
        CREATE TABLE b (a REFERENCES a DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER t AFTER INSERT ON job WHEN new.id = 'proj/other'
        BEGIN INSERT INTO b VALUES (1); END`);
      const settled = await Promise.allSettled([
        store.transaction((tx) => tx.putJob(aJob())),
        store.transaction((tx) => tx.putJob(aJob({ id: OTHER }))),
        store.transaction(enqueue),
      ]);
      for (const one of settled) {
        assert.ok(one.status === 'rejected' && isTransient(one.reason));
      }
      assert.deepEqual(await store.transaction((tx) => tx.jobs()), []);
      assert.equal(await store.transaction((tx) => tx.job(OTHER)), undefined);
      await store.transaction((tx) => tx.putJob(aJob()));
      assert.deepEqual(await store.transaction((tx) => tx.job(JOB)), aJob());
      await store.transaction(enqueue);
      store.close();
      await openFile(file).transaction(enqueue);
    });
  });

  it('adds to a long log what is added, and touches it no more when only the status changes', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const store = openFile(file);
    const db = openDatabase(file);
    const parts = () =>
      db
        .prepare('SELECT length(text) AS n FROM invocation_log')
        .all()
        .map((row) => row['n']);
    const debugLog = 'x'.repeat(100_000);
    await store.transaction((tx) => tx.putInvocation(anInvocation(1, { debugLog })));
    await store.transaction((tx) =>
      tx.putInvocation(anInvocation(1, { debugLog: `${debugLog}\n` })),
    );
    await store.transaction((tx) =>
      tx.putInvocation(anInvocation(1, { debugLog: `${debugLog}\n`, status: 'RUNNING' })),
    );
    assert.deepEqual(parts(), [100_000, 2]);
    db.close();
  });

  it('finds everything by an index, but for the jobs and the queue as a whole', async () => {
    const db = openDatabase(path.join(newFolder(), 'engine.db'));
    makeDurable(db);
    migrate(db);
    const asked = new Set<string>();
    const prepare = db.prepare.bind(db);
    db.prepare = (sql) => {
      asked.add(sql);
      return prepare(sql);
    };
    const store = new SqliteStore(db);
    files.set(store, '');
    await store.transaction((tx) => {
      tx.putJob(aJob());
      tx.putInvocation(anInvocation(1, { debugLog: 'a' }));
      tx.putInvocation(ended(1, { debugLog: 'b' }));
      tx.addPendingTrigger(JOB, aTrigger('a'));
      tx.consumeTriggers(JOB, ['a'], 1);
      tx.purgeTombstones(JOB, 1);
      tx.addRecentlyFinished(JOB, inv(1));
      tx.clearRecentlyFinished(JOB);
      tx.putTriageLog(JOB, { lastTriage: 1, debugLog: '' });
      const item = tx.enqueue(anItem({ name: 'n' }));
      if (item) tx.putItem(item);
      tx.deleteItem(1);
      tx.deleteInvocation(inv(1));
    });
    await store.transaction((tx) => {
      tx.job(OTHER);
      tx.jobs('proj');
      tx.invocation(inv(2));
      tx.endedOf(JOB, undefined, 1);
      tx.unfinished();
      tx.lastEnded(1);
      tx.firstEnded(1);
      tx.endedCount();
      tx.pendingTriggers(JOB);
      tx.recentlyFinished(JOB);
      tx.triageLog(JOB);
    });
    assert.ok(asked.size > 20);
    for (const sql of asked) {
      if (!/^(SELECT|INSERT|UPDATE|DELETE)/.test(sql)) continue;
      if (/item_id/.test(sql)) continue; // Which has one row.
      const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(
        ...Array(sql.split('?').length - 1).fill(1),
      );
      for (const { detail } of plan) {
        assert.doesNotMatch(
          String(detail),
          /^SCAN (?!.*USING (COVERING )?INDEX)|TEMP B-TREE FOR (?!group_concat)/,
          sql,
        );
      }
    }
  });
});

function transient(message: RegExp): (error: unknown) => boolean {
  return (error) => isTransient(error) && message.test(String(error));
}
