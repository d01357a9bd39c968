// Text as a string literal of the text format.

/** What stands between the marks. @param quote the mark on either side */
export function escapedText(text: string, quote: string): string {
  return text
    .replaceAll(/[\\"']/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c))
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
