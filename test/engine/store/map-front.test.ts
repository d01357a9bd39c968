import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MapFront } from '../../../src/engine/store/map-front.ts';

describe('the front of a map', () => {
  it('is its first row, whatever comes and goes', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), key: fc.nat(5) }),
      fc.record({ kind: fc.constant('delete' as const), key: fc.nat(5) }),
      fc.record({ kind: fc.constant('look' as const) }),
      fc.record({ kind: fc.constant('put back' as const), key: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const map = new Map<number, number>();
        const front = new MapFront(map);
        let last = 0;
        for (const one of steps) {
          if (one.kind === 'add') {
            map.delete(one.key);
            map.set(one.key, ++last);
          } else if (one.kind === 'delete') {
            map.delete(one.key);
          } else if (one.kind === 'put back') {
            const rows = [...map].filter(([key]) => key !== one.key);
            map.clear();
            map.set(one.key, -++last);
            for (const [key, value] of rows) map.set(key, value);
            front.restart();
          } else {
            assert.equal(front.key(), map.keys().next().value);
          }
        }
        assert.equal(front.key(), map.keys().next().value);
      }),
    );
  });
});
