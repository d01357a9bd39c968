// The messages and enums that a config can have, by their full names.

import type { EnumType, MessageType } from '../schema/schema.ts';

export interface SchemaTypes {
  /** In the order in which they are met from the root. */
  readonly messages: ReadonlyMap<string, MessageType>;
  readonly enums: ReadonlyMap<string, EnumType>;
}

const KNOWN = new WeakMap<MessageType, SchemaTypes>();

/** @param root the type of the whole config */
export function schemaTypesOf(root: MessageType): SchemaTypes {
  const known = KNOWN.get(root);
  if (known) return known;
  const messages = new Map<string, MessageType>();
  const enums = new Map<string, EnumType>();
  const visit = (message: MessageType) => {
    if (messages.has(message.fullName)) return;
    messages.set(message.fullName, message);
    for (const { type } of message.fields) {
      if (type.kind === 'message') visit(type.message);
      if (type.kind === 'enum') enums.set(type.enum.fullName, type.enum);
    }
  };
  visit(root);
  const types = { messages, enums };
  KNOWN.set(root, types);
  return types;
}
