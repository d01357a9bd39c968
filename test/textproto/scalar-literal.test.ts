import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBool, parseFloat32, parseInteger } from '../../src/textproto/scalar-literal.ts';
import { assertLinearTime } from '../linear-time.ts';

describe('integer literals', () => {
  const table: [word: string, int32: bigint | undefined, int64?: bigint | undefined][] = [
    ['0', 0n],
    ['-0', 0n],
    ['+5', 5n],
    ['-0x10', -16n],
    ['0X1f', 31n],
    ['0b11', 3n],
    ['0B11', 3n],
    ['0o17', 15n],
    ['017', 15n],
    ['1_000', 1000n],
    ['0x_1f', 31n],
    ['0_7', 7n],
    ['08', undefined],
    ['1__0', undefined],
    ['1_', undefined],
    ['_1', undefined],
    ['1.0', undefined],
    ['1e3', undefined],
    ['5f', undefined],
    ['5u', undefined],
    ['', undefined],
    ['-', undefined],
    ['0x', undefined],
    ['--1', undefined],
    ['true', undefined],
    ['2147483647', 2147483647n],
    ['2147483648', undefined, 2147483648n],
    ['-2147483648', -2147483648n],
    ['-2147483649', undefined, -2147483649n],
    ['9223372036854775807', undefined, 9223372036854775807n],
    ['9223372036854775808', undefined, undefined],
    ['-9223372036854775808', undefined, -9223372036854775808n],
    ['0xFFFFFFFF', -1n, 0xffffffffn],
    ['0x80000000', -2147483648n, 0x80000000n],
    ['0XFFFFFFFF', undefined, 0xffffffffn],
    ['0xFFFFFFFFFFFFFFFF', undefined, -1n],
    ['0x1FFFFFFFFFFFFFFFF', undefined, undefined],
    ['-0xFFFFFFFF', undefined, -0xffffffffn],
    [`0x${'0'.repeat(1000)}1`, 1n],
    [`0${'0'.repeat(1000)}7`, 7n],
  ];
  for (const [word, int32, int64 = int32] of table) {
    const shown = word.length > 40 ? `${word.slice(0, 20)}… (${word.length})` : word;
    it(`${JSON.stringify(shown)} → ${int32}, ${int64}`, () => {
      assert.equal(parseInteger(word, 32, true), int32);
      assert.equal(parseInteger(word, 64, true), int64);
    });
  }

  it('enums have no two’s complement', () => {
    assert.equal(parseInteger('0xFFFFFFFF', 32, false), undefined);
  });

  it('agrees with BigInt on what both can read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (n) => {
        const fits = BigInt.asIntN(64, n) === n;
        assert.equal(parseInteger(n.toString(), 64, true), fits ? n : undefined);
      }),
    );
  });

  for (const digits of ['9', '1_', '0_1']) {
    it(`takes linear time and no stack over a million characters of ${digits}`, () => {
      const long = (length: number) => `${digits.repeat(length / digits.length)}9`;
      assertLinearTime(1_000_000, long, (word) =>
        assert.equal(parseInteger(word, 64, true), undefined),
      );
    });
  }
});

describe('float literals', () => {
  const table: [word: string, value: number | undefined][] = [
    ['1', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['+1', 1],
    ['007', 7],
    ['1_0.5', 10.5],
    ['0x1p1', 2],
    ['0x1.8p0', 1.5],
    ['-0x_1P-1', -0.5],
    ['inf', Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['INF', Number.POSITIVE_INFINITY],
    ['infinity', Number.POSITIVE_INFINITY],
    ['infinityf', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    // Once to 64 bits and then to 32 would give the even neighbour.
    ['1.0000001788139343', Math.fround(1.00000011920929)],
    ['1.000000059604644775390625', 1],
    ['1.00000005960464477539062500000000000001', Math.fround(1.00000011920929)],
    ['3.40282356779733661637539395458142568447e38', Math.fround(3.4028235e38)],
    ['3.40282356779733661637539395458142568448e38', undefined],
    ['7.006492321624085e-46', 0],
    ['7.006492321624086e-46', 2 ** -149],
    ['0x1.000001p0', 1],
    ['0x1.00000100000000000000001p0', Math.fround(1.00000011920929)],
    ['0x0p99999999999', 0],
    ['0x1p-99999999999', 0],
    ['0x1p99999999999', undefined],
    ['1_e5', undefined],
    ['0x1_p1', undefined],
    ['0x_1p1_0', 1024],
    ['-0', -0],
    ['nan', Number.NaN],
    ['NaN', Number.NaN],
    ['nanf', Number.NaN],
    ['1.5f', 1.5],
    ['1.0001', Math.fround(1.0001)],
    ['1e-60', 0],
    ['Inf', undefined],
    ['+inf', undefined],
    ['-nan', undefined],
    ['1.5F', undefined],
    ['0x1', undefined],
    ['0x1.8', undefined],
    ['1e39', undefined],
    ['-1e39', undefined],
    ['1_.5', undefined],
    ['1._5', undefined],
    ['1__0', undefined],
    ['.', undefined],
    ['e5', undefined],
    ['1e', undefined],
    ['', undefined],
    ['f', undefined],
  ];
  for (const [word, value] of table) {
    it(`${JSON.stringify(word)} → ${value}`, () => assert.equal(parseFloat32(word), value));
  }

  it('read back what float32 prints', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // It prints -0 as 0.
        assert.equal(parseFloat32(String(value)), value + 0);
        assert.equal(parseFloat32(value.toPrecision(9)), value + 0);
      }),
    );
  });

  const long: [what: string, word: (length: number) => string, value: number | undefined][] = [
    ['zeros', (length) => `1.${'0'.repeat(length)}1`, 1],
    ['hexadecimal zeros', (length) => `0x1.${'0_0'.repeat(length / 3)}1p0`, 1],
    ['underscores', (length) => '1_'.repeat(length), undefined],
  ];
  for (const [what, word, value] of long) {
    it(`take linear time and no stack over a million ${what}`, () => {
      assertLinearTime(1_000_000, word, (text) => assert.equal(parseFloat32(text), value));
    });
  }
});

describe('bool literals', () => {
  for (const word of ['true', 'True', 't', '1']) {
    it(`${word} is true`, () => assert.equal(parseBool(word), true));
  }
  for (const word of ['false', 'False', 'f', '0']) {
    it(`${word} is false`, () => assert.equal(parseBool(word), false));
  }
  for (const word of ['TRUE', 'yes', '01', '0x1', '+1', 'constructor', '']) {
    it(`${JSON.stringify(word)} is neither`, () => assert.equal(parseBool(word), undefined));
  }
});
