import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeUtf8, encodeUtf8 } from '../../src/golang/utf8.ts';
import { assertLinearTime } from '../linear-time.ts';

/** `c3 28` as bytes. */
function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex === '' ? [] : hex.split(' '), (byte) => Number.parseInt(byte, 16));
}

const TABLE: ReadonlyArray<readonly [what: string, hex: string, text: string]> = [
  ['nothing', '', ''],
  ['ASCII and controls', '00 09 41 7f', '\0\tA\x7f'],
  ['two, three and four bytes', 'c3 bc e2 82 ac f0 9f 9a 80', 'ü€🚀'],
  ['the limits of each length', 'c2 80 e0 a0 80 ed 9f bf ee 80 80', '\u0080\u0800\ud7ff\ue000'],
  ['first and last astral', 'f0 90 80 80 f4 8f bf bf', '\u{10000}\u{10ffff}'],
  ['a byte order mark is kept', 'ef bb bf 61', '\ufeffa'],
  ['a lone continuation byte', '61 80 62', 'a\udc80b'],
  ['the highest byte', 'ff', '\udcff'],
  ['a truncated sequence, byte by byte', 'e2 82', '\udce2\udc82'],
  ['a truncated sequence before ASCII', 'e2 82 41', '\udce2\udc82A'],
  ['a truncated sequence before a valid one', 'f0 9f c3 bc', '\udcf0\udc9fü'],
  ['overlong NUL', 'c0 80', '\udcc0\udc80'],
  ['overlong three bytes', 'e0 9f bf', '\udce0\udc9f\udcbf'],
  ['overlong four bytes', 'f0 8f bf bf', '\udcf0\udc8f\udcbf\udcbf'],
  ['an encoded surrogate', 'ed a0 80', '\udced\udca0\udc80'],
  ['above U+10FFFF', 'f4 90 80 80', '\udcf4\udc90\udc80\udc80'],
  ['a lead byte that never occurs', 'f5 80 80 80', '\udcf5\udc80\udc80\udc80'],
  ['an escape after an astral character', 'f0 9f 9a 80 80', '🚀\udc80'],
  ['ISO 8859-1', '66 fc 72', 'f\udcfcr'],
];

describe('UTF-8', () => {
  for (const [what, hex, text] of TABLE) {
    it(what, () => {
      assert.equal(decodeUtf8(bytesOf(hex)), text);
      assert.deepEqual(encodeUtf8(text), bytesOf(hex));
    });
  }

  it('writes surrogates that no byte stands for as U+FFFD', () => {
    for (const alone of ['\ud800', '\udbff', '\udc00', '\udc7f', '\udd00', '\udfff']) {
      assert.deepEqual(encodeUtf8(alone), bytesOf('ef bf bd'));
    }
    assert.deepEqual(encodeUtf8('\udc7f\udc80\udd00'), bytesOf('ef bf bd 80 ef bf bd'));
  });

  it('decodes valid input as TextDecoder does', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        assert.equal(decodeUtf8(bytes), decoder.decode(bytes));
        assert.deepEqual(encodeUtf8(text), bytes);
      }),
    );
  });

  it('loses no byte of any input', () => {
    fc.assert(
      fc.property(MIXED_BYTES, (bytes) => {
        assert.deepEqual(encodeUtf8(decodeUtf8(bytes)), bytes);
      }),
    );
  });

  it('accepts exactly the sequences that TextDecoder accepts', () => {
    const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(MIXED_BYTES, (bytes) => {
        // An 0xFF in front keeps decodeUtf8 on its slow path.
        const decoded = decodeUtf8(Uint8Array.of(0xff, ...bytes)).slice(1);
        let expected: string | undefined;
        try {
          expected = fatal.decode(bytes);
        } catch {}
        assert.equal(decoded.isWellFormed(), expected !== undefined);
        if (expected !== undefined) assert.equal(decoded, expected);
      }),
    );
  });

  it('stays linear in bytes that are not UTF-8', () => {
    assertLinearTime(
      1 << 18,
      (size) => new Uint8Array(size).fill(0xe2),
      (bytes) => assert.equal(encodeUtf8(decodeUtf8(bytes)).length, bytes.length),
    );
  });
});

/** Bytes near the interesting limits, in any order, with valid characters between them. */
const MIXED_BYTES = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom(0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0xf4)
        .map((b) => Uint8Array.of(b)),
      fc.string({ unit: 'binary', maxLength: 3 }).map((s) => new TextEncoder().encode(s)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
