// JSON values and the messages that carry them: google.protobuf.Struct, Value and ListValue.

import type { ListValue, Struct, Value } from './generated/messages.ts';

/** A JSON value. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * The message for a JSON object. Members keep their order.
 *
 * Throws a RangeError for a number that is not finite: a Value cannot hold one.
 */
export function structFromJson(object: JsonObject): Struct {
  const entries = Object.entries(object);
  return { fields: entries.map(([key, value]) => ({ key, value: valueFromJson(value) })) };
}

/** As `structFromJson`, for any JSON value. */
export function valueFromJson(json: JsonValue): Value {
  if (json === null) return { nullValue: 0 };
  if (typeof json === 'string') return { stringValue: json };
  if (typeof json === 'boolean') return { boolValue: json };
  if (typeof json === 'number') {
    if (!Number.isFinite(json)) throw new RangeError(`JSON has no number ${json}`);
    return { numberValue: json };
  }
  return isList(json)
    ? { listValue: listFromJson(json) }
    : { structValue: structFromJson(json as JsonObject) };
}

export function listFromJson(items: readonly JsonValue[]): ListValue {
  return { values: items.map(valueFromJson) };
}

/** The JSON object of a message; of members with the same name the last one counts. */
export function structToJson({ fields }: Struct): JsonObject {
  return Object.fromEntries(
    fields.map(({ key, value }) => [key, value ? valueToJson(value) : null]),
  );
}

/** The JSON value of a message; null if it holds nothing. */
export function valueToJson(value: Value): JsonValue {
  const { numberValue, stringValue, boolValue, structValue, listValue } = value;
  if (structValue) return structToJson(structValue);
  if (listValue) return listToJson(listValue);
  return numberValue ?? stringValue ?? boolValue ?? null;
}

export function listToJson({ values }: ListValue): readonly JsonValue[] {
  return values.map(valueToJson);
}

function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
