// Times of this program as protobuf has them.

import type { Timestamp } from '../../schema/generated/messages.ts';

/** @param ms whole milliseconds since the Unix epoch */
export function timestampOf(ms: number): Timestamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds: BigInt(seconds), nanos: (ms - seconds * 1000) * 1e6 };
}

/** Whole milliseconds since the Unix epoch. */
export function millisecondsOf({ seconds, nanos }: Timestamp): number {
  return Number(seconds) * 1000 + Math.floor(nanos / 1e6);
}
