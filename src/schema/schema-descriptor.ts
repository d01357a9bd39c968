// The schema as plain data: what scripts/generate-schema.ts writes and schema.ts reads. Types refer to
// each other by full name, such as `scheduler.config.Job`. Docs are Markdown, for people.

/** The scalar types of protobuf that the schema uses; the codec knows these and no others. */
export type ScalarName = 'string' | 'bytes' | 'bool' | 'int32' | 'int64' | 'float' | 'double';

export interface SchemaDescriptor {
  readonly messages: readonly MessageDescriptor[];
  readonly enums: readonly EnumDescriptor[];
}

export interface MessageDescriptor {
  readonly fullName: string;
  readonly doc: string;
  /** In order of declaration. */
  readonly fields: readonly FieldDescriptor[];
  readonly reservedNames?: readonly string[];
  /** First and last number of each range. */
  readonly reservedRanges?: readonly (readonly [first: number, last: number])[];
}

export interface FieldDescriptor {
  /** As in the `.proto` and in text: snake_case. */
  readonly name: string;
  /** As in TypeScript and JSON: camelCase. */
  readonly jsonName: string;
  readonly number: number;
  /** A scalar, or the full name of a message or an enum. */
  readonly type: ScalarName | (string & {});
  readonly repeated?: true;
  /** The name of the oneof that the field belongs to. */
  readonly oneof?: string;
  readonly deprecated?: true;
  readonly doc: string;
}

export interface EnumDescriptor {
  readonly fullName: string;
  readonly doc: string;
  /** In order of declaration. */
  readonly values: readonly EnumValue[];
}

export interface EnumValue {
  readonly name: string;
  readonly number: number;
  readonly doc: string;
}
