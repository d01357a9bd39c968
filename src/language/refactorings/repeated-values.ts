// Values of a repeated field: in one list, or each behind a name of its own.

import type { FieldNode, ListNode, ValueNode } from '../../textproto/tree.ts';
import { type FieldPlace, indentAt, lineEndOf, type Refactoring } from './refactoring.ts';

/** A list that is longer has a line for each item. */
const MAX_LINE = 100;

/** Occurrences of a field one after the other become one with a list. */
export function asList(text: string, places: readonly FieldPlace[]): Refactoring | undefined {
  const { field, siblings, owner } = places.at(-1) ?? {};
  if (!field || !siblings) return undefined;
  const name = nameOf(text, field);
  const type = owner?.fieldByName(name);
  if (!type?.repeated || type.type.kind === 'message') return undefined;
  const at = siblings.indexOf(field);
  let [first, last] = [at, at];
  const goesOn = (a: FieldNode | undefined, b: FieldNode | undefined) =>
    a &&
    b &&
    nameOf(text, a) === name &&
    nameOf(text, b) === name &&
    isBlank(text.slice(a.end, b.start));
  while (goesOn(siblings[first - 1], siblings[first])) first--;
  while (goesOn(siblings[last], siblings[last + 1])) last++;
  const run = siblings.slice(first, last + 1);
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.value.end ?? 0];
  const items = run.flatMap(({ value }) => itemsOf(value));
  if (run.length < 2 || hasComment(text, start, end) || !items.every(isPlain)) return undefined;
  const values = items.map((item) => text.slice(item.start, item.end));
  const newText = `${name}: ${listText(text, values, start, name.length + 2)}`;
  return { title: `Write ${name} as a list`, edits: [{ start, end, newText }] };
}

/** A list becomes an occurrence of the field for each item. */
export function asOccurrences(
  text: string,
  places: readonly FieldPlace[],
): Refactoring | undefined {
  const { field, owner } = places.at(-1) ?? {};
  const list = field && listOf(field);
  if (!list || hasComment(text, list.start, list.end) || list.items.length === 0) return undefined;
  const name = nameOf(text, field);
  if (!owner?.fieldByName(name)?.repeated || !list.items.every(isPlain)) return undefined;
  const lineStart = text.lastIndexOf('\n', field.start - 1) + 1;
  const isFirst = text.slice(lineStart, field.start).trim() === '';
  const between = isFirst ? lineEndOf(text) + indentAt(text, field.start) : ' ';
  const newText = list.items
    .map(({ start, end }) => `${name}: ${text.slice(start, end)}`)
    .join(between);
  return {
    title: `Write ${name} once for each value`,
    edits: [{ start: field.start, end: field.value.end, newText }],
  };
}

/** A list in one line gets a line for each item, and one in several lines gets one. */
export function wrapList(text: string, places: readonly FieldPlace[]): Refactoring | undefined {
  const { field } = places.at(-1) ?? {};
  const list = field && listOf(field);
  if (!list || list.items.length < 2 || hasComment(text, list.start, list.end)) return undefined;
  if (!list.items.every(isPlain)) return undefined;
  const values = list.items.map((item) => text.slice(item.start, item.end));
  const isWrapped = text.slice(list.start, list.end).includes('\n');
  const newText = isWrapped ? `[${values.join(', ')}]` : wrapped(text, values, field.start);
  return {
    title: isWrapped ? 'Write the list in one line' : 'Write each value in a line of its own',
    edits: [{ start: list.start, end: list.end, newText }],
  };
}

function listText(text: string, values: readonly string[], start: number, before: number): string {
  const line = `[${values.join(', ')}]`;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  return column + before + line.length <= MAX_LINE ? line : wrapped(text, values, start);
}

function wrapped(text: string, values: readonly string[], start: number): string {
  const indent = indentAt(text, start);
  const lineEnd = lineEndOf(text);
  const items = values.map((value) => `${indent}  ${value}`).join(`,${lineEnd}`);
  return `[${lineEnd}${items}${lineEnd}${indent}]`;
}

function listOf({ value }: FieldNode): ListNode | undefined {
  return value.kind === 'list' && value.close >= 0 ? value : undefined;
}

function itemsOf(value: ValueNode): readonly ValueNode[] {
  return value.kind === 'list' ? value.items : [value];
}

/** Words, and strings of one piece in one line. */
function isPlain(item: ValueNode): boolean {
  return item.kind === 'word' || (item.kind === 'string' && item.pieces.length === 1);
}

function nameOf(text: string, { name }: FieldNode): string {
  return text.slice(name.start, name.end);
}

function isBlank(text: string): boolean {
  return /^[\s,;]*$/.test(text);
}

function hasComment(text: string, start: number, end: number): boolean {
  return /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^"'#])*#/.test(text.slice(start, end));
}
