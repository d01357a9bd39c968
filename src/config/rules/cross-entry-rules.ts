// The rules that look at other entries: ids that are there twice, and ids that nobody has (validation.md J1, T1).

import { quotedValue } from '../../golang/quoted-value.ts';
import type { Span } from '../../text/span.ts';
import type { LocalFinding } from '../finding.ts';
import { LazyFinding } from '../lazy-finding.ts';
import type { EntryFacts } from '../message/entry-facts.ts';
import type { RULE_CODES } from './codes.ts';
import type { CrossEntryIndex } from './cross-entry-index.ts';

/**
 * Entries whose id an earlier one has, jobs being earlier than triggers (J1), each with the first that has it.
 * @param entries all of them from top to bottom; called only if some id is there twice
 */
export function duplicateHolders<Entry extends EntryFacts>(
  index: CrossEntryIndex<Entry>,
  entries: () => Iterable<Entry>,
): ReadonlyMap<Entry, Entry> {
  const later = new Map<Entry, Entry>();
  if (index.duplicates.size === 0) return later;
  const firsts = new Map<string, Entry>();
  for (const kind of ['job', 'trigger'] as const) {
    for (const entry of entries()) {
      if (entry.kind !== kind || !index.duplicates.has(entry.id)) continue;
      const first = firsts.get(entry.id);
      if (first) later.set(entry, first);
      else firsts.set(entry.id, entry);
    }
  }
  return later;
}

/** J1, about one of `duplicateHolders`. */
export function duplicateId(entry: EntryFacts): LocalFinding {
  const message = () =>
    `Another job or trigger already has the id ${quotedValue(entry.id)}: choose a different one.`;
  return finding('duplicate-id', message, entry, entry.idSpan);
}

/** What to say of an entry next to the finding about a reference to an id that is nearly its own. */
export function meantHolder({ kind, id }: EntryFacts): string {
  return `This ${kind} has the id ${quotedValue(id)}.`;
}

/** What to say of the first of the entries that have an id, next to the finding about another one. */
export function firstHolder({ kind, id }: EntryFacts): string {
  return `This ${kind} has the id ${quotedValue(id)} already.`;
}

/** Each look at what an unknown id may mean goes through all ids; nobody reads more of these than this. */
const MAX_HINTS = 20;

/**
 * T1: one finding for each reference to an id that no entry has; none while some entry cannot be read, for that may
 * be the one that is meant.
 * @param hinted unknown ids for which there was a look at what they may mean; this adds to them
 * @param meant takes the id that is probably meant, by the finding that asks whether it is
 */
export function unknownTargets(
  entry: EntryFacts,
  index: CrossEntryIndex,
  hinted: Set<string>,
  meant: Map<LocalFinding, string> = new Map(),
): readonly LocalFinding[] {
  if (index.unknown.size === 0 || index.hasUnreadable) return [];
  const found: LocalFinding[] = [];
  for (const { id, span, pieces } of entry.targets) {
    if (!index.unknown.has(id)) continue;
    if (pieces?.some((piece) => index.has(piece))) {
      const message = () => commaMissing(pieces);
      found.push(finding('trigger-missing-comma', message, entry, span));
      continue;
    }
    if (hinted.size < MAX_HINTS) hinted.add(id);
    const closest = hinted.has(id) ? index.closestId(id) : undefined;
    const message = () => {
      const hint = closest ? ` Did you mean ${quotedValue(closest)}?` : ' Correct or remove it.';
      return `No job or trigger here has the id ${quotedValue(id)}.${hint}`;
    };
    const unknown = finding('trigger-unknown-job', message, entry, span);
    if (closest !== undefined) meant.set(unknown, closest);
    found.push(unknown);
  }
  return found;
}

/** Strings next to each other are one (textformat.md T8). */
function commaMissing(ids: readonly string[]): string {
  const [first = '', second = ''] = ids;
  return `A comma is missing between ${quotedValue(first)} and ${quotedValue(second)}: without it they are one id, ${quotedValue(ids.join(''))}. Several ids stand in brackets, with commas between them.`;
}

/** True if an entry refers to an id that no entry has. */
export function hasUnknownTargets({ targets }: EntryFacts, { unknown }: CrossEntryIndex): boolean {
  return unknown.size > 0 && targets.some(({ id }) => unknown.has(id));
}

function finding(
  code: keyof typeof RULE_CODES,
  message: () => string,
  entry: EntryFacts,
  at: Span,
): LocalFinding {
  return new LazyFinding({ code, severity: 'error' }, message, entry, at);
}
