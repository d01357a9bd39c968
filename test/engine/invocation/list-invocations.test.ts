// Pages of a job's Invocations. What is on them, the service's answers tell (test/vectors/listing.ts).

import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engine-error.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { BY_HAND, EngineFixture, JOB, scriptedManager } from '../engine-fixture.ts';

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
