// What the comparison of the engine with the service's answers sees, and what it does not look at.

import assert from 'node:assert/strict';
import path from 'node:path';
import { compareEngine } from './engine.ts';
import { readVectors } from './vector-file.ts';

const SAMPLE = path.join(import.meta.dirname, 'sample');
const ADVISORY = /(^|\.)(dropped_events|mutations|log_lines)|pending_timers\[\d+\]\.id$/;

describe('the comparison of scenarios', () => {
  for (const id of ['timers-000', 'notify-000', 'stall-000']) {
    it(`sees every value of ${id} that is another one, but for the advisory ones`, async () => {
      const vector = readVectors(SAMPLE, 'engine')?.find((one) => one.id === id);
      assert.ok(vector, `${id} is in the sample`);
      const changed: string[] = [];
      const output = withOtherValues(vector.output, '', changed);
      const found = await compareEngine({ ...vector, output });
      assert.deepEqual(
        found.map((difference) => difference.path).sort(),
        changed.filter((place) => !ADVISORY.test(place)).sort(),
      );
      assert.ok(changed.some((place) => ADVISORY.test(place)));
    });
  }
});

/** The same with every value changed, keys and lengths of lists apart; their places are added to `places`. */
function withOtherValues(value: unknown, place: string, places: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((part, i) => withOtherValues(part, `${place}[${i}]`, places));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        withOtherValues(part, place === '' ? key : `${place}.${key}`, places),
      ]),
    );
  }
  places.push(place);
  if (typeof value === 'number') return value + 0.5;
  return typeof value === 'boolean' ? !value : `${value}!`;
}
