import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Groups } from '../../src/config/groups.ts';

describe('groups', () => {
  it('are sets by a string, whatever comes and goes', () => {
    const members = ['x', 'y', 'z'].map((name) => ({ name }));
    const step = fc.record({
      key: fc.constantFrom('a', 'b'),
      member: fc.constantFrom(...members),
      comes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const groups = new Groups<object>();
        const model = new Map(['a', 'b'].map((key) => [key, new Set<object>()]));
        for (const { key, member, comes } of steps) {
          const expected = model.get(key);
          if (comes) {
            groups.add(key, member);
            expected?.add(member);
          } else assert.equal(groups.remove(key, member), expected?.delete(member));
        }
        for (const [key, expected] of model) {
          assert.deepEqual([...groups.of(key)], [...expected]);
          assert.equal(groups.sizeOf(key), expected.size);
          assert.equal(groups.has(key), expected.size > 0);
        }
        assert.deepEqual(
          groups.ofAll(['a', 'b', 'c']),
          new Set([...model.values()].flatMap((set) => [...set])),
        );
      }),
    );
  });
});
