// Messages as protobuf's JSON writes them, with the field names of the `.proto`: what vectors state.

import type { MessageType, TypeOfField } from '../../src/schema/schema.ts';

/**
 * Fields at their zero value are left out.
 * @param int64 how to write a 64-bit number; protobuf's JSON writes a string
 */
export function protoJson(
  message: object,
  type: MessageType,
  int64: (value: bigint) => unknown = String,
): object {
  const set = type.fields.flatMap((field) => {
    const value = (message as Readonly<Record<string, unknown>>)[field.jsonName];
    const one = (item: unknown) => jsonValue(item, field.type, int64);
    if (Array.isArray(value)) return value.length > 0 ? [[field.name, value.map(one)]] : [];
    return Object.is(value, type.zeroValues[field.jsonName]) ? [] : [[field.name, one(value)]];
  });
  return Object.fromEntries(set);
}

function jsonValue(value: unknown, type: TypeOfField, int64: (value: bigint) => unknown): unknown {
  if (type.kind === 'message') return protoJson(value as object, type.message, int64);
  if (type.kind === 'enum') return type.enum.byNumber(Number(value))?.name ?? value;
  if (typeof value === 'bigint') return int64(value);
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
