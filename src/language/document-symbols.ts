// The outline of a document.

import { DEFAULT_SCHEDULE } from '../config/definitions.ts';
import { type ConfigEntry, configEntry } from '../config/document/config-entry.ts';
import type { ConfigPart } from '../config/document/config-part.ts';
import type { AclSetFacts } from '../config/message/acl-set-facts.ts';
import { containsRange, movedRange, type Range } from '../text/range.ts';
import { plural } from '../text/wording.ts';
import type { ConfigDocument } from './config-document.ts';
import { placedPerPart } from './per-part.ts';

export interface EntrySymbol {
  readonly kind: ConfigEntry['kind'] | 'acl-set';
  /** Never empty: clients reject symbols without a name. */
  readonly name: string;
  /** Kind of task and schedule, such as `noop, with 30s interval`; of a set of access rules, how many there are. */
  readonly detail: string;
  /** The whole entry or set. */
  readonly range: Range;
  /** What to select when the symbol is picked; within `range`. */
  readonly selectionRange: Range;
}

/** One symbol for each job, trigger and set of access rules, in file order. */
export function documentSymbols(document: ConfigDocument): readonly EntrySymbol[] {
  const symbols: EntrySymbol[] = [];
  for (const { part, line } of document.parts()) {
    for (const symbol of symbolsIn(part, line)) symbols.push(symbol);
  }
  return symbols;
}

const symbolsIn = placedPerPart(
  (part) => namedPieces(part).map(({ symbol }) => symbol(0)),
  (symbols, line) =>
    symbols.map((symbol) => ({
      ...symbol,
      range: movedRange(symbol.range, line),
      selectionRange: movedRange(symbol.selectionRange, line),
    })),
);

/** Something of a part that has a symbol. */
export interface NamedPiece {
  /** As in the symbol. */
  readonly name: string;
  /** @param line of the document at which the part starts */
  readonly symbol: (line: number) => EntrySymbol;
}

/** What has symbols in a part, in the order of the text. */
export function namedPieces(part: ConfigPart): readonly NamedPiece[] {
  const entries = part.entries.map((entry) => ({
    start: entry.span.start,
    name: symbolName(entry),
    symbol: (line: number) => entrySymbol(configEntry(entry, part, line, true)),
  }));
  if (part.aclSets.length === 0) return entries;
  const sets = part.aclSets.map((set) => ({
    start: set.span.start,
    name: symbolName({ id: set.name }),
    symbol: (line: number) => aclSetSymbol(set, part, line),
  }));
  return [...entries, ...sets].sort((a, b) => a.start - b.start);
}

function aclSetSymbol(
  { name, span, nameSpan, rules }: AclSetFacts,
  part: ConfigPart,
  line: number,
): EntrySymbol {
  const range = part.range(span, line);
  return {
    kind: 'acl-set',
    name: symbolName({ id: name }),
    detail: `ACL set, ${plural(rules, 'rule')}`,
    range,
    selectionRange: selectionRange({ range, idRange: part.range(nameSpan, line) }),
  };
}

export function entrySymbol(
  entry: ConfigEntry,
): EntrySymbol & { readonly kind: ConfigEntry['kind'] } {
  return {
    kind: entry.kind,
    name: symbolName(entry),
    detail: detailOf(entry),
    range: entry.range,
    selectionRange: selectionRange(entry),
  };
}

/** Of an entry without an id, the name that the validation context gives to it (validation.md F4). */
function symbolName({ id }: Pick<ConfigEntry, 'id'>): string {
  return id === '' ? '(empty)' : id;
}

function detailOf({ kind, taskField, schedule, disabled }: ConfigEntry): string {
  const parts = [taskField, schedule || DEFAULT_SCHEDULE[kind], disabled ? 'disabled' : undefined];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The id; but the keyword of `job: [{…}, {…}]`, which stands in for a missing id, is outside of the entries. */
function selectionRange({ range, idRange }: Pick<ConfigEntry, 'range' | 'idRange'>): Range {
  return containsRange(range, idRange) ? idRange : { start: range.start, end: range.start };
}
