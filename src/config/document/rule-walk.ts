// What the rules say about each entry, those that look at other entries among them.

import type { LocalFinding } from '../finding.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import {
  duplicateHolders,
  duplicateId,
  firstHolder,
  meantHolder,
  unknownTargets,
} from '../rules/cross-entry-rules.ts';
import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import type { PartList } from './part-list.ts';
import { HIDDEN_ENTRIES, TEXT_ERRORS } from './part-marks.ts';
import type { Local, RelatedPlaces } from './placed-finding.ts';

export interface RuleWalk {
  /** Parts in which an entry is wrong because of others. */
  readonly crossed: ReadonlySet<ConfigPart>;
  /** In the order of the service; with text errors in the document, from top to bottom. */
  findingsOf(entry: EntryAnalysis): readonly EntryFinding[];
}

interface EntryFinding {
  readonly local: Local;
  readonly related?: RelatedPlaces | undefined;
}

export function ruleWalk(parts: PartList, index: CrossEntryIndex<EntryAnalysis>): RuleWalk {
  const afterTextError = parts.has(TEXT_ERRORS);
  const hasHidden = parts.has(HIDDEN_ENTRIES);
  const duplicates = duplicateHolders(index, () => parts.entries());
  const hinted = new Set<string>();
  const relatedOf = firstPlaces(parts, new Set(duplicates.values()));
  return {
    crossed: parts.partsOf([...duplicates.keys(), ...index.referrersTo(index.unknown)]),
    findingsOf: (entry) => {
      const meant = new Map<LocalFinding, string>();
      const first = entry.readable ? duplicates.get(entry) : undefined;
      const duplicate = first && duplicateId(entry);
      const locals = [
        ...(duplicate ? [duplicate] : []),
        ...entry.beforeReferences,
        ...(hasHidden || !entry.readable ? [] : unknownTargets(entry, index, hinted, meant)),
        ...entry.afterReferences,
      ];
      if (afterTextError) locals.sort(fromTheTop);
      return locals.map((local) => {
        const id = 'path' in local ? meant.get(local) : undefined;
        if (id !== undefined) return { local, related: () => placesOfId(parts, index, id) };
        return { local, related: first && local === duplicate ? relatedOf(first) : undefined };
      });
    },
  };
}

export function fromTheTop(a: Local, b: Local): number {
  return a.start - b.start;
}

/**
 * Tells where the first holders of ids are. That is found in one walk from top to bottom, when it is asked for: parts that
 * are analysed again and again need not keep anything then.
 */
function firstPlaces(
  parts: PartList,
  firsts: ReadonlySet<EntryAnalysis>,
): (first: EntryAnalysis) => RelatedPlaces {
  let places: Map<EntryAnalysis, ReturnType<RelatedPlaces>> | undefined;
  const find = () => {
    const found = new Map<EntryAnalysis, ReturnType<RelatedPlaces>>();
    for (const [part, line] of parts.placesOf(parts.partsOf(firsts))) {
      for (const entry of part.entries) {
        if (!firsts.has(entry)) continue;
        const range = part.range(entry.idSpan, line);
        found.set(entry, [{ message: firstHolder(entry), range }]);
      }
    }
    return found;
  };
  return (first) => () => {
    places ??= find();
    return places.get(first) ?? [];
  };
}

/** The first entry that has the id; never empty, for an id that some entry has. */
function placesOfId(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  id: string,
): ReturnType<RelatedPlaces> {
  const holders = index.holdersOf([id]);
  for (const [part, line] of parts.placesOf(parts.partsOf(holders))) {
    const entry = part.entries.find((one) => holders.has(one));
    if (entry) return [{ message: meantHolder(entry), range: part.range(entry.idSpan, line) }];
  }
  return [];
}
