// Plain data: what every store can keep, whatever it is made of.

/**
 * A deep copy of a value made of primitives, arrays, plain objects and bytes. Throws a TypeError on
 * anything else (functions, Maps, class instances): no durable store could give that back. The same if it is deeper
 * than 500 or has more than a million parts, which it has if it contains itself.
 */
export function copyPlainData<T>(value: T): T {
  return copy(value, 0, { parts: MAX_PARTS }) as T;
}

const MAX_DEPTH = 500;
const MAX_PARTS = 1_000_000;

/**
 * Freezes a record that is to be kept and given out as it is. Throws as `copyPlainData` does. Bytes cannot be
 * frozen: nobody changes them.
 */
export function checkPlainData<T>(record: T): T {
  check(record);
  return record;
}

/** True if both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
}

function copy(value: unknown, depth: number, left: { parts: number }): unknown {
  if (left.parts-- === 0) throw new TypeError(`it has more than ${MAX_PARTS} parts`);
  if (depth > MAX_DEPTH) throw new TypeError(`it is nested more than ${MAX_DEPTH} deep`);
  if (typeof value === 'function' || typeof value === 'symbol') throw notPlain(typeof value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => copy(part, depth + 1, left));
  // Not slice(): a subclass such as Buffer, or a view of a larger buffer, becomes bytes of its own.
  if (value instanceof Uint8Array) return new Uint8Array(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain('value of a class');
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, copy(part, depth + 1, left)]),
  );
}

function check(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol') throw notPlain(typeof value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (Object.isFrozen(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = Array.isArray(value) || prototype === Object.prototype || prototype === null;
  if (!plain) throw notPlain('value of a class');
  for (const part of Object.values(value)) check(part);
  Object.freeze(value);
}

function notPlain(what: string): TypeError {
  return new TypeError(`only plain data can be stored, not a ${what}`);
}
