import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeRecord, encodeRecord } from '../../../host/sqlite/record-json.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('record JSON', () => {
  for (const [value, json] of [
    [{ id: 2n ** 63n - 1n }, '{"id":{"$bigint":"9223372036854775807"}}'],
    [bytes(0, 1), '{"$bytes":"AAE="}'],
    [[Number.NaN, -0, -Infinity], '[{"$number":"NaN"},{"$number":"-0"},{"$number":"-Infinity"}]'],
    [{ when: undefined }, '{"when":{"$undefined":0}}'],
    [{ $bytes: 'AAE=', $$: 1 }, '{"$$bytes":"AAE=","$$$":1}'],
    ['$bytes', '"$bytes"'],
    ['\ud800\0', '"\\ud800\\u0000"'],
    [{ a: [null, true, 1.5, 'é'] }, '{"a":[null,true,1.5,"é"]}'],
  ] as const) {
    it(`writes and reads ${json}`, () => {
      assert.equal(encodeRecord(value), json);
      assert.deepStrictEqual(decodeRecord(json), value);
    });
  }

  it('loses nothing of any plain data', () => {
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', '$', '$$', '$bytes', '$$bytes', '$bigint', '$number', 'toJSON'),
    );
    const text = fc.string({ unit: fc.constantFrom('a', '$', '\0', '\ud800', '\udc00', '"') });
    const leaf = fc.oneof(
      fc.double(),
      fc.bigInt(),
      fc.uint8Array(),
      text,
      fc.constantFrom(null, true, undefined),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc
          .array(fc.tuple(key, tie('value')), { maxLength: 4 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(value, (record) => {
        assert.deepStrictEqual(decodeRecord(encodeRecord(record)), record);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes plain bytes of a Buffer and of a view', () => {
    const view = bytes(1, 2, 3).subarray(1, 2);
    assert.deepStrictEqual(decodeRecord(encodeRecord([Buffer.from([5]), view])), [
      bytes(5),
      bytes(2),
    ]);
  });

  for (const what of [new Date(0), new Map(), () => {}, Symbol('s'), new (class Thing {})()]) {
    it(`refuses a ${typeof what}: ${String(what)}`, () => {
      assert.throws(() => encodeRecord({ deep: [what] }), TypeError);
    });
  }
});
