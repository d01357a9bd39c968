import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { numberOf, openDatabase } from '../../../host/sqlite/connection.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { inv } from '../../engine/store/records.ts';
import { temporaryFolders } from './temporary-folder.ts';

const KILLS = 10;

describe('a process killed in the middle of commits', () => {
  const newFolder = temporaryFolders();

  it(`has kept all that it had promised, ${KILLS} times on one file`, async () => {
    const file = path.join(newFolder(), 'engine.db');
    let promised = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const last = await runAndKill(file, 1 + ((kill * 37) % 50));
      assert.ok(last > promised, 'it went on from where the one before was killed');
      promised = last;
      await check(file, promised);
    }
  }).timeout(120_000);
});

/** Kills the process once it has printed so many numbers. Returns the last one that it has printed. */
async function runAndKill(file: string, lines: number): Promise<number> {
  const script = path.join(import.meta.dirname, 'committing-process.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let last = 0;
  let count = 0;
  for await (const line of readline.createInterface({ input: child.stdout })) {
    last = Number(line);
    if (++count === lines) child.kill('SIGKILL');
  }
  const [, signal] = await exit;
  assert.equal(signal, 'SIGKILL');
  return last;
}

async function check(file: string, promised: number): Promise<void> {
  const db = openDatabase(file);
  assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
  const reserved = numberOf(db, 'SELECT reserved FROM item_id');
  const store = new SqliteStore(db);
  await store.transaction((tx) => {
    const number = Number(tx.job(jobId('proj', 'counter'))?.revision);
    assert.ok(number >= promised, `${number} is stored, ${promised} was promised`);
    // Each transaction as a whole, and none but in its turn.
    assert.equal(Number(tx.job(jobId('proj', 'pair'))?.revision), number);
    assert.deepEqual(
      tx.items().map(({ due }) => due),
      [number],
    );
    assert.ok(tx.items().every(({ id }) => id <= reserved));
    const log = Array.from({ length: number }, (_, i) => `${i + 1}\n`).join('');
    assert.equal(tx.invocation(inv(1))?.debugLog, log);
    assert.equal(tx.endedCount(), Math.min(number, 20));
  });
  store.close();
}
