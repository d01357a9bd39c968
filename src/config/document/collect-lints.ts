// Findings of the lints about a document, without what comments and settings switch off.

import type { LocalFinding } from '../finding.ts';
import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';
import { LazyFinding } from '../lazy-finding.ts';
import { LINT_CODES } from '../lints/codes.ts';
import {
  type CrossLintReport,
  crossEntryLints,
  crowdedMinuteLint,
  startsIn,
} from '../lints/document/cross-entry-lints.ts';
import { NO_LINT_COMMENTS } from '../lints/document/lint-comments.ts';
import type { LintIndex } from '../lints/document/lint-index.ts';
import type { LintOptions } from '../lints/lint-options.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import type { FindingList } from './finding-list.ts';
import { CROSS_LINTS, LINT_COMMENTS, OWN_LINTS, type PartList } from './part-list.ts';

/** Of more entries than these, sets cost more than a look at each part. */
const MANY = 2000;

/** @param into the list that takes them, from top to bottom */
export function collectLints(
  parts: PartList,
  entries: CrossEntryIndex<EntryAnalysis>,
  index: LintIndex<EntryAnalysis>,
  options: LintOptions,
  into: FindingList,
): void {
  const offInFile = [...index.offInFile()];
  const off = new Set([...options.off, ...offInFile]);
  const minute = index.crowdedMinute(options.now(), options.crowdedMinuteLimit);
  const inCrowd = minute && parts.findEntry((entry) => startsIn(entry, minute));
  const { untriggered, lost, circles, copied } = index;
  const isMany = untriggered.size + lost.size + circles.size + copied.copies.size > MANY;
  const few = isMany
    ? []
    : [
        ...entries.holdersOf(untriggered),
        ...entries.referrersTo(lost),
        ...entries.holdersOf(circles.keys()),
        ...copied.copies,
      ];
  const crossed = parts.partsOf(inCrowd ? [...few, inCrowd] : few);
  const marks = OWN_LINTS | LINT_COMMENTS | (isMany ? CROSS_LINTS : 0);
  const lintsAcross = (entry: EntryAnalysis, report: CrossLintReport) => {
    crossEntryLints(entry, index, report);
    if (minute && inCrowd === entry) crowdedMinuteLint(entry, minute, report);
  };
  const countLints = lintCounter(off, lintsAcross);
  /** Codes that comments right before the part `next` switch off for its first entry. */
  let above: readonly string[] = [];
  let next = 0;
  parts.visit(marks, crossed, (part, line, i) => {
    const { lintComments } = part;
    if (i !== next) above = [];
    const commented = offInFile.length > 0 || above.length > 0 || lintComments !== NO_LINT_COMMENTS;
    if (commented || !into.skip(countLints(part))) {
      for (const local of lintsOf(part, off, above, lintsAcross)) into.add(local, part, line);
    }
    above = part.entries.length > 0 ? lintComments.next : [...above, ...lintComments.next];
    next = i + 1;
  });
}

type LintsAcross = (entry: EntryAnalysis, report: CrossLintReport) => void;

/** Returns a function that counts the lints of a part, in an object that it uses again. */
function lintCounter(off: ReadonlySet<string>, lintsAcross: LintsAcross) {
  const counts = noFindings();
  const count: CrossLintReport = (code) => {
    if (!off.has(code)) counts[LINT_CODES[code].severity]++;
  };
  return ({ lintCounts, entries }: ConfigPart): FindingCounts => {
    for (const severity of SEVERITIES) counts[severity] = lintCounts[severity];
    for (const entry of entries) lintsAcross(entry, count);
    return counts;
  };
}

/** From top to bottom. @param above codes that are off for the first entry */
function lintsOf(
  part: ConfigPart,
  off: ReadonlySet<string>,
  above: readonly string[],
  lintsAcross: LintsAcross,
): readonly LocalFinding[] {
  const found: LocalFinding[] = part.lints.filter(({ code }) => !off.has(code));
  for (const [n, entry] of part.entries.entries()) {
    const isOff = offIn(off, part.lintComments.entries[n], n === 0 ? above : []);
    for (const lint of entry.lints) if (!isOff(lint.code)) found.push(lint);
    lintsAcross(entry, (code, of, at, message) => {
      if (isOff(code)) return;
      found.push(new LazyFinding({ code, severity: LINT_CODES[code].severity }, message, of, at));
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Tells whether a lint is switched off for an entry. */
function offIn(
  off: ReadonlySet<string>,
  within: ReadonlySet<string> | undefined,
  above: readonly string[],
): (code: string) => boolean {
  if (!within && above.length === 0) return (code) => off.has(code);
  return (code) => off.has(code) || within?.has(code) === true || above.includes(code);
}
