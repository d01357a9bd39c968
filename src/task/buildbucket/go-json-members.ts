// The members of a JSON object as Go's encoding/json finds the fields of a struct: names count in any case, and so does
// each of several members of the same name, in their order.

import { decodeUtf8 } from '../../golang/utf8.ts';

/** A member whose name is that of a field, in any case. */
export interface Member<Field extends string> {
  readonly field: Field;
  readonly value: unknown;
}

/**
 * The members for these fields, in their order. Empty for `null`, which sets no field; undefined for what is no JSON
 * object.
 *
 * @param text untrusted
 */
export function goJsonMembers<Field extends string>(
  bytes: Uint8Array,
  fields: readonly Field[],
): readonly Member<Field>[] | undefined {
  const text = decodeUtf8(bytes);
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (whole === null) return [];
  if (typeof whole !== 'object' || Array.isArray(whole)) return undefined;
  const byName = new Map(fields.map((field) => [folded(field), field]));
  return rawMembers(text).flatMap(([name, value]) => {
    const field = byName.get(folded(name.includes('\\') ? JSON.parse(name) : name.slice(1, -1)));
    return field === undefined ? [] : [{ field, value: JSON.parse(value) as unknown }];
  });
}

/** Go takes the long s and the sign for Kelvin for letters, too. */
function folded(name: string): string {
  return name.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}

/** The beginning of a string, a bracket, or a mark between members. */
const TOKEN = /["[\]{}:,]/g;

/** Name and value of each member, as texts in JSON. @param text a valid object */
function rawMembers(text: string): readonly (readonly [name: string, value: string])[] {
  const members: [string, string][] = [];
  let depth = 0;
  let name = '';
  let valueStart = -1;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const { 0: token, index } = match;
    if (token === '"') {
      const end = endOfString(text, index);
      if (valueStart < 0 && depth === 1) name = text.slice(index, end);
      TOKEN.lastIndex = end;
      continue;
    }
    if (depth === 1 && token === ':') valueStart = index + 1;
    const endsMember = depth === 1 && (token === ',' || token === '}');
    if (endsMember && valueStart >= 0) {
      members.push([name, text.slice(valueStart, index)]);
      valueStart = -1;
    }
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
  }
  return members;
}

/** Behind the quote that ends the string which begins at `start`. A regular expression would run out of stack. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length; // Not in valid JSON.
}
