// Assertion that work takes time in proportion to its size: work done at once is compared with the same work in parts.

import assert from 'node:assert/strict';

/** Into how many parts the work is cut. Linear work takes about as long in parts, quadratic work this much less time. */
const PARTS = 16;
/** Memory and garbage make linear work somewhat slower at size, and a part is quicker to start than none. */
const LIMIT = 5;
const ATTEMPTS = 5;
/** Parts that are worked on before anything is measured, so that code is compiled. What is not by then costs an attempt. */
const WARM_UP = 3;

/**
 * A fast or slow machine does not decide, and a busy one seldom: both sides of the ratio last about as long and stand
 * next to each other in time.
 *
 * @param size of the whole work: such that it takes some 10 ms or more
 * @param prepare makes the input of a size; it is not measured
 * @throws AssertionError if the whole takes clearly longer than its parts, each time it is tried
 */
export function assertLinearTime<Input>(
  size: number,
  prepare: (size: number) => Input,
  work: (input: Input) => unknown,
): void {
  const whole = prepare(size);
  const part = prepare(Math.ceil(size / PARTS));
  const inParts = (times = PARTS): void => {
    for (let count = 0; count < times; count++) work(part);
  };
  inParts(WARM_UP);
  const ratios: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ratio = measured(() => work(whole)).cpuMs / Math.max(1, measured(() => inParts()).cpuMs);
    if (ratio < LIMIT) return;
    ratios.push(Math.round(ratio));
  }
  assert.fail(`at once it took ${ratios.join(', ')} times as long as in ${PARTS} parts`);
}

/** Does the work. `cpuMs`: what it took of this process alone, in ms, whatever other programs do meanwhile. */
export function measured<Result>(work: () => Result): {
  readonly result: Result;
  readonly cpuMs: number;
} {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { result, cpuMs: (user + system) / 1000 };
}
