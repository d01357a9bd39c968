import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { quote } from '../../src/golang/quote.ts';

/** The code points that unicode.IsPrint says yes to in Go 1.26.8 (Unicode 15.0), as hexadecimal ranges. */
const PRINTABLE: readonly string[] = JSON.parse(
  readFileSync(new URL('../vectors/quote-printable.json', import.meta.url), 'utf8'),
);

describe('quote (strconv.Quote)', () => {
  const table: [text: string, literal: string][] = [
    ['', '""'],
    ['src/.+\\.go', '"src/.+\\\\.go"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["it's", '"it\'s"'],
    ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
    ['\0\x1b\x7f', '"\\x00\\x1b\\x7f"'],
    ['\x80\xa0\xad', '"\\u0080\\u00a0\\u00ad"'],
    ['é 你好 😀 \ufffd', '"é 你好 😀 \ufffd"'],
    ['\u2028\ufeff\ue000', '"\\u2028\\ufeff\\ue000"'],
    ['\u{e0001}\u{10ffff}', '"\\U000e0001\\U0010ffff"'],
    // Bytes that are not UTF-8.
    ['\udc80\udcff', '"\\x80\\xff"'],
    ['\udcf0\udc9f', '"\\xf0\\x9f"'],
  ];
  for (const [text, literal] of table) {
    it(`writes ${literal}`, () => assert.equal(quote(text), literal));
  }

  it('takes the same characters for printable as Go does', () => {
    const ranges: string[] = [];
    let start: number | undefined;
    for (let code = 0; code <= 0x110000; code++) {
      const printable = code < 0x110000 && isPrintable(code);
      if (printable) start ??= code;
      if (printable || start === undefined) continue;
      ranges.push(start === code - 1 ? hex(start) : `${hex(start)}-${hex(code - 1)}`);
      start = undefined;
    }
    assert.deepEqual(ranges, PRINTABLE.join(' ').split(' '));
  });
});

function isPrintable(code: number): boolean {
  const char = String.fromCodePoint(code);
  return char === '"' || char === '\\' || quote(char) === `"${char}"`;
}

function hex(code: number): string {
  return code.toString(16);
}
