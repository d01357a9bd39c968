// What the schema says about a field or the value of an enum, as Markdown for people.

import type { EnumType, FieldType, MessageType } from '../schema/schema.ts';
import { schemaTypesOf } from './schema-types.ts';

/** A field or an enum's value, by names that outlive a request. */
export interface SchemaKey {
  /** Full name of the message or the enum. */
  readonly type: string;
  /** Of the field or the value. */
  readonly name: string;
}

/** Signature, deprecation and doc of a field. */
export function fieldDoc(field: FieldType): string {
  const deprecated = field.deprecated ? '**Deprecated.**\n\n' : '';
  return `\`\`\`proto\n${fieldSignature(field)}\n\`\`\`\n\n${deprecated}${field.doc}`;
}

/** The same of one value of an enum. */
export function enumValueDoc(type: EnumType, name: string): string | undefined {
  const value = type.byName(name);
  return value && `\`\`\`proto\n${value.name} = ${value.number}\n\`\`\`\n\n${value.doc}`;
}

/** @param root the type of the whole config: what it does not have has no doc */
export function docOfKey(root: MessageType, { type, name }: SchemaKey): string | undefined {
  const { messages, enums } = schemaTypesOf(root);
  const field = messages.get(type)?.fieldByName(name);
  if (field) return fieldDoc(field);
  const enumType = enums.get(type);
  return enumType && enumValueDoc(enumType, name);
}

/** As in a `.proto` file, such as `repeated string triggers`. */
export function fieldSignature({ name, type, repeated }: FieldType): string {
  return `${repeated ? 'repeated ' : ''}${typeName(type)} ${name}`;
}

export function typeName(type: FieldType['type']): string {
  if (type.kind === 'message') return type.message.name;
  return type.kind === 'enum' ? type.enum.name : type.scalar;
}
