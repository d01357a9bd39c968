// A process that commits for as long as it lives, and prints the number of each transaction that has been promised.

import { makeDurable, openDatabase } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { aJob, anInvocation, anItem, ended, inv } from '../../engine/store/records.ts';

const [file = ''] = process.argv.slice(2);
const db = openDatabase(file);
makeDurable(db);
migrate(db);
const store = new SqliteStore(db);
const COUNTER = jobId('proj', 'counter');
const PAIR = jobId('proj', 'pair');

let number = Number((await store.transaction((tx) => tx.job(COUNTER)))?.revision ?? 0);
for (;;) {
  const group = Array.from({ length: 1 + (number % 7) }, async () => {
    const mine = ++number;
    const revision = String(mine);
    await store.transaction((tx) => {
      tx.putJob(aJob({ id: COUNTER, revision }));
      for (const { id } of tx.items()) tx.deleteItem(id);
      tx.enqueue(anItem({ due: mine, name: revision }));
      const { debugLog = '' } = tx.invocation(inv(1)) ?? {};
      tx.putInvocation(anInvocation(1, { debugLog: `${debugLog}${mine}\n` }));
      tx.putInvocation(ended(1000 + mine));
      tx.deleteInvocation(inv(1000 + mine - 20));
      tx.putJob(aJob({ id: PAIR, revision }));
    });
    process.stdout.write(`${mine}\n`);
  });
  await Promise.all(group);
}
