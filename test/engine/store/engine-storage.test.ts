// What store-contract.ts does not say of each store.

import assert from 'node:assert/strict';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { isTransient, TaskError } from '../../../src/task/task-error.ts';

describe('the storage of Managers', () => {
  it('makes those wait who ask before there is a store', async () => {
    const storage = new EngineStorage();
    const set = storage.set('k', Uint8Array.of(1));
    const got = set.then(() => storage.get('k'));
    let answered = false;
    void got.then(() => {
      answered = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(answered, false);
    storage.use(new MemoryStore());
    assert.deepEqual(await got, Uint8Array.of(1));
  });

  it('is in the store that came last', async () => {
    const [first, second] = [new MemoryStore(), new MemoryStore()];
    const storage = new EngineStorage(first);
    await storage.set('k', Uint8Array.of(1));
    storage.use(second);
    assert.equal(await storage.get('k'), undefined);
    await storage.set('k', Uint8Array.of(2));
    storage.use(first);
    assert.deepEqual(await storage.get('k'), Uint8Array.of(1));
  });

  it('fails as the store fails', async () => {
    const failing: Store = {
      transaction: () => Promise.reject(new TaskError('transient', 'the disk is full')),
    };
    const storage = new EngineStorage(failing);
    for (const call of [storage.get('k'), storage.set('k', new Uint8Array())]) {
      await assert.rejects(call, (error) => isTransient(error) && /full/.test(String(error)));
    }
  });
});
