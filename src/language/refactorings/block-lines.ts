// A message in one line or in several.

import type { MessageNode } from '../../textproto/tree.ts';
import {
  type FieldPlace,
  indentAt,
  lineEndOf,
  messagesOf,
  type Refactoring,
} from './refactoring.ts';

/** Nobody wants a longer line. */
const MAX_LINE = 100;

/** The outermost message at the cursor that is in one line, each of its fields in a line of its own. */
export function expandBlock(text: string, places: readonly FieldPlace[]): Refactoring | undefined {
  for (const { field } of places) {
    const [message, another] = messagesOf(field);
    if (!message || another || message.fields.length === 0) continue;
    if (/\n/.test(text.slice(message.start, message.end))) continue;
    const indent = indentAt(text, field.start);
    const lineEnd = lineEndOf(text);
    const lines = message.fields.map(
      ({ start, value }) => `${indent}  ${text.slice(start, value.end)}`,
    );
    const [open, close] = [text.charAt(message.open), text.charAt(message.close)];
    const newText = [open, ...lines, indent + close].join(lineEnd);
    return {
      title: 'Write each field in a line of its own',
      edits: [{ start: message.start, end: message.end, newText }],
    };
  }
  return undefined;
}

/** The innermost message at the cursor that is in several lines, if it is short and has no comments. */
export function joinBlock(text: string, places: readonly FieldPlace[]): Refactoring | undefined {
  for (const { field } of places.toReversed()) {
    const [message, another] = messagesOf(field);
    if (!message || another || message.close < 0) continue;
    const old = text.slice(message.start, message.end);
    if (!old.includes('\n') || hasComment(text, message)) continue;
    const joined = old.replace(/\s*\n\s*/g, ' ').replace(/^([{<])\s+([}>])$/, '$1$2');
    const before = field.start - (text.lastIndexOf('\n', field.start - 1) + 1);
    if (before + (message.start - field.start) + joined.length > MAX_LINE) continue;
    return {
      title: 'Write it in one line',
      edits: [{ start: message.start, end: message.end, newText: joined }],
    };
  }
  return undefined;
}

/** Strings have no line end in them, so that what follows a `#` outside of one is a comment. */
function hasComment(text: string, { start, end }: MessageNode): boolean {
  return /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^"'#])*#/.test(text.slice(start, end));
}
