// Assertion that work takes time in proportion to its size, by a ratio of sizes: no clock of a fast or slow machine decides.

import assert from 'node:assert/strict';

/** How much larger the larger size is. Quadratic work takes 256 times as long. */
const FACTOR = 16;
/** Memory and garbage make linear work somewhat slower at size. */
const LIMIT = 80;
/** What is faster than this, in ms, is lost in noise. */
const FLOOR = 0.5;
const ATTEMPTS = 3;

/**
 * @param size of the larger work: such that it takes some 10 ms or more
 * @param prepare makes the input of a size; it is not measured
 * @throws AssertionError if time grows faster than size, each time it is tried
 */
export function assertLinearTime<Input>(
  size: number,
  prepare: (size: number) => Input,
  work: (input: Input) => unknown,
): void {
  const small = prepare(Math.ceil(size / FACTOR));
  const large = prepare(size);
  const ratios: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const unit = Math.max(FLOOR, Math.min(time(work, small), time(work, small), time(work, small)));
    const ratio = Math.min(time(work, large), time(work, large)) / unit;
    if (ratio < LIMIT) return;
    ratios.push(Math.round(ratio));
  }
  assert.fail(`${FACTOR} times the size took ${ratios.join(', ')} times as long`);
}

/** In ms, of this process alone: short work fits between two turns of others on a busy machine, long work never does. */
function time<Input>(work: (input: Input) => unknown, input: Input): number {
  const started = process.cpuUsage();
  work(input);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
