// Texts in git's objects, which are bytes in any encoding.

import { TextDecoder } from 'node:util';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * UTF-8 if it is that, else the encoding that is named, else ISO 8859-1, in which all bytes mean something: so does JGit,
 * and with it Gitiles.
 */
export function gitText(bytes: Uint8Array, encoding?: string): string {
  try {
    return strict.decode(bytes);
  } catch {
    return inEncoding(bytes, encoding) ?? Buffer.from(bytes).toString('latin1');
  }
}

function inEncoding(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Nobody knows the name, or it is not the one.
  }
}
