// Names of the fields of all messages of a config.

import type { MessageType } from '../../schema/schema.ts';

export interface FieldNames {
  /** Some message has a field of this name. */
  isField(name: string): boolean;
  /** Some message has a field of this name that is text. */
  isTextField(name: string): boolean;
}

const KNOWN = new WeakMap<MessageType, FieldNames>();

/** @param root the type of the whole config */
export function fieldNamesOf(root: MessageType): FieldNames {
  const known = KNOWN.get(root);
  if (known) return known;
  const all = new Set<string>();
  const text = new Set<string>();
  const visited = new Set<MessageType>();
  const visit = (message: MessageType) => {
    if (visited.has(message)) return;
    visited.add(message);
    for (const { name, type } of message.fields) {
      all.add(name);
      if (type.kind === 'scalar' && type.scalar === 'string') text.add(name);
      if (type.kind === 'message') visit(type.message);
    }
  };
  visit(root);
  const names: FieldNames = {
    isField: (name) => all.has(name),
    isTextField: (name) => text.has(name),
  };
  KNOWN.set(root, names);
  return names;
}
