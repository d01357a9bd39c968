// The natural logarithm to the last bit as Go's math.Log works it out, which is not how Math.log does.
//
// Both follow Sun's fdlibm (e_log.c), but Go leaves out its special cases, so that a result here and there differs in
// its last bit. Where the quotient of two logarithms is rounded down, that bit decides: log 2744 / log 14 is below 3 in
// Go, and 3 in JavaScript.

/** ln 2 in two parts, of which the first is exact when multiplied by an exponent. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** The polynomial that stands for (ln(1+s) − ln(1−s) − 2s) / s, by powers of s². */
const [P1, P2, P3, P4, P5, P6, P7] = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784,
  0.1818357216161805, 0.15313837699209373, 0.14798198605116586,
] as const;

const BIAS = 1023;
const bits = new DataView(new ArrayBuffer(8));

/** @param x at least 1 */
export function naturalLog(x: number): number {
  if (x === Infinity) return x;
  // x = 2^exponent · (1 + f), with 1 + f between √½ and √2.
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - BIAS;
  bits.setUint32(0, (high & 0xf_ffff) | (BIAS << 20));
  let fraction = bits.getFloat64(0);
  if (fraction >= Math.SQRT2) {
    fraction /= 2;
    exponent += 1;
  }
  const f = fraction - 1;

  // ln(1+f) = f − f²/2 + s·(f²/2 + R). The order of operations is Go's: each rounds.
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (P1 + s4 * (P3 + s4 * (P5 + s4 * P7)));
  const even = s4 * (P2 + s4 * (P4 + s4 * P6));
  const halfSquare = 0.5 * f * f;
  const correction = s * (halfSquare + (odd + even)) + exponent * LN2_LOW;
  return exponent * LN2_HIGH - (halfSquare - correction - f);
}
