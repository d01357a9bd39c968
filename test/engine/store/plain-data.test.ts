import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyPlainData, sameBytes } from '../../../src/engine/store/plain-data.ts';

describe('copies of plain data', () => {
  it('equal the original and share nothing with it', () => {
    fc.assert(
      fc.property(fc.object({ withBigInt: true, withTypedArray: false }), (value) => {
        const before = structuredClone(value);
        const copied = copyPlainData(value);
        assert.deepStrictEqual(copied, value);
        scribble(copied);
        assert.deepStrictEqual(value, before);
      }),
    );
  });

  it('make plain bytes of their own out of a Buffer or a view', () => {
    const pool = new Uint8Array([1, 2, 3, 4]);
    const { view, buffer } = copyPlainData({ view: pool.subarray(1, 3), buffer: Buffer.from([5]) });
    pool.fill(0);
    assert.deepStrictEqual(view, new Uint8Array([2, 3]));
    assert.equal(view.buffer.byteLength, 2);
    assert.deepStrictEqual(buffer, new Uint8Array([5]));
  });

  for (const [what, value] of [
    ['a function', () => {}],
    ['a Map', new Map()],
    ['a class instance', new (class Thing {})()],
    ['a Date', new Date(0)],
    ['a symbol', Symbol('s')],
  ] as const) {
    it(`do not exist of ${what}`, () => {
      assert.throws(() => copyPlainData({ inside: [value] }), TypeError);
    });
  }
});

describe('copies of data of any size', () => {
  const nested = (depth: number) => {
    let value: unknown = 'innermost';
    for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { value };
    return value;
  };
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  it('are as deep as 500, and no deeper', () => {
    assert.deepStrictEqual(copyPlainData(nested(500)), nested(500));
    assert.throws(() => copyPlainData(nested(501)), TypeError('it is nested more than 500 deep'));
    assert.throws(() => copyPlainData(nested(100_000)), TypeError);
    assert.throws(() => copyPlainData(cyclic), TypeError);
  });

  it('have a million parts, and no more', () => {
    const flat = (parts: number) => Array.from({ length: parts - 1 }, () => 0);
    assert.equal(copyPlainData(flat(1_000_000)).length, 999_999);
    assert.throws(
      () => copyPlainData(flat(1_000_001)),
      TypeError('it has more than 1000000 parts'),
    );
  });
});

describe('sameBytes', () => {
  for (const [a, b, same] of [
    [[], [], true],
    [[1, 2], [1, 2], true],
    [[1, 2], [1, 3], false],
    [[1], [1, 0], false],
  ] as const) {
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)}: ${same}`, () => {
      assert.equal(sameBytes(Uint8Array.from(a), Uint8Array.from(b)), same);
    });
  }
});

/** Changes everything that can be reached. */
function scribble(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) scribble(part);
  Object.assign(value, { scribbled: true });
}
