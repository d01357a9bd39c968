import assert from 'node:assert/strict';
import fc from 'fast-check';
import { percentDecode } from '../../src/golang/percent-decode.ts';
import { decodeUtf8 } from '../../src/golang/utf8.ts';

describe('percentDecode', () => {
  const table: [text: string, decoded: string][] = [
    ['', ''],
    ['a%20b', 'a b'],
    ['%C3%BC%c3%bc', 'üü'],
    ['%F0%9F%98%80', '😀'],
    ['%', '%'],
    ['%4', '%4'],
    ['%zz%41', '%zzA'],
    ['%25%32', '%2'],
    // Bytes that are not UTF-8, escaped or not, until together they are.
    ['%ff\udcfe', '\udcff\udcfe'],
    ['\udcc3%bc', 'ü'],
    ['%c3\udcbc', 'ü'],
    ['%41\udcc3\udcbc', 'Aü'],
    ['%c3ü', '\udcc3ü'],
  ];
  for (const [text, decoded] of table) {
    it(JSON.stringify(text), () => assert.equal(percentDecode(text), decoded));
  }

  it('decodes any bytes as decodeUtf8 does', () => {
    // Mostly the bytes at which validity changes.
    const byte = fc.oneof(
      fc.constantFrom(0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1),
      fc.constantFrom(0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(byte), (bytes) => {
        const escaped = bytes.map((b) => `%${b.toString(16).padStart(2, '0')}`).join('');
        assert.equal(percentDecode(escaped), decodeUtf8(Uint8Array.from(bytes)));
      }),
      { numRuns: 5000 },
    );
  });
});
