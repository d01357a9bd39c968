// Text as a string literal of the text format.

/** @param quote the mark on either side */
export function stringLiteral(text: string, quote: '"' | "'"): string {
  return `${quote}${escapedText(text, quote)}${quote}`;
}

/** The same without the marks. */
export function escapedText(text: string, quote: string): string {
  return text
    .replaceAll(/[\\"']/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c))
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
