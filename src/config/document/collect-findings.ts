// Findings of the text format, of the rules and of the lints about a document, in the order of the service.

import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import {
  duplicateHolders,
  duplicateId,
  firstHolder,
  unknownTargets,
} from '../rules/cross-entry-rules.ts';
import { conflictsIn, type IsOnTheirSide } from './conflicts.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { FindingList } from './finding-list.ts';
import { FINDINGS, HIDDEN_ENTRIES, type PartList, TEXT_ERRORS } from './part-list.ts';
import type { Local, PlacedFinding, RelatedPlaces } from './placed-finding.ts';

export interface CollectedFindings {
  readonly found: readonly PlacedFinding[];
  /** There is a text error: all but the first finding come after it. */
  readonly afterTextError: boolean;
  /** How many others there are. */
  readonly more: FindingCounts;
}

/**
 * Without text errors: in the order of the service, jobs before triggers, and then the lints from top to bottom. With
 * text errors: the one that the service stops at, then the rest from top to bottom. Of a merge conflict our side counts,
 * and that there is one.
 * @param limit how many findings to choose, in this order, the worst ones first; Infinity for all in order
 * @param collectLints puts what the lints have to say into a list
 */
export function collectFindings(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  limit: number,
  collectLints: (into: FindingList) => void,
): CollectedFindings {
  const afterTextError = parts.has(TEXT_ERRORS);
  const lists = {
    verdict: new FindingList(1),
    text: new FindingList(limit),
    job: new FindingList(limit),
    trigger: new FindingList(limit),
    lints: new FindingList(limit),
  };
  const duplicates = duplicateHolders(index, () => parts.entries());
  const hinted = new Set<string>();
  const hasHidden = parts.has(HIDDEN_ENTRIES);
  const crossed = parts.partsOf([...duplicates.keys(), ...index.referrersTo(index.unknown)]);
  const firstLines = new Map(parts.placesOf(parts.partsOf(duplicates.values())));
  const firstOf = (entry: EntryAnalysis): RelatedPlaces | undefined => {
    const first = duplicates.get(entry);
    const part = first && parts.partOf(first);
    if (!part) return undefined;
    return () => {
      const range = part.range(first.idSpan, firstLines.get(part) ?? 0);
      return [{ message: firstHolder(first), range }];
    };
  };
  parts.visit(FINDINGS, crossed, (part, line) => {
    let errors = part.textErrors;
    const [verdict] = errors;
    if (verdict && lists.verdict.items.length === 0) {
      lists.verdict.add(verdict, part, line);
      errors = errors.slice(1);
    }
    for (const error of errors.toSorted(fromTheTop)) lists.text.add(error, part, line);
    for (const entry of part.entries) {
      const duplicate = entry.readable && duplicates.has(entry) ? duplicateId(entry) : undefined;
      const locals = [
        ...(duplicate ? [duplicate] : []),
        ...entry.first,
        ...(hasHidden || !entry.readable ? [] : unknownTargets(entry, index, hinted)),
        ...entry.last,
      ];
      if (afterTextError) locals.sort(fromTheTop);
      for (const local of locals) {
        lists[entry.kind].add(local, part, line, local === duplicate ? firstOf(entry) : undefined);
      }
    }
  });
  collectLints(lists.lints);
  return choose(lists, limit, afterTextError, conflictsIn(parts));
}

type ListName = 'verdict' | 'text' | 'job' | 'trigger' | 'lints';

/** What the lists have, in order, and within the limit altogether. */
function choose(
  { verdict, ...others }: Readonly<Record<ListName, FindingList>>,
  limit: number,
  afterTextError: boolean,
  isOnTheirSide: IsOnTheirSide | undefined,
): CollectedFindings {
  const rest = [others.text, others.job, others.trigger, others.lints];
  const found = rest.flatMap(({ items }) => items);
  let ordered = isOnTheirSide ? found.filter(({ startLine }) => !isOnTheirSide(startLine)) : found;
  // The file is saved in another encoding, once.
  const aboutEncoding = [...verdict.items, ...others.text.items].find(
    (each) => each.isAboutEncoding,
  );
  if (aboutEncoding) {
    ordered = ordered.filter((each) => each === aboutEncoding || !each.isAboutEncoding);
  }
  if (afterTextError) ordered.sort((a, b) => a.compare(b));
  const all = [...verdict.items, ...ordered];
  const more = noFindings();
  for (const severity of SEVERITIES) {
    more[severity] = rest.reduce((sum, list) => sum + list.more[severity], 0);
  }
  if (all.length <= limit) return { found: all, afterTextError, more };
  const worstFirst = SEVERITIES.flatMap((severity) =>
    all.filter((finding) => finding.severity === severity),
  );
  for (const { severity } of worstFirst.slice(limit)) more[severity]++;
  return { found: worstFirst.slice(0, limit), afterTextError, more };
}

function fromTheTop(a: Local, b: Local): number {
  return a.start - b.start;
}
