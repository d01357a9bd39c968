import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TriggerGraph } from '../../../../src/config/lints/document/trigger-graph.ts';
import type { EntryFacts } from '../../../../src/config/message/entry-facts.ts';
import { factsOf } from './facts.ts';

function trigger(id: string, ...triggers: readonly string[]): EntryFacts {
  return factsOf('trigger', id, { triggers });
}

/** Each id that is in a circle, with all of that circle. */
function circlesOf(graph: TriggerGraph): Record<string, readonly string[]> {
  return Object.fromEntries([...graph.circles].map(([id, circle]) => [id, [...circle]]));
}

/** The same by following every way from every trigger. */
function expected(triggers: readonly EntryFacts[]): Record<string, readonly string[]> {
  const ids = [...new Set(triggers.map(({ id }) => id))].sort();
  const reached = (from: string) => {
    const seen = new Set<string>();
    const follow = (id: string): void => {
      for (const { targets } of triggers.filter((one) => one.id === id)) {
        for (const target of targets) {
          if (seen.has(target.id)) continue;
          seen.add(target.id);
          follow(target.id);
        }
      }
    };
    follow(from);
    return seen;
  };
  const circles: Record<string, readonly string[]> = {};
  for (const id of ids.filter((one) => reached(one).has(one))) {
    circles[id] = ids.filter((other) => reached(id).has(other) && reached(other).has(id));
  }
  return circles;
}

describe('the graph of triggers', () => {
  for (const [what, ...triggers] of [
    ['nothing'],
    ['a chain', ['a', 'b'], ['b', 'c'], ['c', 'job']],
    ['one that starts itself', ['a', 'a', 'b'], ['b']],
    ['two circles with a way between them', ['a', 'b'], ['b', 'a', 'c'], ['c', 'd'], ['d', 'c']],
    ['two circles through one', ['a', 'b', 'c'], ['b', 'a'], ['c', 'a']],
    ['two triggers of one id', ['a', 'x'], ['a', 'b'], ['b', 'a']],
    ['a way into a circle', ['z', 'a'], ['a', 'b'], ['b', 'a']],
  ] as readonly (readonly [string, ...string[][]])[]) {
    it(`has the circles that are there: ${what}`, () => {
      const all = triggers.map(([id = '', ...targets]) => trigger(id, ...targets));
      const graph = new TriggerGraph();
      for (const one of all) graph.add(one);
      assert.deepEqual(circlesOf(graph), expected(all));
    });
  }

  it('follows whatever comes and goes', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const one = fc
      .tuple(id, fc.array(id, { maxLength: 3 }))
      .map(([own, to]) => trigger(own, ...to));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 10 }), fc.array(fc.nat(9)), (all, gone) => {
        const graph = new TriggerGraph();
        const left = new Set<EntryFacts>();
        for (const each of all) {
          graph.add(each);
          left.add(each);
        }
        assert.deepEqual(circlesOf(graph), expected([...left]));
        for (const index of gone) {
          const each = all[index];
          if (!each || !left.delete(each)) continue;
          graph.remove(each);
          assert.deepEqual(circlesOf(graph), expected([...left]));
        }
      }),
    );
  });
});
