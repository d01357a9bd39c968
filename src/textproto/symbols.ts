// Symbols of the text format by their character codes.

export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const LESS = 60;
export const GREATER = 62;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const COLON = 58;
export const SEMICOLON = 59;
export const COMMA = 44;
export const SLASH = 47;

/** A message begins. */
export function isOpener(symbol: number): boolean {
  return symbol === OPEN_BRACE || symbol === LESS;
}

/** A message ends. */
export function isCloser(symbol: number): boolean {
  return symbol === CLOSE_BRACE || symbol === GREATER;
}
