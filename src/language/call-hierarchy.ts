// Call hierarchy: which entry triggers which, in both directions.

import { type ConfigEntry, configEntry } from '../config/document/config-entry.ts';
import type { PlacedEntry } from '../config/document/placed-part.ts';
import { containsPosition, type Position, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { type EntrySymbol, entrySymbol } from './document-symbols.ts';
import { namedValueAt } from './named-values.ts';

export interface CallItem extends EntrySymbol {
  readonly kind: ConfigEntry['kind'];
  /** By which it is asked about. */
  readonly id: string;
}

export interface Call {
  /** The other entry. */
  readonly item: CallItem;
  /** Where it is named in the `triggers` of the one that triggers. */
  readonly ranges: readonly Range[];
}

/** The entries of the id at the position; without one, the entry that the position is in. */
export function callItems(document: ConfigDocument, position: Position): readonly CallItem[] {
  const named = namedValueAt(document, position);
  if (named?.kind === 'entry') return document.holdersOf([named.name]).map(callItem);
  const { part, line } = document.partAt(position);
  return part.entries
    .map((entry) => ({ entry, part, line }))
    .filter(
      ({ entry }) => entry.id !== '' && containsPosition(part.range(entry.span, line), position),
    )
    .map(callItem);
}

/** What triggers the entries of this id. */
export function incomingCalls(document: ConfigDocument, id: string): readonly Call[] {
  return document.referrersTo([id]).map((placed) => ({
    item: callItem(placed),
    ranges: targetRanges(placed, id),
  }));
}

/** What the entries of this id trigger: of the ids that they name, those that there are. */
export function outgoingCalls(document: ConfigDocument, id: string): readonly Call[] {
  return document.holdersOf([id]).flatMap((placed) => {
    const targets = new Set(placed.entry.targets.map((target) => target.id));
    targets.delete('');
    return document.holdersOf(targets).map((target) => ({
      item: callItem(target),
      ranges: targetRanges(placed, target.entry.id),
    }));
  });
}

function targetRanges({ entry, part, line }: PlacedEntry, id: string): readonly Range[] {
  return entry.targets.flatMap((target) =>
    target.id === id ? [part.range(target.span, line)] : [],
  );
}

function callItem({ entry, part, line }: PlacedEntry): CallItem {
  const found: ConfigEntry = configEntry(entry, part, line, true);
  return { ...entrySymbol(found), id: entry.id };
}
