// Ids of builds: newer builds have smaller ones, as those of the service do.

/** The service counts from here; milliseconds since the Unix epoch. */
const EPOCH = Date.UTC(2010, 0, 1);

/** A build's time takes so many bits of its id, and these are above 16 bits of chance and 4 for a version. */
const TIME_BITS = 43;
const TIME_SHIFT = 20n;

/**
 * A positive id, smaller than that of any build so far.
 * @param now milliseconds since the Unix epoch
 * @param newest the smallest id so far
 */
export function newBuildId(now: number, random: () => number, newest: bigint | undefined): bigint {
  const time = BigInt.asUintN(TIME_BITS, ~BigInt(Math.max(0, now - EPOCH)));
  const id = (time << TIME_SHIFT) | (BigInt(Math.floor(random() * 0x1_0000)) << 4n);
  return newest === undefined || id < newest ? id : newest - 16n;
}
