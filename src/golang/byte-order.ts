// The order of strings in the service, which compares UTF-8 bytes.

/**
 * Compares two strings as their UTF-8 bytes compare, which is by code point; JavaScript's own `<`
 * goes by UTF-16 unit and so puts U+10000 before U+FFFF.
 */
export function compareByteOrder(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  // Where the strings part inside a surrogate pair, the pairs' second halves decide rightly.
  return codePoint(a, i) - codePoint(b, i);
}

/** -1 past the end: a prefix comes first. */
function codePoint(text: string, at: number): number {
  return text.codePointAt(at) ?? -1;
}
