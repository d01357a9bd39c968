import assert from 'node:assert/strict';
import { LoadOnce } from '../../client/load-once.ts';

describe('what is loaded when it is first asked for', () => {
  it('is loaded once, however many ask', async () => {
    let loads = 0;
    const once = new LoadOnce(async () => ++loads);
    assert.deepEqual(await Promise.all([once.get(), once.get()]), [1, 1]);
    assert.equal(await once.get(), 1);
  });

  it('is tried again after it could not be loaded', async () => {
    const outcomes = [Promise.reject(new Error('the disk is away')), Promise.resolve('loaded')];
    const once = new LoadOnce(
      () => outcomes.shift() ?? Promise.reject(new Error('once too often')),
    );
    const [first, second] = [once.get(), once.get()];
    await assert.rejects(first, /the disk is away/);
    await assert.rejects(second, /the disk is away/);
    assert.equal(await once.get(), 'loaded');
    assert.equal(await once.get(), 'loaded');
  });

  it('is not loaded by whoever wants only what there is', async () => {
    let loads = 0;
    const once = new LoadOnce(async () => ++loads);
    assert.equal(await once.ifAsked(), undefined);
    assert.equal(loads, 0);
    const asked = once.get();
    assert.equal(await once.ifAsked(), 1);
    assert.equal(await asked, 1);
  });

  it('is nothing to whoever wants only what there is if it could not be loaded', async () => {
    const once = new LoadOnce(() => Promise.reject(new Error('the disk is away')));
    const asked = once.get();
    const found = once.ifAsked();
    await assert.rejects(asked);
    assert.equal(await found, undefined);
  });
});
