// Random messages of any type of the schema, for property tests.

import fc from 'fast-check';
import type { FieldType, MessageType } from '../../src/schema/schema.ts';
import type { ScalarName } from '../../src/schema/schema-descriptor.ts';

export type Message = Record<string, unknown>;

/**
 * Messages as the generated interfaces describe them, with edge values, unknown enum values and unset
 * sub-messages. All strings are well-formed.
 * @param depth how deep messages may be nested; those any deeper are unset
 */
export function messageOf(type: MessageType, depth = 5): fc.Arbitrary<Message> {
  const single = type.fields.filter((field) => field.oneof === undefined);
  const members = type.fields.filter((field) => field.oneof !== undefined);
  const ofFields = fc.record(
    Object.fromEntries(single.map((field) => [field.jsonName, fieldValue(field, depth)])),
  );
  if (members.length === 0) return ofFields.map(withoutUnset);
  const member = fc.oneof(
    fc.constant({}),
    ...members.map((f) => fieldValue(f, depth).map((value) => ({ [f.jsonName]: value }))),
  );
  return fc.tuple(ofFields, member).map(([one, other]) => withoutUnset({ ...one, ...other }));
}

function fieldValue(field: FieldType, depth: number): fc.Arbitrary<unknown> {
  const { type } = field;
  if (type.kind !== 'message') {
    const scalar = SCALARS[type.kind === 'scalar' ? type.scalar : 'int32'];
    return field.repeated ? fc.array(scalar, { maxLength: 3 }) : scalar;
  }
  if (depth === 0) return fc.constant(field.repeated ? [] : undefined);
  const message = messageOf(type.message, depth - 1);
  return field.repeated
    ? fc.array(message, { maxLength: 2 })
    : fc.option(message, { nil: undefined });
}

const SCALARS: Readonly<Record<ScalarName, fc.Arbitrary<unknown>>> = {
  // The longer ones need two bytes for their length.
  string: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 100, maxLength: 200 })),
  bytes: fc.oneof(fc.uint8Array(), fc.uint8Array({ minLength: 128, maxLength: 200 })),
  bool: fc.boolean(),
  int32: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31))),
  int64: fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constantFrom(0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)),
  ),
  float: fc.float(),
  double: fc.double(),
};

function withoutUnset(message: Message): Message {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined));
}
