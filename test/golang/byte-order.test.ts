import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareByteOrder } from '../../src/golang/byte-order.ts';

describe('byte order', () => {
  it('is that of the UTF-8 bytes', () => {
    // Few characters, from every length of UTF-8, so that common prefixes are frequent.
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '\u00e9', '\uffff', '\u{10000}', '\u{10ffff}'),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.equal(
          Math.sign(compareByteOrder(a, b)),
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
      }),
    );
  });

  it('is not that of UTF-16 units', () => {
    assert.ok('\u{10000}' < '\uffff');
    assert.ok(compareByteOrder('\u{10000}', '\uffff') > 0);
  });
});
