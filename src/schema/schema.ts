// Look-up of the messages, fields and enums of the scheduler's schema.

import { descriptor } from './generated/descriptor.ts';
import type {
  EnumDescriptor,
  EnumValue,
  FieldDescriptor,
  MessageDescriptor,
  ScalarName,
  SchemaDescriptor,
} from './schema-descriptor.ts';

/** Types that a schema is to have as well, and fields that types which it has already are to get. */
export interface SchemaExtension extends SchemaDescriptor {
  /** By the full name of the message that gets them. */
  readonly fields: Readonly<Record<string, readonly FieldDescriptor[]>>;
}

/** All message types by full name. Look-ups, here and in types, are by hash and allocate nothing. */
export class Schema {
  readonly #descriptor: SchemaDescriptor;
  readonly #messages: ReadonlyMap<string, MessageType>;
  readonly #enums: ReadonlyMap<string, EnumType>;

  /** Throws if the descriptor refers to a type that it does not describe. */
  constructor(descriptor: SchemaDescriptor) {
    const { messages, enums } = descriptor;
    this.#descriptor = descriptor;
    const messageTypes = new Map(messages.map((m) => [m.fullName, new LinkedMessageType(m)]));
    const enumTypes = new Map(enums.map((e) => [e.fullName, new LinkedEnumType(e)]));
    const typeNamed = (name: string): TypeOfField => {
      const message = messageTypes.get(name);
      if (message) return { kind: 'message', message };
      const enumType = enumTypes.get(name);
      if (enumType) return { kind: 'enum', enum: enumType };
      if (isScalar(name)) return { kind: 'scalar', scalar: name };
      throw new Error(`the schema has no type ${name}`);
    };
    for (const type of messageTypes.values()) type.link(typeNamed);
    this.#messages = messageTypes;
    this.#enums = enumTypes;
  }

  /** @param fullName with the package, such as `scheduler.config.Job` */
  message(fullName: string): MessageType | undefined {
    return this.#messages.get(fullName);
  }

  /** As `message`. Throws if there is none: names are constants of the program, so it is the caller's mistake. */
  messageType(fullName: string): MessageType {
    const type = this.message(fullName);
    if (!type) throw new Error(`the schema has no message ${fullName}`);
    return type;
  }

  /** @param fullName with the package, such as `scheduler.config.TriggeringPolicy.Kind` */
  enum(fullName: string): EnumType | undefined {
    return this.#enums.get(fullName);
  }

  /**
   * A schema that has more; this one stays as it is.
   *
   * Throws if the name of a type, or the name or number of a field, is taken, or if a field is for a message that is
   * not there: that is a programming error of the caller.
   */
  extended({ messages, enums, fields }: SchemaExtension): Schema {
    const known = [...this.#descriptor.messages, ...messages];
    for (const owner of Object.keys(fields)) {
      if (!known.some(({ fullName }) => fullName === owner)) {
        throw new Error(`the schema has no message ${owner}`);
      }
    }
    const all: SchemaDescriptor = {
      messages: known.map((message) => withFields(message, fields[message.fullName] ?? [])),
      enums: [...this.#descriptor.enums, ...enums],
    };
    const names = [...all.messages, ...all.enums].map(({ fullName }) => fullName);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Error(`the schema already has ${twice}`);
    return new Schema(all);
  }
}

function withFields(
  message: MessageDescriptor,
  added: readonly FieldDescriptor[],
): MessageDescriptor {
  for (const { name, number } of added) {
    if (message.fields.some((field) => field.name === name || field.number === number)) {
      throw new Error(`${message.fullName} has a field ${name} or one with number ${number}`);
    }
  }
  return added.length === 0 ? message : { ...message, fields: [...message.fields, ...added] };
}

export interface MessageType {
  /** With the package, such as `scheduler.config.Job`. */
  readonly fullName: string;
  /** Without the package. */
  readonly name: string;
  /** Markdown, for people. */
  readonly doc: string;
  /** In order of declaration. */
  readonly fields: readonly FieldType[];
  /** The same fields, lowest number first. */
  readonly fieldsByNumber: readonly FieldType[];
  /** Names of fields that are gone for good. */
  readonly reservedNames: readonly string[];
  /** Numbers of such fields, as ranges that include both ends. */
  readonly reservedRanges: readonly (readonly [first: number, last: number])[];
  /** By `jsonName`, the values of fields that nobody has set; see `newMessage`. */
  readonly zeroValues: Readonly<Record<string, unknown>>;
  /** @param name exactly as in the `.proto` */
  fieldByName(name: string): FieldType | undefined;
  fieldByNumber(number: number): FieldType | undefined;
}

export interface FieldType {
  /** As in the `.proto` and in text: snake_case. */
  readonly name: string;
  /** As in TypeScript and JSON: camelCase. */
  readonly jsonName: string;
  readonly number: number;
  readonly type: TypeOfField;
  readonly repeated: boolean;
  /** The oneof that the field is a member of: at most one of its members is set. */
  readonly oneof: string | undefined;
  readonly deprecated: boolean;
  /** Markdown, for people. */
  readonly doc: string;
}

export type TypeOfField =
  | { readonly kind: 'message'; readonly message: MessageType }
  | { readonly kind: 'enum'; readonly enum: EnumType }
  | { readonly kind: 'scalar'; readonly scalar: ScalarName };

export interface EnumType {
  /** With the package, such as `scheduler.config.TriggeringPolicy.Kind`. */
  readonly fullName: string;
  /** The last part of `fullName`. */
  readonly name: string;
  /** Markdown, for people. */
  readonly doc: string;
  /** In order of declaration. */
  readonly values: readonly EnumValue[];
  /** @param name exactly as in the `.proto` */
  byName(name: string): EnumValue | undefined;
  byNumber(number: number): EnumValue | undefined;
}

/**
 * A message with every field at its zero value: scalars, enums and lists are there, sub-messages and
 * members of a oneof are not (proto3). The lists belong to this message alone.
 */
export function newMessage(type: MessageType): Record<string, unknown> {
  // A copy of a template is several times faster than setting one property after the other, and the
  // binder does this for each message of a config.
  const message = { ...type.zeroValues };
  for (const field of type.fields) if (field.repeated) message[field.jsonName] = [];
  return message;
}

/** True if the field's absence differs from its zero value (proto3's explicit presence). */
export function hasPresence({ type, repeated, oneof }: FieldType): boolean {
  return !repeated && (type.kind === 'message' || oneof !== undefined);
}

class LinkedMessageType implements MessageType {
  readonly fullName: string;
  readonly name: string;
  readonly doc: string;
  readonly reservedNames: readonly string[];
  readonly reservedRanges: readonly (readonly [first: number, last: number])[];
  fields: readonly FieldType[] = [];
  fieldsByNumber: readonly FieldType[] = [];
  zeroValues: Readonly<Record<string, unknown>> = {};
  readonly #descriptors: readonly FieldDescriptor[];
  readonly #byName = new Map<string, FieldType>();
  readonly #byNumber = new Map<number, FieldType>();

  constructor(descriptor: MessageDescriptor) {
    this.fullName = descriptor.fullName;
    this.name = lastPart(descriptor.fullName);
    this.doc = descriptor.doc;
    this.reservedNames = descriptor.reservedNames ?? [];
    this.reservedRanges = descriptor.reservedRanges ?? [];
    this.#descriptors = descriptor.fields;
  }

  /** Messages may contain each other in a circle, so fields come when all message types exist. */
  link(typeNamed: (name: string) => TypeOfField): void {
    this.fields = this.#descriptors.map((field) => ({
      name: field.name,
      jsonName: field.jsonName,
      number: field.number,
      type: typeNamed(field.type),
      repeated: field.repeated ?? false,
      oneof: field.oneof,
      deprecated: field.deprecated ?? false,
      doc: field.doc,
    }));
    this.fieldsByNumber = this.fields.toSorted((a, b) => a.number - b.number);
    const always = this.fields.filter((field) => !hasPresence(field));
    this.zeroValues = Object.fromEntries(always.map((f) => [f.jsonName, zeroValue(f)]));
    for (const field of this.fields) {
      this.#byName.set(field.name, field);
      this.#byNumber.set(field.number, field);
    }
  }

  fieldByName(name: string): FieldType | undefined {
    return this.#byName.get(name);
  }

  fieldByNumber(number: number): FieldType | undefined {
    return this.#byNumber.get(number);
  }
}

class LinkedEnumType implements EnumType {
  readonly fullName: string;
  readonly name: string;
  readonly doc: string;
  readonly values: readonly EnumValue[];
  readonly #byName: ReadonlyMap<string, EnumValue>;
  readonly #byNumber: ReadonlyMap<number, EnumValue>;

  constructor({ fullName, doc, values }: EnumDescriptor) {
    this.fullName = fullName;
    this.name = lastPart(fullName);
    this.doc = doc;
    this.values = values;
    this.#byName = new Map(values.map((value) => [value.name, value]));
    this.#byNumber = new Map(values.map((value) => [value.number, value]));
  }

  byName(name: string): EnumValue | undefined {
    return this.#byName.get(name);
  }

  byNumber(number: number): EnumValue | undefined {
    return this.#byNumber.get(number);
  }
}

const SCALAR_ZEROS: Readonly<Record<ScalarName, unknown>> = {
  string: '',
  bytes: new Uint8Array(),
  bool: false,
  int32: 0,
  int64: 0n,
  float: 0,
  double: 0,
};

function zeroValue({ type, repeated }: FieldType): unknown {
  if (repeated) return Object.freeze([]);
  return type.kind === 'scalar' ? SCALAR_ZEROS[type.scalar] : 0;
}

function isScalar(name: string): name is ScalarName {
  return Object.hasOwn(SCALAR_ZEROS, name);
}

function lastPart(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** The schema of this program, without what kinds of task that come from elsewhere add to it. */
export const schema: Schema = new Schema(descriptor);

/** As `schema.messageType`. */
export function messageType(fullName: string): MessageType {
  return schema.messageType(fullName);
}

/** The type of a config file as a whole. */
export const PROJECT_CONFIG: MessageType = messageType('scheduler.config.ProjectConfig');
