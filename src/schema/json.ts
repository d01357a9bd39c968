// Messages to protobuf's JSON form and back, by the schema (protobuf.dev, "ProtoJSON Format").

import { decodeBase64, encodeBase64 } from '../golang/base64.ts';
import type { Duration, ListValue, Struct, Timestamp, Value } from './generated/messages.ts';
import { durationText, parseDuration, parseTimestamp, timestampText } from './json-text.ts';
import {
  type EnumType,
  type FieldType,
  hasPresence,
  type MessageType,
  newMessage,
} from './schema.ts';
import type { ScalarName } from './schema-descriptor.ts';
import {
  type JsonObject,
  type JsonValue,
  listFromJson,
  listToJson,
  structFromJson,
  structToJson,
  valueFromJson,
  valueToJson,
} from './struct.ts';

/**
 * The JSON value of a message: fields by their camelCase names, those at their zero value left out, 64-bit integers as
 * strings, bytes as base64, enums by name, and JSON itself for Struct, Value and ListValue.
 *
 * Throws a RangeError for a time that RFC 3339 cannot write.
 *
 * @param message in the shape of its generated interface; properties that are not in the schema do not count, and
 *   missing ones are zero
 */
export function messageToJson(type: MessageType, message: object): JsonValue {
  const wellKnown = WELL_KNOWN[type.fullName];
  if (wellKnown) return wellKnown.toJson(message);
  const values = message as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    type.fields.flatMap((field): [string, JsonValue][] => {
      const value = values[field.jsonName];
      if (value === undefined || (!hasPresence(field) && isZero(value))) return [];
      const json = field.repeated
        ? (value as readonly unknown[]).map((item) => fieldToJson(field, item))
        : fieldToJson(field, value);
      return [[field.jsonName, json]];
    }),
  );
}

/**
 * Reads a message of type `T`. Takes fields by their camelCase names and by those of the `.proto`; null is an unset
 * field, and fields that the schema does not know are skipped, as in binary form.
 *
 * Throws a ProtoJsonError if the value is no such message.
 */
export function messageFromJson<T extends object>(type: MessageType, json: unknown): T {
  // T's interface is generated from the schema that `readMessage` follows.
  return readMessage(type, json, '') as T;
}

/** A JSON value that is no message of the type that it is read as. */
export class ProtoJsonError extends Error {
  override readonly name = 'ProtoJsonError';

  /** @param path of the field, '' for the message itself @param wanted what it should be, such as `a string` */
  constructor(path: string, wanted: string) {
    super(path === '' ? `the message is not ${wanted}` : `${path} is not ${wanted}`);
  }
}

/** True for what a field without presence is left out for. -0 is not zero: its sign would be lost. */
function isZero(value: unknown): boolean {
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  return value === '' || value === false || value === 0n || Object.is(value, 0);
}

function fieldToJson({ type }: FieldType, value: unknown): JsonValue {
  if (type.kind === 'message') return messageToJson(type.message, value as object);
  if (type.kind === 'scalar') return SCALARS[type.scalar].toJson(value);
  if (type.enum.fullName === NULL_VALUE) return null;
  return type.enum.byNumber(value as number)?.name ?? (value as number);
}

const NULL_VALUE = 'google.protobuf.NullValue';

function readMessage(type: MessageType, json: unknown, path: string): object {
  const wellKnown = WELL_KNOWN[type.fullName];
  if (wellKnown) return wellKnown.fromJson(json, path);
  if (!isObject(json)) throw new ProtoJsonError(path, 'an object');
  const message = newMessage(type);
  for (const field of type.fields) {
    const value = own(json, field.jsonName) ?? own(json, field.name);
    if (value === undefined || (value === null && !takesNull(field))) continue;
    const place = path === '' ? field.jsonName : `${path}.${field.jsonName}`;
    message[field.jsonName] = readField(field, value, place);
  }
  return message;
}

function readField(field: FieldType, json: unknown, path: string): unknown {
  if (!field.repeated) return readValue(field, json, path);
  if (!Array.isArray(json)) throw new ProtoJsonError(path, 'a list');
  return json.map((item, i) => readValue(field, item, `${path}[${i}]`));
}

function readValue({ type }: FieldType, json: unknown, path: string): unknown {
  if (type.kind === 'message') return readMessage(type.message, json, path);
  if (type.kind === 'enum') return readEnum(type.enum, json, path);
  const { fromJson, wanted } = SCALARS[type.scalar];
  const value = fromJson(json);
  if (value === undefined) throw new ProtoJsonError(path, wanted);
  return value;
}

function readEnum(type: EnumType, json: unknown, path: string): number {
  const number = typeof json === 'string' ? type.byName(json)?.number : int32(json);
  if (number === undefined) throw new ProtoJsonError(path, `a value of ${type.name}`);
  return number;
}

/** A Value that is null holds null. */
function takesNull({ type }: FieldType): boolean {
  return type.kind === 'message' && type.message.fullName === 'google.protobuf.Value';
}

interface JsonForm {
  toJson(value: unknown): JsonValue;
}

interface ScalarForm extends JsonForm {
  /** Undefined if it is no such scalar. */
  fromJson(json: unknown): unknown;
  readonly wanted: string;
}

const FLOATING: ScalarForm = {
  toJson: (value) => (Number.isFinite(value) ? (value as number) : String(value)),
  fromJson: floating,
  wanted: 'a number',
};

const SCALARS: Readonly<Record<ScalarName, ScalarForm>> = {
  string: {
    toJson: (value) => value as string,
    fromJson: (json) => (typeof json === 'string' ? json : undefined),
    wanted: 'a string',
  },
  bytes: {
    toJson: (value) => encodeBase64(value as Uint8Array),
    fromJson: (json) => (typeof json === 'string' ? anyBase64(json) : undefined),
    wanted: 'base64',
  },
  bool: {
    toJson: (value) => value as boolean,
    fromJson: (json) => (typeof json === 'boolean' ? json : undefined),
    wanted: 'true or false',
  },
  int32: {
    toJson: (value) => value as number,
    fromJson: int32,
    wanted: 'a whole number of 32 bits',
  },
  int64: {
    toJson: (value) => String(value),
    fromJson: (json) => integer(json, 64),
    wanted: 'a whole number of 64 bits',
  },
  float: FLOATING,
  double: FLOATING,
};

/** Each with a JSON form of its own. */
const WELL_KNOWN: Readonly<
  Record<string, JsonForm & { fromJson(json: unknown, path: string): object }>
> = {
  'google.protobuf.Struct': {
    toJson: (value) => structToJson(value as Struct),
    fromJson: (json, path) => structFromJson(jsonObject(json, path)),
  },
  'google.protobuf.Value': {
    toJson: (value) => valueToJson(value as Value),
    fromJson: (json) => valueFromJson(json as JsonValue),
  },
  'google.protobuf.ListValue': {
    toJson: (value) => listToJson(value as ListValue),
    fromJson(json, path) {
      if (!Array.isArray(json)) throw new ProtoJsonError(path, 'a list');
      return listFromJson(json);
    },
  },
  'google.protobuf.Timestamp': {
    toJson: (value) => timestampText(value as Timestamp),
    fromJson: (json, path) => parsed(json, path, parseTimestamp, 'a time in RFC 3339'),
  },
  'google.protobuf.Duration': {
    toJson: (value) => durationText(value as Duration),
    fromJson: (json, path) => parsed(json, path, parseDuration, 'a duration in seconds'),
  },
};

function parsed<T extends object>(
  json: unknown,
  path: string,
  parse: (text: string) => T | undefined,
  wanted: string,
): T {
  const value = typeof json === 'string' ? parse(json) : undefined;
  if (!value) throw new ProtoJsonError(path, wanted);
  return value;
}

function int32(json: unknown): number | undefined {
  const value = integer(json, 32);
  return value === undefined ? undefined : Number(value);
}

/** A number or a decimal string. */
function integer(json: unknown, bits: number): bigint | undefined {
  const isText = typeof json === 'string' && /^-?\d{1,20}$/.test(json);
  if (!isText && !Number.isInteger(json)) return undefined;
  const value = BigInt(json as string | number);
  return BigInt.asIntN(bits, value) === value ? value : undefined;
}

function floating(json: unknown): number | undefined {
  if (typeof json === 'number') return json;
  if (typeof json !== 'string') return undefined;
  const isNumber = /^(?:NaN|-?Infinity|-?(?:\d+(?:\.\d+)?)(?:[eE][+-]?\d+)?)$/.test(json);
  return isNumber ? Number(json) : undefined;
}

/** Readers take both alphabets, with padding or without. */
function anyBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return decodeBase64(digits.padEnd(Math.ceil(digits.length / 4) * 4, '='));
}

function jsonObject(json: unknown, path: string): JsonObject {
  if (!isObject(json)) throw new ProtoJsonError(path, 'an object');
  return json as JsonObject;
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Not what an object has from its prototype. */
function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
