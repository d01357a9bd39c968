import assert from 'node:assert/strict';
import fc from 'fast-check';
import { naturalLog } from '../../src/golang/natural-log.ts';

/** Numbers and what math.Log of Go 1.26 on amd64 makes of them, in bits. */
const ANSWERS: readonly [x: number, bits: string][] = [
  [1, '0000000000000000'],
  [1.0000000000000002, '3cafffffffffffff'],
  [Math.fround(1.0001), '3f1a37aa13ef756b'],
  [Math.fround(1.1), '3fb8663fd6538c87'],
  [Math.SQRT2 - 2 ** -52, '3fd62e42fefa39ee'],
  [Math.SQRT2, '3fd62e42fefa39f0'],
  [1.5, '3fd9f323ecbf984c'],
  [2, '3fe62e42fefa39ef'],
  [2.7182817459106445, '3fefffffefb245ea'],
  [3, '3ff193ea7aad030a'],
  [7, '3fff2272ae325a57'],
  [10, '40026bb1bbb55516'],
  [14, '40051cca16d7bba8'],
  [176, '4014ae935b3cb89e'],
  [185, '4014e1a4f518c72b'],
  [680, '401a169f7e9678c3'],
  [999, '401ba084531f2627'],
  [1000, '401ba18a998fffa0'],
  [2744, '401fab2f2243997b'],
  [38416, '40251cca16d7bba7'],
  [48400, '4025931319798d6e'],
  [1e10, '4037069e2aa2aa5b'],
  [4503599627370497, '404205966f2b4f12'],
  [3.4028234663852886e38, '40562e42feba39ef'],
  [Number.MAX_VALUE, '40862e42fefa39ef'],
  [Infinity, '7ff0000000000000'],
];

describe('the natural logarithm', () => {
  for (const [x, bits] of ANSWERS) {
    it(`of ${x} is Go's`, () => assert.equal(bitsOf(naturalLog(x)), bits));
  }

  it('differs from Math.log in some of these', () => {
    assert.ok(ANSWERS.some(([x, bits]) => bitsOf(Math.log(x)) !== bits));
  });

  it('is next to that of JavaScript', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, noNaN: true }), (x) => {
        const difference = Math.abs(naturalLog(x) - Math.log(x));
        assert.ok(x === Infinity || difference <= Math.log(x) * 2 * Number.EPSILON);
      }),
    );
  });
});

function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}
