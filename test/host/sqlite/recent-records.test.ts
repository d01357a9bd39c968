import assert from 'node:assert/strict';
import { RecentRecords } from '../../../host/sqlite/recent-records.ts';
import { jobId } from '../../../src/task/ids.ts';
import { aJob, anInvocation, inv, JOB } from '../../engine/store/records.ts';

const LOG = 'x'.repeat(100_000);

describe('recent records', () => {
  const set = (recent: RecentRecords, id: number, debugLog = '') =>
    recent.setInvocation({ invocation: anInvocation(id, { debugLog }), parts: 1 });
  const known = (recent: RecentRecords, count: number) =>
    Array.from({ length: count }, (_, id) => recent.invocation(inv(id))).filter(Boolean).length;

  it('are bounded, however many are set and however long their logs', () => {
    const recent = new RecentRecords();
    for (let i = 0; i < 50_000; i++) {
      set(recent, i);
      recent.setJob(aJob({ id: jobId('p', `${i}`) }));
    }
    assert.ok(known(recent, 50_000) <= 2000);
    const jobs = Array.from({ length: 50_000 }, (_, i) => recent.job(jobId('p', `${i}`)));
    assert.ok(jobs.filter(Boolean).length <= 10_000);
    for (let i = 0; i < 1000; i++) set(recent, i, LOG);
    assert.ok(known(recent, 50_000) <= 2000);
    const logs = Array.from({ length: 1000 }, (_, i) => recent.invocation(inv(i))?.invocation);
    assert.ok(logs.reduce((sum, one) => sum + (one?.debugLog.length ?? 0), 0) <= 4_000_000);
  });

  it('stay, though one of them is set or deleted very often', () => {
    const recent = new RecentRecords();
    recent.setJob(aJob());
    set(recent, 1);
    for (let i = 0; i < 10_000; i++) {
      set(recent, 2, LOG);
      if (i % 2 === 0) recent.deleteInvocation(inv(2));
      recent.setJob(aJob({ revision: `${i}` }));
    }
    assert.ok(recent.invocation(inv(1)));
    assert.equal(recent.job(JOB)?.revision, '9999');
  });
});
