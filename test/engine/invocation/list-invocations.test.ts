// Pages of a job's Invocations. What is on them, the service's answers tell (test/vectors/listing.ts).

import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engine-error.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { BY_HAND, definition, EngineFixture, JOB, scriptedManager } from '../engine-fixture.ts';
import { anInvocation, ended, inv } from '../store/records.ts';

describe('a page of invocations', () => {
  it('ends in a cursor as the service makes it', async () => {
    const { engine, ids } = await threeActive();
    const { nextCursor } = await engine.listInvocations(JOB, { pageSize: 1 });
    const { nextCursor: second } = await engine.listInvocations(JOB, {
      pageSize: 1,
      cursor: nextCursor,
    });
    for (const [cursor, id] of [
      [nextCursor, ids[0]],
      [second, ids[1]],
    ] as const) {
      const bytes = [...Buffer.from(cursor, 'base64url')];
      assert.equal(bytes.shift(), 0x10); // Field 2, varint.
      const value = bytes.reduce(
        (sum, byte, i) => sum | (BigInt(byte & 0x7f) << BigInt(7 * i)),
        0n,
      );
      assert.equal(value, id);
    }
  });

  it('begins behind the cursor', async () => {
    const { engine, ids } = await threeActive();
    const { nextCursor: cursor } = await engine.listInvocations(JOB, { pageSize: 2 });
    const { invocations, nextCursor } = await engine.listInvocations(JOB, { pageSize: 2, cursor });
    assert.deepEqual(
      invocations.map(({ id }) => id),
      ids.slice(2),
    );
    assert.equal(nextCursor, '');
  });

  it('is full although some of what was looked at is not wanted', async () => {
    const { engine, ids } = await threeActive();
    // It has ended, and is named among the active ones until a triage acknowledges that.
    await engine.abortInvocation(JOB, ids[0] as InvocationId, 'user:me');
    const { invocations } = await engine.listInvocations(JOB, { only: 'active', pageSize: 2 });
    assert.deepEqual(
      invocations.map(({ id }) => id),
      ids.slice(1),
    );
  });

  // engine.md 5.14: a page size outside of 1 to 500 is 500.
  for (const [pageSize, onPage] of [
    [1, 1],
    [499, 499],
    [500, 500],
    [501, 500],
    [0, 500],
    [-1, 500],
    [undefined, 500],
  ] as const) {
    it(`of size ${pageSize} has ${onPage} of 502`, async () => {
      const engine = await withMany(502);
      const options = pageSize === undefined ? {} : { pageSize };
      const { invocations, nextCursor } = await engine.listInvocations(JOB, options);
      assert.equal(invocations.length, onPage);
      const rest = await engine.listInvocations(JOB, { cursor: nextCursor });
      assert.equal(rest.invocations.length, Math.min(502 - onPage, 500));
      const [last, next] = [invocations.at(-1)?.id, rest.invocations[0]?.id];
      assert.ok(last !== undefined && next !== undefined && last < next);
    });
  }

  it('may be empty behind a full one, which is the last then', async () => {
    const { engine, ids } = await threeActive();
    await engine.abortInvocation(JOB, ids[2] as InvocationId, 'user:me'); // The oldest, looked at last.
    const first = await engine.listInvocations(JOB, { only: 'active', pageSize: 2 });
    assert.equal(first.invocations.length, 2);
    assert.notEqual(first.nextCursor, '');
    const second = await engine.listInvocations(JOB, { only: 'active', cursor: first.nextCursor });
    assert.deepEqual(second, { invocations: [], nextCursor: '' });
  });

  it('of a job that is not there is empty', async () => {
    const { engine } = await threeActive();
    const page = await engine.listInvocations('proj/unknown' as typeof JOB);
    assert.deepEqual(page, { invocations: [], nextCursor: '' });
  });

  for (const cursor of ['5', 'EA', '_____', 'EP//', 'a cursor', 'CgE']) {
    it(`is refused for the cursor ${cursor}`, async () => {
      const { engine } = await threeActive();
      await assert.rejects(
        engine.listInvocations(JOB, { cursor }),
        (error) => error instanceof EngineError && error.code === 'listing-malformed',
      );
    });
  }
});

/** An engine with so many Invocations of the job, active and ended in turn. */
async function withMany(count: number) {
  const { engine, store } = new EngineFixture(scriptedManager());
  await engine.updateProjectJobs('proj', [definition()]);
  const activeInvocations: InvocationId[] = [];
  await store.transaction((tx) => {
    for (let id = 1; id <= count; id++) {
      const isActive = id % 2 === 0;
      tx.putInvocation(isActive ? anInvocation(id) : ended(id));
      if (isActive) activeInvocations.push(inv(id));
    }
    const job = tx.job(JOB);
    assert.ok(job);
    tx.putJob({ ...job, activeInvocations });
  });
  return engine;
}

/** Newest first. */
async function threeActive() {
  const fixture = new EngineFixture(scriptedManager());
  const ids = [await fixture.start()];
  for (let i = 0; i < 2; i++) {
    fixture.clock.passTo(fixture.clock.now() + 1);
    ids.unshift(await fixture.engine.startInvocation(JOB, BY_HAND));
  }
  return { engine: fixture.engine, ids };
}
