import assert from 'node:assert/strict';
import { MemoryStore } from '../../src/engine/memory-store.ts';
import { anInvocation, describeStore } from './store-contract.ts';

describeStore('MemoryStore', () => new MemoryStore());

describe('MemoryStore', () => {
  it('refuses a transaction inside a transaction', async () => {
    const store = new MemoryStore();
    let inner: Promise<void> = Promise.resolve();
    await store.transaction(() => {
      inner = store.transaction(() => {});
    });
    await assert.rejects(inner, /nested/);
    await store.transaction(() => {}); // And goes on.
  });

  it('refuses what no durable store could keep', async () => {
    const store = new MemoryStore();
    const properties = { when: new Date(0) } as never;
    await assert.rejects(
      store.transaction((tx) => tx.putInvocation(anInvocation(1n, { properties }))),
      TypeError,
    );
  });
});
