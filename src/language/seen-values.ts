// The strings that a config has as values of its fields: what is offered where such a field is written once more.

import type { ConfigPart } from '../config/document/config-part.ts';
import type { Stretch } from '../config/document/stretch.ts';
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

/**
 * Each once, the most used first.
 * @param field one of a few names of fields; of others, nothing is known
 * @param isWanted only these
 */
export function seenValues(
  document: ConfigDocument,
  field: string,
  isWanted: (value: string) => boolean = () => true,
): readonly string[] {
  const counts = countsOf(document).get(field);
  if (!counts) return [];
  const wanted: (readonly [value: string, count: number])[] = [];
  for (const entry of counts) if (isWanted(entry[0])) wanted.push(entry);
  return wanted.sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** By field and value, how often the value is there. */
type Counts = Map<string, Map<string, number>>;

interface Counted {
  readonly stretches: ReadonlySet<Stretch>;
  readonly counts: Counts;
}

const lastCounted = new WeakMap<ConfigDocument, Counted>();

/** Counts only the parts that have come or gone since the last time. */
function countsOf(document: ConfigDocument): Counts {
  const stretches = new Set(document.stretches().map(({ stretch }) => stretch));
  const { stretches: before, counts } = lastCounted.get(document) ?? nothingCounted();
  // A part that was in a stretch that is gone is, as a rule, in the one that has come.
  const gone = new Set<ConfigPart>();
  for (const stretch of before) {
    if (!stretches.has(stretch)) for (const part of stretch.parts) gone.add(part);
  }
  for (const stretch of stretches) {
    if (before.has(stretch)) continue;
    for (const part of stretch.parts) if (!gone.delete(part)) count(part, counts, 1);
  }
  for (const part of gone) count(part, counts, -1);
  lastCounted.set(document, { stretches, counts });
  return counts;
}

function nothingCounted(): Counted {
  return { stretches: new Set(), counts: new Map() };
}

function count(part: ConfigPart, counts: Counts, by: 1 | -1): void {
  for (const [field, values] of valuesIn(part)) {
    const ofField = counts.get(field) ?? new Map<string, number>();
    counts.set(field, ofField);
    for (const value of values) {
      const left = (ofField.get(value) ?? 0) + by;
      if (left > 0) ofField.set(value, left);
      else ofField.delete(value);
    }
  }
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
