// Findings of the text format and of the rules about a document, in the order of the service.

import { comparePositions } from '../../text/range.ts';
import type { Finding } from '../finding.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import { duplicateHolders, duplicateId, unknownTargets } from '../rules/cross-entry-rules.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { FINDINGS, type PartList, TEXT_ERRORS } from './part-list.ts';

/**
 * Without text errors: in the order of the service, jobs before triggers, and then the lints from top to bottom. With
 * text errors: the one that the service stops at, then the rest from top to bottom, marked as extra.
 * @param lints what the lints have to say, given whether there is a text error
 */
export function collectFindings(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  lints: (afterTextError: boolean) => readonly Finding[],
): readonly Finding[] {
  const text: Finding[] = [];
  const byKind = { job: [] as Finding[], trigger: [] as Finding[] };
  const duplicates = duplicateHolders(index, () => parts.entries());
  const hinted = new Set<string>();
  const crossed = parts.partsOf([...duplicates, ...index.referrersTo(index.unknown)]);
  const afterTextError = parts.has(TEXT_ERRORS);
  parts.visit(FINDINGS, crossed, (part, line) => {
    const place = { line, afterTextError };
    const own = part.ownFindings(place);
    append(text, own.text);
    if (!crossed.has(part)) {
      append(byKind.job, own.job);
      append(byKind.trigger, own.trigger);
      return;
    }
    for (const entry of part.entries) {
      if (!entry.readable) continue;
      const locals = [
        ...(duplicates.has(entry) ? [duplicateId(entry)] : []),
        ...entry.first,
        ...unknownTargets(entry, index, hinted),
        ...entry.last,
      ];
      for (const local of locals) byKind[entry.kind].push(part.finding(local, place));
    }
  });
  const rules = [...byKind.job, ...byKind.trigger, ...lints(afterTextError)];
  const [first, ...others] = text;
  if (!first) return rules;
  const { afterTextError: _, ...verdict } = first;
  const extra = [...others, ...rules].sort((a, b) =>
    comparePositions(a.range.start, b.range.start),
  );
  return [verdict, ...extra];
}

/** Unlike `push(...more)`, for any number of them. */
function append(findings: Finding[], more: readonly Finding[]): void {
  for (const finding of more) findings.push(finding);
}
