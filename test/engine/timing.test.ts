import assert from 'node:assert/strict';
import {
  type Backoff,
  backoffMs,
  interactiveTiming,
  serviceTiming,
} from '../../src/engine/timing.ts';

describe('back-off', () => {
  const seconds = (backoff: Backoff, count: number) =>
    Array.from({ length: count }, (_, i) => backoffMs(backoff, i + 1) / 1000);

  it('of launches is the service’s: from 5 s, doubling, at most 600 s', () => {
    assert.deepEqual(
      seconds(serviceTiming.backoff.launches, 10),
      [5, 10, 20, 40, 80, 160, 320, 600, 600, 600],
    );
  });

  it('of everything else goes from 0.1 s to 1 h', () => {
    const waits = seconds(serviceTiming.backoff.default, 20);
    assert.deepEqual(waits.slice(0, 4), [0.1, 0.2, 0.4, 0.8]);
    assert.equal(waits.at(-1), 3600);
  });

  it('stays at its maximum however often', () => {
    assert.equal(backoffMs(serviceTiming.backoff.default, 100_000), 3_600_000);
  });

  it('is never longer for somebody who waits in front of it', () => {
    for (const queue of ['launches', 'default'] as const) {
      for (let failures = 1; failures <= 50; failures++) {
        assert.ok(
          backoffMs(interactiveTiming.backoff[queue], failures) <=
            backoffMs(serviceTiming.backoff[queue], failures),
        );
      }
    }
  });
});
