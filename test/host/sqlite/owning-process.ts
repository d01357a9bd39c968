// A process that opens the engine's file, prints its role, and, as its owner, does what others ask for.

import { setTimeout as sleep } from 'node:timers/promises';
import { nodeClock } from '../../../host/node/clock.ts';
import { openEngineFile } from '../../../host/sqlite/engine-file.ts';
import { aJob } from '../../engine/store/records.ts';

const [file = ''] = process.argv.slice(2);
const opened = await openEngineFile(file, nodeClock);
console.log(opened.role);
process.stdin.resume().on('end', () => {
  if (opened.role !== 'none') opened.close();
  process.exit();
});
while (opened.role === 'owner') {
  await sleep(5);
  if (!opened.store.hasChanged()) continue;
  for (const { id, kind, payload } of await opened.requests.take(Date.now())) {
    if (kind === 'put-job') {
      await opened.store.transaction((tx) => tx.putJob(aJob({ revision: String(payload) })));
      await opened.requests.answer(id, { ok: true, value: { id: 2n ** 62n, payload } });
    } else if (kind === 'take-and-hang') console.log('taken');
    else await opened.requests.answer(id, { ok: false, message: `no ${kind} here` });
  }
}
