import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../src/golang/base64.ts';

describe('base64', () => {
  it('is what Node writes, and is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = encodeBase64(bytes);
        assert.equal(text, Buffer.from(bytes).toString('base64'));
        assert.deepEqual(decodeBase64(text), bytes);
      }),
    );
  });

  const readable: readonly (readonly [text: string, bytes: string])[] = [
    ['', ''],
    ['YQ==', 'a'],
    ['YR==', 'a'], // Bits behind the last byte.
    ['Y\nWI\r\n=', 'ab'],
    ['YWJj\n', 'abc'],
  ];
  for (const [text, bytes] of readable) {
    it(`${JSON.stringify(text)} is read as Go does`, () => {
      assert.deepEqual(decodeBase64(text), new TextEncoder().encode(bytes));
    });
  }

  const unreadable = [
    'YQ',
    'YQ=',
    'Y===',
    '====',
    'YQ==YQ==',
    'Y Q=',
    '%%%',
    'YW-_',
    'YWJj=',
    'é===',
  ];
  for (const text of unreadable) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(decodeBase64(text), undefined));
  }
});
