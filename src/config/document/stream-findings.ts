// Every finding about a document, one by one: none is kept after it was told.

import type { Finding, LocalFinding } from '../finding.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import type { ConfigPart } from './config-part.ts';
import { conflictsIn } from './conflicts.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import type { LintWalk } from './lint-collector.ts';
import type { PartList } from './part-list.ts';
import { FINDINGS, TEXT_ERRORS } from './part-marks.ts';
import { type Local, PlacedFinding, type RelatedPlaces } from './placed-finding.ts';
import { fromTheTop, type RuleWalk, ruleWalk } from './rule-walk.ts';

/** In the order of collectFindings. @param lints absent: none */
export function* streamFindings(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  lints: LintWalk | undefined,
): Generator<Finding> {
  const rules = ruleWalk(parts, index);
  if (parts.has(TEXT_ERRORS)) yield* fromTopToBottom(parts, rules, lints);
  else yield* inServiceOrder(parts, rules, lints);
}

function* inServiceOrder(
  parts: PartList,
  rules: RuleWalk,
  lints: LintWalk | undefined,
): Generator<Finding> {
  for (const kind of ['job', 'trigger'] as const) {
    for (const [part, line] of parts.stops(FINDINGS, rules.crossed)) {
      for (const entry of part.entries) {
        if (entry.kind !== kind) continue;
        for (const { local, related } of rules.findingsOf(entry)) {
          yield new PlacedFinding(local, part, line, related).made(false);
        }
      }
    }
  }
  if (!lints) return;
  for (const [part, line, i] of parts.stops(lints.marks, lints.crossed)) {
    for (const local of lints.stop(part, i)) {
      yield new PlacedFinding(local, part, line).made(false);
    }
  }
}

/** The one that the service stops at comes first. */
function* fromTopToBottom(
  parts: PartList,
  rules: RuleWalk,
  lints: LintWalk | undefined,
): Generator<Finding> {
  const isOnTheirSide = conflictsIn(parts);
  let verdict: Local | undefined;
  /** The file is saved in another encoding, once. */
  let isEncodingTold = false;
  for (const [part, line] of parts.stops(TEXT_ERRORS, NO_PARTS)) {
    [verdict] = part.textErrors;
    if (!verdict) continue;
    const placed = new PlacedFinding(verdict, part, line);
    isEncodingTold = placed.isAboutEncoding;
    yield placed.made(false);
    break;
  }
  const crossed = new Set([...rules.crossed, ...(lints?.crossed ?? [])]);
  let isFirst = true;
  for (const [part, line, i] of parts.stops(FINDINGS | (lints?.marks ?? 0), crossed)) {
    const found = [...errorsIn(part, rules), ...lintsIn(part, i, lints)];
    // It is the first error of the first part that has one.
    if (isFirst && part.textErrors.length > 0) {
      found.shift();
      isFirst = false;
    }
    found.sort((a, b) => fromTheTop(a.local, b.local));
    for (const { local, related } of found) {
      const placed = new PlacedFinding(local, part, line, related);
      if (isOnTheirSide?.(placed.startLine)) continue;
      if (placed.isAboutEncoding) {
        if (isEncodingTold) continue;
        isEncodingTold = true;
      }
      yield placed.made(true);
    }
  }
}

interface Found {
  readonly local: Local;
  readonly related?: RelatedPlaces | undefined;
}

/** Text errors in the order of the service, then what the rules say: of jobs, then of triggers. */
function* errorsIn({ textErrors, entries }: ConfigPart, rules: RuleWalk): Generator<Found> {
  for (const local of textErrors) yield { local };
  for (const kind of ['job', 'trigger'] as const) {
    for (const entry of entries) if (entry.kind === kind) yield* rules.findingsOf(entry);
  }
}

function lintsIn(part: ConfigPart, index: number, lints: LintWalk | undefined): Found[] {
  const all: readonly LocalFinding[] = lints?.stop(part, index) ?? [];
  return all.map((local) => ({ local }));
}

const NO_PARTS: ReadonlySet<ConfigPart> = new Set();
