// One step of a validation context's path, such as an id or a ref, within bounds.

import { shortened } from '../../text/wording.ts';

/** UTF-16 units of a step. Every finding carries its path: of a file that is one long id, each would carry all of it. */
const MAX_STEP = 1000;

/** Hexadecimal digits of a fingerprint. */
const FINGERPRINT = 16;

/** The step itself; in place of a longer one its beginning, `…` and a fingerprint of all of it, which keeps it apart. */
export function pathStep(step: string): string {
  if (step.length <= MAX_STEP) return step;
  return `${shortened(step, MAX_STEP - FINGERPRINT - 1)}${fingerprint(step)}`;
}

/** 64 bits of FNV-1a over UTF-16 units, in two halves that begin differently. */
function fingerprint(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x050c5d1f;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    one = Math.imul(one ^ c, 0x01000193);
    other = Math.imul(other ^ c, 0x01000193) ^ (other >>> 15);
  }
  const half = (hash: number) => (hash >>> 0).toString(16).padStart(FINGERPRINT / 2, '0');
  return half(one) + half(other);
}
