// Well-formed Unicode for whatever leaves as JSON: RFC 8259 leaves open what a reader makes of a lone surrogate, and
// many refuse the whole text.

/**
 * The same value with U+FFFD in place of each lone surrogate, in strings and in names of properties. What has none is
 * returned as it is, and so is every part of it.
 * @param value as JSON has it: strings, numbers, booleans, null, undefined, arrays and plain objects, without circles
 */
export function wellFormed<T>(value: T): T;
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) {
    const items = value.map((item) => wellFormed(item));
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [key.toWellFormed(), wellFormed(item)] as const);
  const same = after.every(([key, item], i) => key === before[i]?.[0] && item === before[i]?.[1]);
  return same ? value : Object.fromEntries(after);
}
