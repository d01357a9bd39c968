// Bare words as numbers and booleans (spec textformat.md 2.5–2.7, after Go's strconv).

// Words may be megabytes long. Regular expressions here repeat single characters only: repeated groups take
// stack for each turn.

/** Go's strconv.ParseInt with base 0, without sign and underscores. */
const INTEGER = /^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;

/** Nearly every literal there is: fits any type. */
const SHORT_INTEGER = /^(?:0|[1-9][0-9]{0,8})$/;

/**
 * The value of an integer literal, or undefined if it is not one or does not fit (T29–T31).
 * @param twosComplement also take `0x…` with the top bit set as a negative number (T32); enums do not
 */
export function parseInteger(
  word: string,
  bits: 32 | 64,
  twosComplement: boolean,
): bigint | undefined {
  if (SHORT_INTEGER.test(word)) return BigInt(word);
  const digits = withoutUnderscores(withoutSign(word));
  if (digits === undefined || !INTEGER.test(digits)) return undefined;
  const magnitude = unsigned(digits);
  if (magnitude === undefined) return undefined;
  const value = word[0] === '-' ? -magnitude : magnitude;
  if (BigInt.asIntN(bits, value) === value) return value;
  if (twosComplement && word.startsWith('0x') && BigInt.asUintN(bits, value) === value) {
    return BigInt.asIntN(bits, value);
  }
  return undefined;
}

function unsigned(digits: string): bigint | undefined {
  const prefix = /^0[xXbBoO]?/.exec(digits)?.[0] ?? '';
  const significant = digits.slice(prefix.length).replace(/^0+/, '');
  // 64 binary digits fill the widest type; BigInt itself would take its time over a million digits.
  if (significant.length > 64) return undefined;
  const radix = prefix === '0' ? '0o' : prefix;
  return BigInt(significant === '' ? 0 : `${radix}${significant}`);
}

function withoutSign(word: string): string {
  return /^[+-]/.test(word) ? word.slice(1) : word;
}

/** Undefined if one stands anywhere but between digits or between the base's prefix and a digit. */
function withoutUnderscores(literal: string): string | undefined {
  if (!literal.includes('_')) return literal;
  const digits = literal.replace(/^0[xXbBoO]/, '0');
  const isHex = /^0[xX]/.test(literal);
  const misplaced = isHex ? /(?<![0-9a-fA-F])_|_(?![0-9a-fA-F])/ : /(?<![0-9])_|_(?![0-9])/;
  return misplaced.test(digits) ? undefined : literal.replaceAll('_', '');
}

const DECIMAL_FLOAT = /^(?:[0-9]+\.?|[0-9]*\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const HEX_FLOAT = /^0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/;
const SPECIAL_FLOAT = /^(?:nan|[+-]?inf|[+-]?infinity)$/i;

/**
 * The value of a `float` literal, rounded once, to 32 bits, or undefined if it is not one or overflows
 * (T33–T36).
 */
export function parseFloat32(word: string): number | undefined {
  const text = word.endsWith('f') && word !== 'inf' && word !== '-inf' ? word.slice(0, -1) : word;
  const sign = text.startsWith('-') ? -1 : 1;
  if (SPECIAL_FLOAT.test(text)) return /nan/i.test(text) ? Number.NaN : sign / 0;
  const literal = withoutUnderscores(withoutSign(text));
  if (literal === undefined) return undefined;
  const magnitude = DECIMAL_FLOAT.test(literal) ? decimalMagnitude(literal) : hexMagnitude(literal);
  return magnitude === undefined || magnitude === Infinity ? undefined : sign * magnitude;
}

/**
 * The nearest float of 32 bits, ties to even. Number() rounds to 64 bits, and rounding that again errs where it
 * lies halfway between two floats and is not exactly what was written.
 */
function decimalMagnitude(literal: string): number {
  const double = Number(literal);
  const near = Math.min(Math.fround(double), 2 ** 128);
  const far = 2 * double - near;
  const isHalfway = double !== near && double < 2 ** 128 && Math.fround(far) === far;
  if (!isHalfway) return Math.fround(double);
  const [exponent, digits] = decimalOf(literal);
  const [halfwayExponent, halfwayDigits] = decimalOf(exactDecimal(double));
  const order = exponent - halfwayExponent || compareText(digits, halfwayDigits);
  if (order === 0) return Math.fround(double);
  return Math.fround(order < 0 ? Math.min(near, far) : Math.max(near, far));
}

/** `digits` and `exponent` of 0.digits × 10^exponent, without zeros at either end of `digits`. */
function decimalOf(literal: string): [exponent: number, digits: string] {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const zeros = whole.length + fraction.length - digits.length;
  return [Number(exponent) + whole.length - zeros, withoutTrailingZeros(digits)];
}

/** All the digits of a positive float halfway between two of 32 bits: a multiple of 2^-150. */
function exactDecimal(double: number): string {
  if (Number.isInteger(double)) return BigInt(double).toString();
  let shift = 0;
  let scaled = double;
  for (; !Number.isInteger(scaled); scaled *= 2) shift++;
  return `${BigInt(scaled) * 5n ** BigInt(shift)}e-${shift}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function hexMagnitude(literal: string): number | undefined {
  const match = HEX_FLOAT.exec(literal);
  if (!match) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  if (significant === '') return 0;
  // 48 bits and one that says whether there are more: exact in 64 bits, and enough to round to 24.
  const head = significant.slice(0, 12);
  const more = /[^0]/.test(significant.slice(12)) ? 1 : 0;
  const places = 4 * (significant.length - head.length - fraction.length) - 1;
  const shift = Number(exponent) + places;
  return Math.fround((2 * Number.parseInt(head, 16) + more) * 2 ** shift);
}

const BOOLS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['t', true],
  ['1', true],
  ['false', false],
  ['False', false],
  ['f', false],
  ['0', false],
]);

/** The value of a `bool` literal, or undefined (T37). */
export function parseBool(word: string): boolean | undefined {
  return BOOLS.get(word);
}
