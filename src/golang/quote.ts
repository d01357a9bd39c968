// Go string literals as strconv.Quote and the verb %q write them.

/**
 * Characters, printable by now, that are unassigned in Unicode 15.0, which Go 1.25 knows. Hexadecimal
 * ranges; what Unicode 17.0 leaves unassigned between two of them is left in.
 */
const NEWER_THAN_GO = `
  88f-897 c5c cdc 1acf-1aeb 1b4e-1b4f 1b7f 1c89-1c8a 20c1 2427-2429 2b96 2ffc-2fff 31e4-31ef
  a7cb-a7cf a7d2 a7d4 a7da-a7f1 fbc3-fbd2 fd90-fd91 fdc8-fdce 105c0-105f3 10940-10959 10d40-10d8f
  10ec2-10efc 11380-113e2 116d0-116e3 11b60-11bf9 11db0-11de9 11f5a 13460-143fa 16100-16139
  16d40-16d79 16ea0-16ed3 16ff2-16ff6 187f8-187ff 18cff 18d09-18df2 1cc00-1cef0 1e5d0-1e6ff 1f6d8
  1f777-1f77a 1f8b2-1f8d8 1fa54-1fa57 1fa89-1fa8f 1fabe 1fac6-1facd 1fadc-1fadf 1fae9-1faef
  1fbcb-1fbef 1fbfa 2b73a-2b73f 2cea2-2cead 2ebf0-2ee5d 323b0-33479`;

/** What unicode.IsPrint says no to, and what would end or begin something in a literal. */
const ESCAPED = new RegExp(
  `["\\\\]|[^ \\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]|[${asCharacterClass(NEWER_THAN_GO)}]`,
  'gu',
);

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/**
 * A Go string literal in double quotes.
 * @param text lone surrogates U+DC80–U+DCFF stand for bytes that are not UTF-8, written as `\x80` to `\xff`
 */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPED, (char) => SHORT_ESCAPES.get(char) ?? escapeByNumber(char))}"`;
}

/** Printable ASCII without `"` and backslash: nearly all that is ever quoted, and much faster to tell. */
const PLAIN = /^[ !#-[\]-~]*$/;

function escapeByNumber(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const byte = code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code;
  if (byte < 0x20 || byte === 0x7f || byte !== code) return `\\x${hex(byte, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function asCharacterClass(hexRanges: string): string {
  return hexRanges.replace(/\s*([0-9a-f]+)/g, '\\u{$1}');
}
