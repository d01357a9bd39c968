import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeBase64Url, encodeBase64Url } from '../../src/engine/base64-url.ts';

describe('URL-safe base64', () => {
  it('is that of Node, and is read again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        assert.equal(text, Buffer.from(bytes).toString('base64url'));
        assert.deepEqual(decodeBase64Url(text), bytes);
      }),
    );
  });

  const refused: [text: string, why: string][] = [
    ['A', 'one character is no byte'],
    ['AAAAA', 'one character is no byte'],
    ['AA==', 'padding'],
    ['+A', 'another alphabet'],
    ['/A', 'another alphabet'],
    ['A A', 'white space'],
    ['AA\n', 'white space'],
    ['AB', 'bits behind the last byte'],
    ['AAB', 'bits behind the last byte'],
    ['ÀA', 'other letters'],
    ['\u{1d400}A', 'other letters'],
  ];
  for (const [text, why] of refused) {
    it(`refuses ${JSON.stringify(text)}: ${why}`, () => {
      assert.equal(decodeBase64Url(text), undefined);
    });
  }

  it('has one text for each value', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const bytes = decodeBase64Url(text);
        if (bytes !== undefined) assert.equal(encodeBase64Url(bytes), text);
      }),
    );
  });
});
