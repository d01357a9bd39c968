// Records as JSON that loses nothing of them.

/*
 * Plain data (src/engine/store/plain-data.ts) holds what JSON does not. Each such value is an object with one field:
 *
 *   {"$bigint": "123"}       an integer of any size
 *   {"$bytes": "AAE="}       bytes, in base64
 *   {"$number": "Infinity"}  a number as JavaScript writes it: Infinity, -Infinity, NaN, -0
 *   {"$undefined": 0}        undefined
 *
 * A field of the record's own whose name begins with `$` gets another `$` in front, so that none can be taken for one
 * of these. Half a surrogate pair is written `\udXXX`, and NUL `\u0000`: SQLite would lose both.
 */

/** @throws TypeError if the record is not plain data */
export function encodeRecord(record: unknown): string {
  return JSON.stringify(encode(record));
}

/** The inverse of `encodeRecord`. @throws SyntaxError if the text is not JSON */
export function decodeRecord(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$') ? decode(value) : value;
}

/** The same value where JSON can hold it, another one where not. */
function encode(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'undefined':
      return { $undefined: 0 };
    case 'object':
      return value === null ? null : encodeObject(value);
    default:
      throw notPlain(typeof value);
  }
}

function encodeObject(value: object): unknown {
  if (value instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = value;
    return { $bytes: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
  }
  if (Array.isArray(value)) return value.length === 0 ? value : value.map(encode);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(String(value));
  const encoded: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    define(encoded, key.startsWith('$') ? `$${key}` : key, encode(part));
  }
  return encoded;
}

/** Changes what JSON.parse has made, which is nobody else's. */
function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = decode(value[i]);
    return value;
  }
  const record = value as Record<string, unknown>;
  let mustRename = false;
  for (const key in record) {
    const part = record[key];
    if (key.startsWith('$')) {
      if (!key.startsWith('$$')) return decodeTag(key, part);
      mustRename = true;
    }
    if (typeof part === 'object' && part !== null) {
      const decoded = decode(part);
      if (decoded !== part) define(record, key, decoded);
    }
  }
  if (!mustRename) return record;
  const renamed: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(record)) {
    define(renamed, key.startsWith('$') ? key.slice(1) : key, part);
  }
  return renamed;
}

function decodeTag(tag: string, value: unknown): unknown {
  switch (tag) {
    case '$bigint':
      return BigInt(String(value));
    case '$bytes':
      // Not the Buffer itself, which is of another class and may be a part of a pool.
      return value === '' ? NO_BYTES : new Uint8Array(Buffer.from(String(value), 'base64'));
    case '$number':
      return Number(value);
    case '$undefined':
      return undefined;
    default:
      throw new SyntaxError(`no such tag: ${tag}`);
  }
}

const NO_BYTES = new Uint8Array();

/** Assigning to `__proto__` would do something else. */
function define(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') record[key] = value;
  else {
    const property = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(record, key, property);
  }
}

function notPlain(what: string): TypeError {
  return new TypeError(`only plain data can be stored, not a ${what}`);
}
