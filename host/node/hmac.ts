// HMAC-SHA256 (RFC 2104) by Node's cryptography.

import { createHmac } from 'node:crypto';
import type { Hmac } from '../../src/engine/pubsub/token.ts';

/** @param secret random, at least 32 bytes: `crypto.randomBytes(32)` */
export function hmacSha256(secret: Uint8Array): Hmac {
  if (secret.length < 32) throw new RangeError('a secret has at least 32 bytes');
  return (message) => createHmac('sha256', secret).update(message).digest();
}
