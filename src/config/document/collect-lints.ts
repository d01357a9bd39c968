// Findings of the lints about a document, without what comments and settings switch off.

import type { Finding } from '../finding.ts';
import {
  crossEntryLints,
  crowdedMinuteLint,
  startsIn,
} from '../lints/document/cross-entry-lints.ts';
import { NO_LINT_COMMENTS } from '../lints/document/lint-comments.ts';
import type { LintIndex } from '../lints/document/lint-index.ts';
import type { LintOptions } from '../lints/lint-options.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { LINT_COMMENTS, OWN_LINTS, type PartList } from './part-list.ts';

/** @returns findings from top to bottom */
export function collectLints(
  parts: PartList,
  entries: CrossEntryIndex<EntryAnalysis>,
  index: LintIndex<EntryAnalysis>,
  options: LintOptions,
  afterTextError: boolean,
): readonly Finding[] {
  const offInFile = [...index.offInFile()];
  const off = new Set([...options.off, ...offInFile]);
  const minute = index.crowdedMinute(options.now(), options.crowdedMinuteLimit);
  const inCrowd = minute && parts.findEntry((entry) => startsIn(entry, minute));
  const crossed = parts.partsOf([
    ...entries.holdersOf(index.untriggered),
    ...entries.referrersTo(index.lost),
    ...entries.holdersOf(index.circles.keys()),
    ...index.copied.copies,
    ...(inCrowd ? [inCrowd] : []),
  ]);
  const found: Finding[] = [];
  /** Codes that comments right before the part `next` switch off for its first entry. */
  let above: readonly string[] = [];
  let next = 0;
  parts.visit(OWN_LINTS | LINT_COMMENTS, crossed, (part, line, i) => {
    const { lintComments } = part;
    if (i !== next) above = [];
    const commented = offInFile.length > 0 || above.length > 0 || lintComments !== NO_LINT_COMMENTS;
    if (crossed.has(part) || (commented && part.hasLints)) {
      const locals = part.lints.filter(({ code }) => !off.has(code));
      for (const [n, entry] of part.entries.entries()) {
        const hushed = hushedIn(off, lintComments.entries[n], n === 0 ? above : []);
        const across = crossEntryLints(entry, index);
        if (minute && inCrowd === entry) across.push(crowdedMinuteLint(entry, minute));
        for (const local of [...entry.lints, ...across]) {
          if (!hushed(local.code)) locals.push(local);
        }
      }
      locals.sort((a, b) => a.start - b.start);
      for (const local of locals) found.push(part.finding(local, { line, afterTextError }));
    } else if (part.hasLints) {
      for (const lint of part.ownFindings({ line, afterTextError }).lints) found.push(lint);
    }
    above = part.entries.length > 0 ? lintComments.next : [...above, ...lintComments.next];
    next = i + 1;
  });
  return found;
}

/** Tells whether a lint is switched off for an entry. */
function hushedIn(
  off: ReadonlySet<string>,
  within: ReadonlySet<string> | undefined,
  above: readonly string[],
): (code: string) => boolean {
  if (!within && above.length === 0) return (code) => off.has(code);
  return (code) => off.has(code) || within?.has(code) === true || above.includes(code);
}
