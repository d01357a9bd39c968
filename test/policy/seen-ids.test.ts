import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SeenIds } from '../../src/policy/seen-ids.ts';
import { assertLinearTime } from '../linear-time.ts';

describe('seen ids', () => {
  it('of every state are those that were added up to it, in whatever order states are gone on from', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const steps = fc.array(fc.record({ from: fc.nat(), added: fc.subarray(ids) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (list) => {
        const none = SeenIds.none();
        const states: [ours: SeenIds, model: ReadonlySet<string>][] = [[none, new Set()]];
        for (const { from, added } of list) {
          const [ours, model] = states[from % states.length] ?? [none, new Set<string>()];
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

  it('take linear time to add, one after the other', () => {
    const ids = (size: number) => Array.from({ length: size }, (_, i) => String(i));
    assertLinearTime(3000, ids, (list) => {
      let seen = SeenIds.none();
      for (const id of list) seen = seen.plus([id]);
      assert.equal(seen.size, list.length);
    });
  });
});
