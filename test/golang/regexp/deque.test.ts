import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Deque } from '../../../src/golang/regexp/deque.ts';

describe('Deque', () => {
  it('changes as an array does', () => {
    const items = fc.array(fc.nat());
    const step = fc.oneof(
      fc.record({ op: fc.constant('push' as const), items }),
      fc.record({ op: fc.constant('unshift' as const), items }),
      fc.record({ op: fc.constantFrom('shift' as const, 'pop' as const), items }),
    );
    fc.assert(
      fc.property(items, fc.array(step), (start, steps) => {
        const array = [...start];
        const deque = new Deque(start);
        for (const { op, items } of steps) {
          const count = Math.min(items.length, array.length);
          if (op === 'push') array.push(...items);
          if (op === 'unshift') array.unshift(...items);
          if (op === 'push' || op === 'unshift') deque[op](items);
          if (op === 'shift') assert.deepEqual(deque.shift(count), array.splice(0, count));
          if (op === 'pop') {
            assert.deepEqual(deque.pop(count), array.splice(array.length - count));
          }
          assert.deepEqual([...deque], array);
          assert.deepEqual([deque.length, deque.at(0)], [array.length, array[0]]);
          assert.equal(deque.at(array.length), undefined);
        }
      }),
    );
  });
});
