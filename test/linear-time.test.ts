import assert from 'node:assert/strict';
import { assertLinearTime } from './linear-time.ts';

/** As many steps as it says, each of which costs something. */
function steps(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum = (sum + Math.imul(i, 31)) | 0;
  return sum;
}

describe('assertLinearTime', () => {
  it('accepts linear work', () => assertLinearTime(2_000_000, (size) => size, steps));

  it('fails on quadratic work', () => {
    // Long enough that on a busy machine no attempt comes near the limit by chance.
    assert.throws(
      () => assertLinearTime(10_000, (size) => size * size, steps),
      /at once it took \d+(, \d+)* times as long as in 16 parts/,
    );
  });
});
