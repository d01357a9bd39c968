// A refactoring: other text that says the same.

import type { SpanEdit } from '../../config/fixes/fix.ts';
import type { MessageType, TypeOfField } from '../../schema/schema.ts';
import type { FieldNode, MessageNode } from '../../textproto/tree.ts';

export interface Refactoring {
  /** For a menu: a verb first, without a full stop. */
  readonly title: string;
  /** In the text of the part. None of them overlap. */
  readonly edits: readonly SpanEdit[];
}

/** A field that the cursor is in, with the message that has it. */
export interface FieldPlace {
  readonly field: FieldNode;
  /** All fields of that message. */
  readonly siblings: readonly FieldNode[];
  /** Undefined below a field that the schema does not have. */
  readonly owner: MessageType | undefined;
}

/** The fields that an offset is in, from the outside. */
export function fieldsAt(
  text: string,
  fields: readonly FieldNode[],
  root: MessageType,
  offset: number,
): readonly FieldPlace[] {
  const places: FieldPlace[] = [];
  let [siblings, owner]: [readonly FieldNode[], MessageType | undefined] = [fields, root];
  for (;;) {
    const field = siblings.find(({ start, end }) => start <= offset && offset <= end);
    if (!field) return places;
    places.push({ field, siblings, owner });
    const message = messagesOf(field).find(({ start, end }) => start <= offset && offset <= end);
    if (!message) return places;
    const type: TypeOfField | undefined = owner?.fieldByName(
      text.slice(field.name.start, field.name.end),
    )?.type;
    [siblings, owner] = [message.fields, type?.kind === 'message' ? type.message : undefined];
  }
}

/** The messages that a field holds. */
export function messagesOf({ value }: FieldNode): readonly MessageNode[] {
  if (value.kind === 'message') return [value];
  return value.kind === 'list' ? value.items.filter((item) => item.kind === 'message') : [];
}

/** The blanks before the first thing in the line that an offset is in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
