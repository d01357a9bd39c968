// The outline of a document.

import { DEFAULT_SCHEDULE } from '../config/definitions.ts';
import { type ConfigEntry, configEntry } from '../config/document/config-entry.ts';
import { containsRange, movedRange, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { placedPerPart } from './per-part.ts';

export interface EntrySymbol {
  readonly kind: ConfigEntry['kind'];
  /** Never empty: clients reject symbols without a name. */
  readonly name: string;
  /** Kind of task and schedule, such as `noop, with 30s interval`. */
  readonly detail: string;
  /** The whole entry. */
  readonly range: Range;
  /** What to select when the symbol is picked; within `range`. */
  readonly selectionRange: Range;
}

/** One symbol for each job and trigger, in file order. */
export function documentSymbols(document: ConfigDocument): readonly EntrySymbol[] {
  const symbols: EntrySymbol[] = [];
  for (const { part, line } of document.parts()) {
    for (const symbol of symbolsIn(part, line)) symbols.push(symbol);
  }
  return symbols;
}

const symbolsIn = placedPerPart(
  (part) => part.entries.map((entry) => entrySymbol(configEntry(entry, part, 0, true))),
  (symbols, line) =>
    symbols.map((symbol) => ({
      ...symbol,
      range: movedRange(symbol.range, line),
      selectionRange: movedRange(symbol.selectionRange, line),
    })),
);

export function entrySymbol(entry: ConfigEntry): EntrySymbol {
  return {
    kind: entry.kind,
    name: symbolName(entry),
    detail: detailOf(entry),
    range: entry.range,
    selectionRange: selectionRange(entry),
  };
}

/** Of an entry without an id, the name that the validation context gives to it (validation.md F4). */
export function symbolName({ id }: Pick<ConfigEntry, 'id'>): string {
  return id === '' ? '(empty)' : id;
}

function detailOf({ kind, taskField, schedule, disabled }: ConfigEntry): string {
  const parts = [taskField, schedule || DEFAULT_SCHEDULE[kind], disabled ? 'disabled' : undefined];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The id; but the keyword of `job: [{…}, {…}]`, which stands in for a missing id, is outside of the entries. */
function selectionRange({ range, idRange }: ConfigEntry): Range {
  return containsRange(range, idRange) ? idRange : { start: range.start, end: range.start };
}
