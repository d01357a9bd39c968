// Fields in the order in which the schema declares them, as lucicfg prints them.

import type { MessageType } from '../../schema/schema.ts';
import type { FieldNode, MessageNode } from '../../textproto/tree.ts';
import { endOfLine, type FieldLines, linesOfFields, reordered } from './lines-of-fields.ts';
import { type FieldPlace, messagesOf, type Refactoring } from './refactoring.ts';

/** Of the outermost entry and of all messages in it, each with its comments; undefined if they are in this order. */
export function inDeclarationOrder(
  text: string,
  [entry]: readonly FieldPlace[],
): Refactoring | undefined {
  if (!entry?.owner) return undefined;
  const { field } = entry;
  const newText = fieldInOrder(text, field, entry.owner);
  if (newText === text.slice(field.start, field.end)) return undefined;
  return {
    title: 'Put the fields in the order of the schema',
    edits: [{ start: field.start, end: field.end, newText }],
  };
}

function fieldInOrder(text: string, field: FieldNode, owner: MessageType): string {
  const type = owner.fieldByName(text.slice(field.name.start, field.name.end))?.type;
  let from = field.start;
  let result = '';
  if (type?.kind === 'message') {
    for (const message of messagesOf(field)) {
      result += text.slice(from, message.start) + messageInOrder(text, message, type.message);
      from = message.end;
    }
  }
  return result + text.slice(from, field.end);
}

function messageInOrder(text: string, message: MessageNode, type: MessageType): string {
  const { start, end, open, fields } = message;
  const [first, last] = [fields[0], fields.at(-1)];
  if (!first || !last) return text.slice(start, end);
  const compare = (a: FieldNode, b: FieldNode) => placeIn(text, type, a) - placeIn(text, type, b);
  const lines = linesOfFields(text, fields, endOfLine(text, open));
  const [from, to] = lines?.[0]
    ? [lines[0].start, lines.at(-1)?.end ?? end]
    : [first.start, last.end];
  if (lines) {
    const textOf = ({ field, start: a, end: b }: FieldLines) =>
      text.slice(a, field.start) + fieldInOrder(text, field, type) + text.slice(field.end, b);
    const body = reordered(text, lines, textOf, compare);
    return text.slice(start, from) + body + text.slice(to, end);
  }
  const isOneLine = !/[\n#]/.test(text.slice(open, end));
  if (!isOneLine) {
    let at = start;
    let result = '';
    for (const field of fields) {
      result += text.slice(at, field.start) + fieldInOrder(text, field, type);
      at = field.end;
    }
    return result + text.slice(at, end);
  }
  const sorted = [...fields].sort(compare);
  const body = fields.map((field, i) => {
    const next = fields[i + 1];
    const gap = next ? text.slice(field.end, next.start) || ' ' : '';
    return fieldInOrder(text, sorted[i] ?? field, type) + gap;
  });
  return text.slice(start, from) + body.join('') + text.slice(to, end);
}

/** Fields that the schema does not have come last. */
function placeIn(text: string, type: MessageType, { name }: FieldNode): number {
  const field = type.fieldByName(text.slice(name.start, name.end));
  return field ? type.fields.indexOf(field) : type.fields.length;
}
