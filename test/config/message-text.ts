// Messages as text, for tests that begin with messages.

import { encodeUtf8 } from '../../src/golang/utf8.ts';
import type { FieldType, MessageType } from '../../src/schema/schema.ts';

/** The fields of `message` in a form that the service reads back as the same message. */
export function textOf(message: Readonly<Record<string, unknown>>, type: MessageType): string {
  return type.fields
    .flatMap((field) => {
      const values = [message[field.jsonName] ?? []].flat();
      return values.map((value) => `${field.name}: ${valueText(value, field)}`);
    })
    .join('\n');
}

function valueText(value: unknown, { type }: FieldType): string {
  if (type.kind === 'message') {
    return `{\n${textOf(value as Record<string, unknown>, type.message)}\n}`;
  }
  if (typeof value === 'string') return `"${[...encodeUtf8(value)].map(octal).join('')}"`;
  if (typeof value === 'number' && Math.abs(value) === Infinity) return `${value}`.toLowerCase();
  return Number.isNaN(value) ? 'nan' : Object.is(value, -0) ? '-0' : `${value}`;
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
