// Errors of a server that answers, but not with HTTP as Go's client takes it, or not to the end.

import { quotedValue } from '../../src/golang/quoted-value.ts';

/** The message is for the middle of a sentence: no capital, no full stop. */
export class InvalidResponse extends Error {
  override readonly name = 'InvalidResponse';
}

/** The connection was closed in the middle of an answer. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

/**
 * @param what such as "the status"
 * @param text bytes as characters
 */
export function malformed(what: string, text: string): InvalidResponse {
  return new InvalidResponse(`${what} ${quotedValue(text.replace(/\r?\n$/, ''))} is malformed`);
}
