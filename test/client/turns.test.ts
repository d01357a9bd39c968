import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Turns } from '../../client/turns.ts';

describe('turns', () => {
  it('come one after the other, in the order in which they were asked for', async () => {
    const turns = new Turns();
    const told: string[] = [];
    const act = (name: string, rounds: number) => async () => {
      told.push(`${name} begins`);
      for (let round = 0; round < rounds; round++) await setImmediate();
      told.push(`${name} ends`);
    };
    // The first takes the longest.
    const all = [turns.take(act('a', 9)), turns.take(act('b', 3)), turns.take(act('c', 0))];
    assert.deepEqual(told, []);
    await all[1];
    assert.deepEqual(told.slice(0, 4), ['a begins', 'a ends', 'b begins', 'b ends']);
    await turns.done;
    assert.deepEqual(told.slice(4), ['c begins', 'c ends']);
  });

  it('are done when there were none', () => new Turns().done);
});
