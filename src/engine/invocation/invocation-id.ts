// Invocation ids: newest first when sorted (engine.md 5.8).

import type { InvocationId } from '../../task/ids.ts';
import type { Random } from '../../task/world.ts';

/** 2015-01-01T00:00:00Z. */
const EPOCH_MS = Date.UTC(2015, 0, 1);

/**
 * Bits from the top: 0, 43 bits of the negated milliseconds since 2015, 16 random bits, and 4 bits
 * for the format, which is 0. A positive int64; later ids are smaller.
 *
 * @param now whole milliseconds since the Unix epoch
 */
export function generateInvocationId(now: number, random: Random): InvocationId {
  const time = BigInt.asUintN(43, ~BigInt(now - EPOCH_MS));
  const suffix = BigInt(Math.floor(random() * 0x1_0000));
  return ((time << 20n) | (suffix << 4n)) as InvocationId;
}
