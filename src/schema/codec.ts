// Messages to protobuf's binary form and back, by the schema, on protobufjs's writer and reader.

import protobuf from 'protobufjs/minimal.js';
import { decodeUtf8, encodeUtf8 } from '../golang/utf8.ts';
import { type FieldType, hasPresence, type MessageType, newMessage } from './schema.ts';
import type { ScalarName } from './schema-descriptor.ts';

/**
 * Serializes a message. Deterministic: fields lowest number first, zero values left out, so that equal
 * messages give equal bytes. Takes every string: a lone surrogate U+DC80 to U+DCFF is written as the
 * byte it stands for (see ../golang/utf8.ts), any other as U+FFFD.
 * @param message in the shape of its generated interface; properties that are not in the schema do not
 *   count, and missing ones are zero
 */
export function encodeMessage(type: MessageType, message: object): Uint8Array {
  // Not Writer.create, which in Node gives Buffers: those differ from other bytes in deep comparisons.
  const writer = new protobuf.Writer();
  writeMessage(writer, type, message as Values);
  return writer.finishInto(new Uint8Array(writer.pos));
}

/**
 * Reads a message of type `T`. Fields that the schema does not know are skipped. Throws on bytes that
 * are not protobuf. The result shares no memory with `bytes`.
 */
export function decodeMessage<T extends object>(type: MessageType, bytes: Uint8Array): T {
  const message = newMessage(type);
  readMessage(bytes, type, message);
  // T's interface is generated from the schema that readMessage follows.
  return message as T;
}

/**
 * True if every string in the message is UTF-8. If not, the service cannot serialize the message and
 * skips the job that it belongs to (textformat.md T27); `encodeMessage` can.
 */
export function stringsAreUtf8(type: MessageType, message: object): boolean {
  return stringsOf(type, message as Values).every((text) => text.isWellFormed());
}

type Values = Readonly<Record<string, unknown>>;

function writeMessage(writer: protobuf.Writer, type: MessageType, message: Values): void {
  for (const field of type.fieldsByNumber) {
    const value = message[field.jsonName];
    if (value === undefined) continue;
    if (field.repeated) {
      for (const item of value as readonly unknown[]) writeField(writer, field, item);
    } else if (hasPresence(field) || !scalarOf(field).isZero(value)) {
      writeField(writer, field, value);
    }
  }
}

function writeField(writer: protobuf.Writer, field: FieldType, value: unknown): void {
  writer.uint32(tagOf(field));
  if (field.type.kind === 'message') {
    writer.fork();
    writeMessage(writer, field.type.message, value as Values);
    writer.ldelim();
  } else {
    scalarOf(field).write(writer, value);
  }
}

/** Merges what the bytes say into `message`, as protobuf demands of a message that comes in pieces. */
function readMessage(bytes: Uint8Array, type: MessageType, message: Record<string, unknown>): void {
  const reader = new protobuf.Reader(bytes);
  while (reader.pos < reader.len) {
    const tag = readTag(reader, MAX_FIELD_NUMBER);
    const field = type.fieldByNumber(Math.floor(tag / 8));
    // With another wire type it is some other schema's field of this number.
    if (field && tagOf(field) === tag) {
      if ((tag & 7) === VARINT) checkVarint(reader);
      readField(reader, field, type, message);
    } else skipField(reader, tag);
  }
}

/** Throws, as the library's own way of skipping does, if a group does not end; and over varints within it. */
function skipField(reader: protobuf.Reader, tag: number): void {
  const groups: number[] = [];
  for (let next = tag; ; next = readTag(reader, MAX_NUMBER_IN_GROUP)) {
    const wireType = next & 7;
    const number = Math.floor(next / 8);
    if (wireType === START_GROUP) groups.push(number);
    else if (wireType === END_GROUP) {
      if (groups.pop() !== number) throw new RangeError('a group ends that has not begun');
    } else if (wireType === LENGTH_DELIMITED) readBytes(reader);
    else {
      if (wireType === VARINT) checkVarint(reader);
      reader.skipType(wireType, 0, 1);
    }
    if (groups.length === 0) return;
    if (groups.length > MAX_GROUPS) throw new RangeError('there are too many groups in each other');
  }
}

/**
 * Throws if the varint at the reader's place is more than 64 bits long. The library reads some of these, or goes on
 * behind their tenth byte; the service refuses the whole message.
 */
function checkVarint({ buf, pos, len }: protobuf.Reader): void {
  let last = pos;
  while (last < len && (buf[last] ?? 0) >= 0x80) last++;
  const bytes = last - pos + 1;
  if (bytes > 10 || (bytes === 10 && (buf[last] ?? 0) > 1)) {
    throw new RangeError('a varint has more than 64 bits');
  }
}

/**
 * Number and wire type of the next field, as `number * 8 + wireType`. The library takes no number that is written in more
 * bytes than it needs, which the service does.
 * @throws RangeError if the number is 0 or above `max`
 */
function readTag(reader: protobuf.Reader, max: number): number {
  const tag = (reader.buf[reader.pos] ?? 0x80) < 0x80 ? reader.tag() : Number(readUint64(reader));
  const number = Math.floor(tag / 8);
  if (number < 1 || number > max) throw new RangeError('there is no such field number');
  return tag;
}

/** What stands behind its length, which may be written in more bytes than it needs. Shares memory with the input. */
function readBytes(reader: protobuf.Reader): Uint8Array {
  if ((reader.buf[reader.pos] ?? 0x80) < 0x80) return reader.bytes();
  const length = Number(readUint64(reader));
  const { buf, pos, len } = reader;
  if (length > len - pos) throw new RangeError('there is less than its length says');
  reader.pos += length;
  return buf.subarray(pos, pos + length);
}

/** @throws if it does not end, or is more than 64 bits long */
function readUint64(reader: protobuf.Reader): bigint {
  checkVarint(reader);
  return BigInt.asUintN(64, INT64.read(reader));
}

function readField(
  reader: protobuf.Reader,
  field: FieldType,
  type: MessageType,
  into: Record<string, unknown>,
): void {
  if (field.repeated) {
    // newMessage made this list for this message.
    (into[field.jsonName] as unknown[]).push(readValue(reader, field, undefined));
    return;
  }
  const value = readValue(reader, field, into[field.jsonName]);
  if (field.oneof !== undefined) {
    // Of the members of a oneof the last one counts.
    for (const { jsonName, oneof } of type.fields) if (oneof === field.oneof) delete into[jsonName];
  }
  into[field.jsonName] = value;
}

/** @param before what the field holds so far */
function readValue(reader: protobuf.Reader, field: FieldType, before: unknown): unknown {
  if (field.type.kind !== 'message') return scalarOf(field).read(reader);
  const nested = (before ?? newMessage(field.type.message)) as Record<string, unknown>;
  readMessage(readBytes(reader), field.type.message, nested);
  return nested;
}

function tagOf(field: FieldType): number {
  const wireType = field.type.kind === 'message' ? LENGTH_DELIMITED : scalarOf(field).wireType;
  return ((field.number << 3) | wireType) >>> 0;
}

/** How a field that is no message is written; enums are as int32. */
function scalarOf({ type }: FieldType): ScalarFormat<unknown> {
  return SCALARS[type.kind === 'scalar' ? type.scalar : 'int32'];
}

interface ScalarFormat<T> {
  readonly wireType: number;
  isZero(value: T): boolean;
  write(writer: protobuf.Writer, value: T): void;
  read(reader: protobuf.Reader): T;
}

/** So deep the service's library goes. */
const MAX_GROUPS = 10_001;

/** The highest number that a field may have; within a group that nobody knows, the service looks less closely. */
const MAX_FIELD_NUMBER = 2 ** 29 - 1;
const MAX_NUMBER_IN_GROUP = 2 ** 31 - 1;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
const FIXED32 = 5;

const STRING: ScalarFormat<string> = {
  wireType: LENGTH_DELIMITED,
  isZero: (value) => value === '',
  write(writer, value) {
    if (value.isWellFormed()) writer.string(value);
    else writer.bytes(encodeUtf8(value));
  },
  read: (reader) => decodeUtf8(readBytes(reader)),
};

const BYTES: ScalarFormat<Uint8Array> = {
  wireType: LENGTH_DELIMITED,
  isZero: (value) => value.length === 0,
  write: (writer, value) => writer.bytes(value),
  read: (reader) => new Uint8Array(readBytes(reader)),
};

const BOOL: ScalarFormat<boolean> = {
  wireType: VARINT,
  isZero: (value) => !value,
  write: (writer, value) => writer.bool(value),
  read: (reader) => reader.bool(),
};

const INT32: ScalarFormat<number> = {
  wireType: VARINT,
  isZero: (value) => value === 0,
  write: (writer, value) => writer.int32(value),
  read: (reader) => reader.int32(),
};

const INT64: ScalarFormat<bigint> = {
  wireType: VARINT,
  isZero: (value) => value === 0n,
  write(writer, value) {
    const low = Number(BigInt.asIntN(32, value));
    const high = Number(BigInt.asIntN(32, value >> 32n));
    writer.int64({ low, high, unsigned: false });
  },
  // Not reader.int64, which loses digits where the bundle has no Long.
  read(reader) {
    const start = reader.pos;
    reader.skip();
    const { buf, pos: end } = reader;
    const low = varintPart(buf, start, Math.min(start + 4, end));
    if (end <= start + 4) return BigInt(low);
    const middle = varintPart(buf, start + 4, Math.min(start + 8, end));
    const high = varintPart(buf, start + 8, end);
    return BigInt.asIntN(64, (((BigInt(high) << 28n) | BigInt(middle)) << 28n) | BigInt(low));
  },
};

/** Four bytes of a varint at most, lowest first, of seven bits each. */
function varintPart(buf: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at--) value = (value << 7) | ((buf[at] ?? 0) & 0x7f);
  return value;
}

// -0 is not zero here: its sign would be lost.
const FLOAT: ScalarFormat<number> = {
  wireType: FIXED32,
  isZero: (value) => Object.is(Math.fround(value), 0),
  write: (writer, value) => writer.float(value),
  read: (reader) => reader.float(),
};

const DOUBLE: ScalarFormat<number> = {
  wireType: FIXED64,
  isZero: (value) => Object.is(value, 0),
  write: (writer, value) => writer.double(value),
  read: (reader) => reader.double(),
};

const SCALARS: Readonly<Record<ScalarName, ScalarFormat<unknown>>> = {
  string: STRING,
  bytes: BYTES,
  bool: BOOL,
  int32: INT32,
  int64: INT64,
  float: FLOAT,
  double: DOUBLE,
};

function stringsOf(type: MessageType, message: Values): readonly string[] {
  return type.fields.flatMap(({ jsonName, type: kind }) => {
    const values = [message[jsonName] ?? []].flat();
    if (kind.kind === 'message')
      return values.flatMap((value) => stringsOf(kind.message, value as Values));
    return kind.kind === 'scalar' && kind.scalar === 'string' ? (values as string[]) : [];
  });
}
