// Base64 for URLs; Node's own has the last word on what is well-formed.

import assert from 'node:assert/strict';
import { decodeBase64url, encodeBase64url } from '../../src/golang/base64url.ts';

describe('base64url', () => {
  it('is what Node makes of bytes of any length and value', () => {
    for (let length = 0; length < 600; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (length * 31 + i * 167) & 0xff);
      const text = Buffer.from(bytes).toString('base64url');
      assert.equal(encodeBase64url(bytes), text);
      assert.deepEqual(decodeBase64url(text), bytes);
    }
  });

  for (const [what, text, bytes] of [
    ['a digit alone', 'A', undefined],
    ['a digit too many', 'AAAAA', undefined],
    ['padding', 'AA==', undefined],
    ['the other alphabet', '+/+/', undefined],
    ['a space', 'AA AA', undefined],
    ['a letter of another script', 'АААА', undefined],
    ['line breaks', 'AA\r\nEC\n', [0, 1, 2]],
    ['bits behind the last byte', 'AB', [0]],
  ] as const) {
    it(`is ${bytes ? 'read with' : 'not read with'} ${what}, as by Go`, () => {
      assert.deepEqual(decodeBase64url(text), bytes && Uint8Array.from(bytes));
    });
  }
});
