import assert from 'node:assert/strict';
import { decodeTimeout, encodeTimeout } from '../../src/prpc/timeout.ts';

describe('the timeout of a call', () => {
  const table: readonly (readonly [ms: number, text: string])[] = [
    [0.001, '1000n'],
    [1, '1000000n'],
    [99, '99000000n'],
    [99.9999995, '100000u'], // Rounded up, so that no time is lost.
    [100, '100000u'],
    [60_000, '60000000u'],
    [59_000, '59000000u'],
    [99_999.999, '99999999u'],
    [100_000, '100000m'],
    [100_000_000, '100000S'],
    [99_999_999 * 1000, '99999999S'],
    [100_000_000 * 1000, '1666667M'],
  ];
  for (const [ms, text] of table) {
    it(`${ms} ms: ${text}`, () => {
      assert.equal(encodeTimeout(ms), text);
      assert.ok((decodeTimeout(text) ?? 0) >= ms);
    });
  }

  it('is read in hours and minutes, too', () => {
    assert.equal(decodeTimeout('2H'), 7_200_000);
    assert.equal(decodeTimeout('3M'), 180_000);
    for (const text of ['', '5', 'S', '1.5S', '5s', '5 S']) {
      assert.equal(decodeTimeout(text), undefined);
    }
  });
});
