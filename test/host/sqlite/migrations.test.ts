import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeDurable, numberOf, openDatabase } from '../../../host/sqlite/connection.ts';
import { kindOfFile, MIGRATIONS, migrate, VERSION } from '../../../host/sqlite/migrations.ts';
import { SqliteReads } from '../../../host/sqlite/sqlite-reads.ts';
import {
  aJob,
  anInvocation,
  anItem,
  aTrigger,
  ended,
  inv,
  JOB,
} from '../../engine/store/records.ts';
import { temporaryFolders } from './temporary-folder.ts';

/** Records as version 1 wrote them: not by today's code, which may write them otherwise one day. */
const RECORDS_OF_VERSION_1 = `
  INSERT INTO job VALUES ('proj/job', 'proj', '${JSON.stringify({
    ...aJob(),
    task: { $bytes: 'AQ==' },
    triggeringPolicy: { $bytes: '' },
  })}');
  INSERT INTO invocation VALUES (1, 'proj/job', NULL, 0, '${invocationJson(1)}');
  INSERT INTO invocation VALUES (2, 'proj/job', 5, 0, '${invocationJson(2)}');
  INSERT INTO invocation_log VALUES (1, 0, 'a\\n');
  INSERT INTO invocation_log VALUES (1, 1, 'b\\n');
  INSERT INTO pending_trigger VALUES ('proj/job', 't', '${JSON.stringify(aTrigger('t'))}');
  INSERT INTO tombstone VALUES ('proj/job', 'u', 100.0);
  INSERT INTO recently_finished VALUES ('proj/job', 2);
  INSERT INTO triage_log VALUES ('proj/job', '{"lastTriage":1,"debugLog":"x"}');
  INSERT INTO item VALUES (7, 'n', ${anItem().due}.5, 3,
    '{"payload":{"kind":"InvocationFinishedTask","jobId":"proj/job","invocationId":{"$bigint":"1"}},"name":"n"}');
  UPDATE item_id SET reserved = 1000;
`;

function invocationJson(id: number): string {
  const { debugLog, ...rest } = id === 1 ? anInvocation(1) : ended(2);
  const bytes = { $bytes: '' };
  return JSON.stringify({ ...rest, id: { $bigint: `${id}` }, task: bytes, taskData: bytes });
}

describe('the file of the engine', () => {
  const newFolder = temporaryFolders();
  const opened: DatabaseSync[] = [];
  const open = (): DatabaseSync => {
    const db = openDatabase(path.join(newFolder(), 'engine.db'));
    opened.push(db);
    return db;
  };
  afterEach(() => {
    for (const db of opened.splice(0)) db.close();
  });

  it('is made in the current version', () => {
    const db = open();
    assert.deepEqual(kindOfFile(db), { kind: 'empty' });
    migrate(db);
    assert.deepEqual(kindOfFile(db), { kind: 'ours', version: VERSION });
    migrate(db);
    assert.deepEqual(kindOfFile(db), { kind: 'ours', version: VERSION });
  });

  for (let version = 1; version < VERSION; version++) {
    it(`of version ${version} keeps everything when it becomes the current one`, () => {
      const db = open();
      migrate(db, MIGRATIONS.slice(0, version));
      assert.deepEqual(kindOfFile(db), { kind: 'ours', version });
      db.exec(RECORDS_OF_VERSION_1);
      migrate(db);
      assert.deepEqual(schema(db), schemaOfNewFile());
      const reads = new SqliteReads(db);
      assert.deepStrictEqual(reads.jobs(), [aJob()]);
      assert.deepStrictEqual(reads.unfinished(), [anInvocation(1, { debugLog: 'a\nb\n' })]);
      assert.deepStrictEqual(reads.lastEnded(9), [ended(2)]);
      assert.deepStrictEqual(reads.pendingTriggers(JOB), [aTrigger('t')]);
      assert.deepStrictEqual(reads.recentlyFinished(JOB), [inv(2)]);
      assert.deepStrictEqual(reads.triageLog(JOB), { lastTriage: 1, debugLog: 'x' });
      const item = { ...anItem({ name: 'n', due: anItem().due + 0.5 }), id: 7, attempt: 3 };
      assert.deepStrictEqual(reads.items(), [item]);
      assert.equal(numberOf(db, 'SELECT consumed FROM tombstone'), 100);
      assert.equal(numberOf(db, 'SELECT reserved FROM item_id'), 1000);
    });

    it(`of version ${version} stays as it is when a migration fails half-way`, () => {
      const db = open();
      migrate(db, MIGRATIONS.slice(0, version));
      db.exec(RECORDS_OF_VERSION_1);
      const before = schema(db);
      const failing = [
        ...MIGRATIONS.slice(0, version),
        (half: DatabaseSync) => {
          half.exec('CREATE TABLE half (x); DELETE FROM job');
          throw new Error('the disk is on fire');
        },
      ];
      assert.throws(() => migrate(db, failing), /fire/);
      assert.deepEqual(kindOfFile(db), { kind: 'ours', version });
      assert.deepEqual(schema(db), before);
      assert.deepEqual(new SqliteReads(db).jobs(), [aJob()]);
    });
  }

  for (let version = 0; version <= VERSION; version++) {
    it(`of version ${version} is as it was when a process is killed in the migration behind it`, () => {
      const file = path.join(newFolder(), 'engine.db');
      const before = openDatabase(file);
      makeDurable(before);
      if (version > 0) {
        migrate(before, MIGRATIONS.slice(0, version));
        before.exec(RECORDS_OF_VERSION_1);
      }
      before.close();
      const script = path.join(import.meta.dirname, 'migrating-process.ts');
      const { signal, stderr } = spawnSync(process.execPath, [script, file, String(version)]);
      assert.equal(signal, 'SIGKILL', String(stderr));
      assert.ok(fs.statSync(`${file}-wal`).size > 500_000);
      const db = openDatabase(file);
      opened.push(db);
      assert.deepEqual(
        kindOfFile(db),
        version === 0 ? { kind: 'empty' } : { kind: 'ours', version },
      );
      migrate(db);
      assert.deepEqual(schema(db), schemaOfNewFile());
      assert.deepEqual(new SqliteReads(db).jobs(), version === 0 ? [] : [aJob()]);
    });
  }

  it('is told from that of another program', () => {
    const db = open();
    db.exec('CREATE TABLE bookmarks (url)');
    assert.deepEqual(kindOfFile(db), { kind: 'foreign' });
  });

  function schemaOfNewFile(): unknown {
    const db = open();
    migrate(db);
    return schema(db);
  }
});

function schema(db: DatabaseSync): unknown {
  return db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
}
