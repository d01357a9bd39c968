import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatenated } from '../../src/text/concatenated.ts';

describe('lists as one', () => {
  it('has all items in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer())), (lists) => {
        assert.deepEqual(concatenated(lists), lists.flat());
      }),
    );
  });

  it('may be of more lists than a function takes arguments', () => {
    const lists = Array.from({ length: 1_000_001 }, (_, i) => (i % 3 === 0 ? [] : [i]));
    assert.deepEqual(concatenated(lists), lists.flat());
  });

  it('is another list, that may be changed', () => {
    const list = [1];
    concatenated([list]).push(2);
    assert.deepEqual(list, [1]);
  });
});
