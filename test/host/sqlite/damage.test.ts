import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { nodeClock } from '../../../host/node/clock.ts';
import { openEngineFile } from '../../../host/sqlite/engine-file.ts';
import type { Transaction } from '../../../src/engine/store/store.ts';
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
} from '../../engine/store/records.ts';
import { temporaryFolders } from './temporary-folder.ts';

/** What the store says to a failure of its own. */
const isFailure = (error: unknown): boolean => isTransient(error);

describe('a file with any bytes of it changed', () => {
  const newFolder = temporaryFolders();

  it('is opened or set aside as it is, and what is read of it is given or refused', async () => {
    const folder = newFolder();
    const whole = await writtenFile(path.join(folder, 'whole.db'));
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(64)), { minLength: 1 }),
        fc.option(fc.nat(whole.length)),
        async (changes, length) => {
          const changed = Buffer.from(whole);
          for (const [at, byte, count] of changes) {
            changed.fill(byte, at, Math.min(at + count, whole.length));
          }
          const bytes = changed.subarray(0, length ?? undefined);
          const file = path.join(fs.mkdtempSync(path.join(folder, 'x')), 'engine.db');
          fs.writeFileSync(file, bytes);
          const opened = await openEngineFile(file, nodeClock);
          if (opened.role === 'none') {
            assert.equal(opened.code, 'file-of-another-program');
            assert.deepEqual(fs.readFileSync(file), bytes);
            outcomes.add(opened.code);
            return;
          }
          assert.equal(opened.role, 'owner');
          if (opened.role !== 'owner') return;
          if (opened.setAside) assert.deepEqual(fs.readFileSync(opened.setAside.movedTo), bytes);
          outcomes.add(opened.setAside?.reason ?? 'opened');
          for (const read of READS) {
            await opened.store.transaction(read).catch((error: unknown) => {
              assert.ok(isFailure(error), String(error));
              outcomes.add('refused');
            });
          }
          await opened.store
            .transaction((tx) => tx.putInvocation(ended(7)))
            .catch((error: unknown) => assert.ok(isFailure(error), String(error)));
          opened.close();
        },
      ),
      { numRuns: 100 },
    );
    for (const one of ['opened', 'corrupt', 'refused']) assert.ok(outcomes.has(one), one);
  }).timeout(120_000);
});

describe('a file whose header says that it may only be read', () => {
  const newFolder = temporaryFolders();

  it('is set aside', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const bytes = Buffer.from(await writtenFile(file));
    bytes[18] = 3; // The version of the format for who writes.
    fs.writeFileSync(file, bytes);
    const opened = await openEngineFile(file, nodeClock);
    assert.equal(opened.role === 'owner' && opened.setAside?.reason, 'corrupt');
    if (opened.role === 'owner') opened.close();
  });
});

const READS: readonly ((tx: Transaction) => unknown)[] = [
  (tx) => tx.jobs(),
  (tx) => tx.items(),
  (tx) => tx.unfinished(),
  (tx) => tx.lastEnded(1000),
  (tx) => tx.firstEnded(1000),
  (tx) => tx.endedCount(),
  (tx) => tx.endedOf(JOB, undefined, 1000),
  (tx) => tx.invocation(inv(3)),
  (tx) => tx.pendingTriggers(JOB),
  (tx) => tx.recentlyFinished(JOB),
  (tx) => tx.triageLog(JOB),
];

async function writtenFile(file: string): Promise<Buffer> {
  const opened = await openEngineFile(file, nodeClock);
  assert.equal(opened.role, 'owner');
  if (opened.role !== 'owner') throw new Error('there is nobody else');
  await opened.store.transaction((tx) => {
    for (let i = 0; i < 20; i++) {
      tx.putJob(aJob({ id: jobId('proj', `job ${i}`) }));
      tx.putInvocation(ended(100 + i, { debugLog: 'a line\n'.repeat(300) }));
      tx.enqueue(anItem({ name: `${i}` }));
      tx.addPendingTrigger(JOB, aTrigger(`${i}`));
      tx.addRecentlyFinished(JOB, inv(i));
    }
    tx.putInvocation(anInvocation(3, { debugLog: 'b' }));
    tx.putTriageLog(JOB, { lastTriage: 1, debugLog: 'c\n' });
  });
  opened.close();
  return fs.readFileSync(file);
}
