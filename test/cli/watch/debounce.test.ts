import assert from 'node:assert/strict';
import { Debounce, LONGEST_BURST_MS, QUIET_MS } from '../../../cli/watch/debounce.ts';
import { virtualClock } from '../../engine/engine-fixture.ts';

/** When something comes, and when it is acted upon, in ms. */
const ROWS: readonly (readonly [
  name: string,
  times: readonly number[],
  acts: readonly number[],
])[] = [
  ['one thing', [0], [QUIET_MS]],
  ['a burst', [0, 10, 50, 149], [149 + QUIET_MS]],
  ['two bursts', [0, QUIET_MS + 1], [QUIET_MS, 2 * QUIET_MS + 1]],
  [
    'a burst that does not end',
    Array.from({ length: 25 }, (_, i) => i * 50),
    [LONGEST_BURST_MS, 24 * 50 + QUIET_MS],
  ],
];

describe('the pause after a burst', () => {
  for (const [name, times, expected] of ROWS) {
    it(name, async () => {
      const clock = virtualClock(0);
      const acts: number[] = [];
      const debounce = new Debounce(clock, () => acts.push(clock.now()));
      const noting = async () => {
        for (const time of times) {
          await clock.sleep(time - clock.now());
          debounce.note();
        }
        await clock.sleep(2 * LONGEST_BURST_MS);
      };
      await clock.runUntil(noting());
      assert.deepEqual(acts, expected);
    });
  }

  it('does not wait for a clock that was set back', async () => {
    const clock = virtualClock(1_000_000);
    let back = 0;
    const acts: number[] = [];
    const setBack = {
      now: () => clock.now() - back,
      sleep: (ms: number) => clock.sleep(ms),
    };
    const debounce = new Debounce(setBack, () => acts.push(clock.now()));
    debounce.note();
    back = 500_000;
    await clock.runUntil(clock.sleep(10_000));
    assert.deepEqual(acts, [1_000_000 + QUIET_MS]);
  });
});
