import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SeenIds } from '../../src/policy/seen-ids.ts';

describe('seen ids', () => {
  it('of every state are those that were added up to it, in whatever order states are gone on from', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const steps = fc.array(fc.record({ from: fc.nat(), added: fc.subarray(ids) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (list) => {
        const states: [ours: SeenIds, model: ReadonlySet<string>][] = [[SeenIds.none, new Set()]];
        for (const { from, added } of list) {
          const [ours, model] = states[from % states.length] ?? [SeenIds.none, new Set<string>()];
          const fresh = added.filter((id) => !model.has(id));
          states.push([ours.plus(fresh), new Set([...model, ...fresh])]);
        }
        for (const [ours, model] of states) {
          assert.deepEqual(
            ids.filter((id) => ours.has(id)),
            ids.filter((id) => model.has(id)),
          );
          assert.equal(ours.size, model.size);
        }
      }),
    );
  });
});
