import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeSurrogateEscapes,
  encodeSurrogateEscapes,
} from '../../src/schema/surrogate-escape.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/textproto/utf8.ts';

describe('surrogate escapes', () => {
  const table: [text: string, hex: string][] = [
    ['', ''],
    ['a\u00e9\u20ac\u{1f600}', '61c3a9e282acf09f9880'],
    ['\udc80', '80'],
    ['\udcff', 'ff'],
    ['a\udce9b', '61e962'],
    // Bytes that begin a sequence and do not end it.
    ['\udce2\udc82', 'e282'],
    ['\udcf0\udc9f\udc98!', 'f09f9821'],
    // Overlong, a surrogate, above U+10FFFF.
    ['\udcc0\udc80', 'c080'],
    ['\udced\udca0\udc80', 'eda080'],
    ['\udcf4\udc90\udc80\udc80', 'f4908080'],
    // A byte order mark is text.
    ['\ufeffx\udc80', 'efbbbf7880'],
  ];
  for (const [text, hex] of table) {
    it(`${JSON.stringify(text)} ⇄ ${hex}`, () => {
      assert.equal(Buffer.from(encodeSurrogateEscapes(text)).toString('hex'), hex);
      assert.equal(decodeSurrogateEscapes(Buffer.from(hex, 'hex')), text);
    });
  }

  for (const alone of ['\ud800', '\udbff', '\udc00', '\udc7f', '\udd00', '\udfff']) {
    it(`${JSON.stringify(alone)} stands for no byte and becomes U+FFFD`, () => {
      assert.deepEqual([...encodeSurrogateEscapes(`a${alone}`)], [0x61, 0xef, 0xbf, 0xbd]);
    });
  }

  /** Bytes in which sequences begin, end and break off often. */
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc
      .array(fc.constantFrom(0x41, 0x80, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff))
      .map((array) => Uint8Array.from(array)),
  );

  it('give back any bytes, and agree with how config files are read', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const text = decodeSurrogateEscapes(input);
        assert.equal(text, decodeUtf8(input));
        assert.deepEqual(encodeSurrogateEscapes(text), input);
      }),
      { numRuns: 1000 },
    );
  });

  it('take any string, and agree with how config files are written', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        assert.deepEqual(encodeSurrogateEscapes(text), encodeUtf8(text));
      }),
      { numRuns: 1000 },
    );
  });
});
