// Edits of fields and their values, which leave lines, indentation and comments as a person would.

import { quote } from '../../golang/quote.ts';
import type { Span } from '../../text/span.ts';
import type { FieldNode, ListNode, MessageNode, StringNode } from '../../textproto/tree.ts';
import type { SpanEdit } from './fix.ts';

/** A string with another value. What it has in common with the old one is not touched. */
export function replaceString(text: string, node: StringNode, value: string): SpanEdit {
  const raw = text.slice(node.start, node.end);
  const mark = raw.charAt(0);
  const isPlain = node.pieces.length === 1 && /^[^\\\n"']*$/.test(value);
  return replaceText(text, node, isPlain ? mark + value + mark : quote(value));
}

/** `by` in place of a piece: of both, only what differs. */
export function replaceText(text: string, { start, end }: Span, by: string): SpanEdit {
  const old = text.slice(start, end);
  const limit = Math.min(old.length, by.length);
  let head = 0;
  while (head < limit && old[head] === by[head]) head++;
  let tail = 0;
  while (tail < limit - head && old.at(-1 - tail) === by.at(-1 - tail)) tail++;
  return { start: start + head, end: end - tail, newText: by.slice(head, by.length - tail) };
}

/** A field is gone with its separator, and with its line if nothing else is in that. */
export function removeField(text: string, { start, end }: Span): SpanEdit {
  return { ...withSpace(text, { start, end }), newText: '' };
}

/** A piece with what is left of its lines if nothing else is in them, or else with the blanks on one side of it. */
function withSpace(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && isBlank(text[from - 1])) from--;
  let to = end;
  while (isBlank(text[to])) to++;
  const isFirst = from === 0 || text[from - 1] === '\n';
  const isLast = to >= text.length || text[to] === '\n' || text[to] === '\r';
  if (isFirst && isLast) {
    if (text[to] === '\r') to++;
    return { start: from, end: text[to] === '\n' ? to + 1 : to };
  }
  // Indentation stays, and so does the place of a comment behind it.
  if (isFirst) return { start, end: to };
  return isLast || text[to] === '#' ? { start: from, end } : { start, end: to };
}

function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t';
}

/** One value of a repeated field is gone: the item of its list with a comma, or the whole field if there is no other. */
export function removeValue(text: string, field: FieldNode, item: Span): SpanEdit {
  const { value } = field;
  if (value.kind !== 'list' || value.items.length < 2) return removeField(text, field);
  const at = value.items.findIndex(({ start }) => start === item.start);
  const next = value.items[at + 1];
  if (next) {
    const { start, end } = item;
    const comma = text.indexOf(',', end);
    const space = withSpace(text, { start, end: comma < 0 ? next.start : comma + 1 });
    return { ...space, newText: '' };
  }
  const before = value.items[at - 1]?.end ?? item.start;
  return { start: before, end: item.end, newText: '' };
}

/** Brackets around a value. */
export function unwrapList({ start, end, items: [item] }: ListNode): readonly SpanEdit[] {
  if (!item) return [];
  return [
    { start, end: item.start, newText: '' },
    { start: item.end, end, newText: '' },
  ];
}

/**
 * A field, in one line, becomes the first or the last one of a message.
 * @param field such as `id: "a"`
 */
export function addField(
  text: string,
  message: MessageNode,
  field: string,
  where: 'first' | 'last',
): SpanEdit {
  const { open, close, fields } = message;
  const opened = open + 1;
  const closerLine = text.lastIndexOf('\n', close) + 1;
  const isOnLines = closerLine > open && text.slice(closerLine, close).trim() === '';
  if (!isOnLines) {
    const at = where === 'first' ? opened : (fields.at(-1)?.end ?? opened);
    const after = /^\s/.test(text.slice(at, at + 1)) ? '' : ' ';
    return { start: at, end: at, newText: ` ${field}${after}` };
  }
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOfFields(text, message, closerLine);
  if (where === 'last') {
    return { start: closerLine, end: closerLine, newText: `${indent}${field}${lineEnd}` };
  }
  // Behind a comment in the line of the opener.
  const rest = /^[ \t]*(?:#[^\n]*)?(?:\r?\n)/.exec(text.slice(opened, close))?.[0];
  if (rest === undefined) return { start: opened, end: opened, newText: ` ${field}` };
  const at = opened + rest.length;
  return { start: at, end: at, newText: `${indent}${field}${lineEnd}` };
}

function indentOfFields(text: string, { close, fields }: MessageNode, closerLine: number): string {
  for (const { start } of fields) {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(line, start);
    if (before.trim() === '' && line > 0) return before;
  }
  return `${text.slice(closerLine, close)}  `;
}
