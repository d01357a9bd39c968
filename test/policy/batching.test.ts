import assert from 'node:assert/strict';
import { greedyBatching, logarithmicBatching } from '../../src/policy/batching.ts';
import { NOW, shown, waiting } from './waiting-triggers.ts';

describe('greedy batching (engine.md P2)', () => {
  const cases: [
    limits: [concurrent: number, batch: number],
    active: number,
    triggers: number,
    requests: string,
  ][] = [
    [[1, 1000], 0, 0, ''],
    [[1, 1000], 0, 1, '1'],
    [[1, 1000], 0, 3, '1,2,3'],
    [[1, 2], 0, 3, '1,2'],
    [[1, 1], 0, 3, '1'],
    [[2, 2], 0, 3, '1,2 3'],
    [[2, 2], 0, 4, '1,2 3,4'],
    [[2, 2], 0, 5, '1,2 3,4'],
    [[9, 2], 0, 3, '1,2 3'],
    [[2, 2], 1, 5, '1,2'],
    [[2, 2], 2, 5, ''],
    [[2, 2], 3, 5, ''],
    [[2 ** 63, 2 ** 63], 0, 3, '1,2,3'],
  ];
  for (const [[concurrent, batch], active, triggers, requests] of cases) {
    it(`${concurrent} at a time of ${batch}, ${active} active, ${triggers} wait: ${requests || 'nothing'}`, () => {
      const policy = greedyBatching(concurrent, batch);
      const decision = policy({ now: NOW, activeInvocations: active, triggers: waiting(triggers) });
      assert.equal(shown(decision), requests);
    });
  }
});

describe('logarithmic batching (engine.md P3)', () => {
  const cases: [
    limits: [concurrent: number, batch: number, base: number],
    active: number,
    triggers: number,
    requests: string,
  ][] = [
    [[1, 1000, 2], 0, 0, ''],
    [[1, 1000, 2], 0, 1, '1'],
    [[1, 1000, 2], 0, 3, '1'],
    [[1, 1000, 2], 0, 4, '1,2'],
    [[1, 1000, 2], 0, 8, '1,2,3'],
    [[1, 2, 2], 0, 8, '1,2'],
    // The second batch is of the 8 that are left.
    [[2, 1000, 2], 0, 11, '1,2,3 4,5,6'],
    [[5, 1000, 2], 0, 11, '1,2,3 4,5,6 7,8 9 10'],
    [[9, 1000, 2], 0, 5, '1,2 3 4 5'],
    [[5, 1000, 2], 4, 11, '1,2,3'],
    [[5, 1000, 2], 5, 11, ''],
    [[1, 1000, 1.0001], 0, 3, '1,2,3'],
    [[1, 2, 1.0001], 0, 3, '1,2'],
    [[3, 1000, 1e10], 0, 5, '1 2 3'],
    [[2, 1000, Infinity], 0, 5, '1 2'],
  ];
  for (const [[concurrent, batch, base], active, triggers, requests] of cases) {
    it(`${concurrent} at a time of ${batch}, base ${base}, ${active} active, ${triggers} wait: ${requests || 'nothing'}`, () => {
      const policy = logarithmicBatching(concurrent, batch, Math.fround(base));
      const decision = policy({ now: NOW, activeInvocations: active, triggers: waiting(triggers) });
      assert.equal(shown(decision), requests);
    });
  }

  /** Rounded down where Go's logarithms come out a bit below a whole number; the sizes are Go's own. */
  const sizes: [base: number, triggers: number, size: number][] = [
    [2, 65536, 16],
    [3, 243, 5],
    [5, 125, 3],
    [10, 999, 2],
    [10, 1000, 2],
    [10, 1001, 3],
    [14, 2743, 2],
    [14, 2744, 2],
    [14, 2745, 3],
    [14, 38416, 3],
    [176, 30976, 1],
    [185, 34225, 2],
    [1.1, 1000, 72],
    [1.5, 1000, 17],
  ];
  for (const [base, triggers, size] of sizes) {
    it(`takes ${size} of ${triggers} with base ${base}`, () => {
      const policy = logarithmicBatching(1, 1e6, Math.fround(base));
      const { requests } = policy({
        now: NOW,
        activeInvocations: 0,
        triggers: waiting(triggers),
      });
      assert.equal(requests[0]?.incomingTriggers.length, size);
    });
  }
});

describe('the log of a batching policy (engine.md P1)', () => {
  const policies = { greedy: greedyBatching(2, 10), logarithmic: logarithmicBatching(2, 10, 2) };
  for (const [name, policy] of Object.entries(policies)) {
    it(`of a ${name} one says why nothing is started while triggers wait`, () => {
      const linesFor = (activeInvocations: number, triggers: number) =>
        policy({ now: NOW, activeInvocations, triggers: waiting(triggers) }).logLines;
      assert.deepEqual(linesFor(2, 1), [
        'Nothing is started: 2 invocations are active, and max_concurrent_invocations is 2.',
      ]);
      assert.deepEqual(linesFor(2, 0), []);
      assert.deepEqual(linesFor(1, 5), []);
      assert.deepEqual(linesFor(1, 0), []);
    });
  }
});
