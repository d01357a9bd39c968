// The strings that a config has as values of its fields: what is offered where such a field is written once more.

import { Lexer } from '../textproto/lexer.ts';
import { decodeString } from '../textproto/string-literal.ts';
import type { ConfigDocument } from './config-document.ts';
import { perPart } from './per-part.ts';

/** Fields whose values are worth offering elsewhere. What messages they are in is not looked at. */
const FIELDS: ReadonlySet<string> = new Set([
  'realm',
  'acl_sets',
  'name',
  'granted_to',
  'refs',
  'repo',
  'path_regexps',
  'path_regexps_exclude',
  'url',
  'server',
  'bucket',
  'builder',
  'properties',
  'tags',
]);

/** Each once, the most used first. @param field one of a few names of fields; of others, nothing is known */
export function seenValues(document: ConfigDocument, field: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const { part } of document.parts()) {
    for (const value of valuesIn(part).get(field) ?? []) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** Reads tokens alone: binding all of a large file for the first completion in it would take too long. */
const valuesIn = perPart(({ text }): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  const lexer = new Lexer(text, () => {});
  let field = '';
  for (; lexer.kind !== 'end'; lexer.advance()) {
    if (lexer.kind === 'word') {
      field = text.slice(lexer.start, lexer.end);
    } else if (lexer.kind === 'string' && !lexer.broken && FIELDS.has(field)) {
      const value = decodeString(text, [lexer.piece]);
      const known = values.get(field);
      if (value === '') continue;
      if (known) known.push(value);
      else values.set(field, [value]);
    }
  }
  return values.size > 0 ? values : NONE;
});

const NONE: ReadonlyMap<string, readonly string[]> = new Map();
