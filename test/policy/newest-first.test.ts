import assert from 'node:assert/strict';
import { newestFirst } from '../../src/policy/newest-first.ts';
import { aged, NOW, shown } from './waiting-triggers.ts';

describe('newest first (engine.md P4)', () => {
  const cases: [
    limits: [concurrent: number, timeoutMs: number],
    active: number,
    ages: number[],
    decision: string,
  ][] = [
    [[1, 100], 0, [], ''],
    [[1, 100], 0, [5], '5'],
    [[1, 100], 0, [30, 20, 10], '10'],
    // The oldest of those that start is the first to.
    [[2, 100], 0, [30, 20, 10], '20 10'],
    [[3, 100], 0, [30, 20, 10], '30 20 10'],
    [[9, 100], 0, [30, 20, 10], '30 20 10'],
    [[3, 100], 2, [30, 20, 10], '10'],
    [[3, 100], 3, [30, 20, 10], ''],
    [[3, 100], 4, [30, 20, 10], ''],
    // Exactly the timeout is too old.
    [[1, 100], 0, [100], '− 100'],
    [[1, 100], 0, [99.9], '99.9'],
    [[9, 100], 0, [500, 101, 100, 99, 1], '99 1 − 500,101,100'],
    [[9, 100], 0, [300, 200, 150, 120], '− 300,200,150,120'],
    // What is dropped does not take a slot.
    [[1, 100], 0, [200, 20, 10], '10 − 200'],
    [[3, 100], 0, [200, 20, 10], '20 10 − 200'],
    // Dropping goes on while no slot is free.
    [[1, 100], 1, [200, 20], '− 200'],
    [[1, 100], 1, [200], '− 200'],
    // Created in the future.
    [[1, 100], 0, [-5], '-5'],
    // Triggers of one age share their fate.
    [[9, 100], 0, [100, 100, 99, 99], '99 99 − 100,100'],
    [[2 ** 63, 100], 0, [20, 10], '20 10'],
  ];
  for (const [[concurrent, timeout], active, ages, decision] of cases) {
    it(`${concurrent} at a time within ${timeout} ms, ${active} active, of ages ${ages}: ${decision || 'nothing'}`, () => {
      const policy = newestFirst(concurrent, timeout);
      const triggers = aged(...ages);
      assert.equal(shown(policy({ now: NOW, activeInvocations: active, triggers })), decision);
    });
  }

  it('takes what is older than the service can tell for as old as the longest timeout', () => {
    const policy = newestFirst(1, Number(2n ** 63n - 1n) / 1e6);
    const decision = policy({
      now: NOW,
      activeInvocations: 0,
      triggers: aged(400 * 365 * 24 * 3600 * 1000, 290 * 365 * 24 * 3600 * 1000),
    });
    assert.equal(shown(decision), '9145440000000 − 12614400000000');
  });

  it('says why nothing is started, also when nothing waits', () => {
    const policy = newestFirst(2, 100);
    const linesFor = (activeInvocations: number, ...ages: readonly number[]) =>
      policy({ now: NOW, activeInvocations, triggers: aged(...ages) }).logLines;
    const line =
      'Nothing is started: 2 invocations are active, and max_concurrent_invocations is 2.';
    assert.deepEqual(linesFor(2, 10), [line]);
    assert.deepEqual(linesFor(2, 200), [line]);
    assert.deepEqual(linesFor(2), [line]);
    assert.deepEqual(linesFor(1), []);
    assert.deepEqual(linesFor(1, 10), []);
    assert.deepEqual(linesFor(1, 200), []);
  });
});
