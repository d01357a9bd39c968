// Collects what all lints have to say about a config, those of single entries and those across entries.

import { quotedValue } from '../../golang/quoted-value.ts';
import { parseSchedule } from '../../schedule/schedule.ts';
import type { CrossEntryIndex } from '../cross-entry-index.ts';
import { type EntryAnalysis, entryPath } from '../entry-analysis.ts';
import type { Finding } from '../finding.ts';
import { LINT_COMMENTS, OWN_LINTS, type PartList } from '../part-list.ts';
import type { LocalFinding } from '../source-validation-context.ts';
import { firesInMinute } from './crowded-minute.ts';
import { NO_LINT_COMMENTS } from './lint-comments.ts';
import { hasTimes, type LintIndex } from './lint-index.ts';
import { LINTS, type LintCode, type LintOptions } from './lints.ts';

/** @returns findings from top to bottom */
export function documentLints(
  parts: PartList,
  entries: CrossEntryIndex,
  index: LintIndex,
  options: LintOptions,
  afterTextError: boolean,
): readonly Finding[] {
  const offInFile = [...index.offInFile()];
  const off = new Set([...options.off, ...offInFile]);
  const crowd = crowdOf(parts, index, options);
  const crossed = parts.partsOf([
    ...entries.holdersOf(index.untriggered),
    ...entries.referrersTo(index.lost),
    ...(crowd ? [crowd.entry] : []),
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
        const across = acrossEntries(entry, index);
        if (crowd?.entry === entry) across.push(crowd.finding);
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

function acrossEntries(entry: EntryAnalysis, index: LintIndex): LocalFinding[] {
  const found: LocalFinding[] = [];
  if (entry.disabled || !entry.healthy) return found;
  if (entry.kind === 'job' && !hasTimes(entry.schedule) && index.untriggered.has(entry.id)) {
    const message =
      'Nothing in this file starts this job: it has no schedule, and no trigger names it. If others trigger it, all is well.';
    found.push(lint('lint-job-never-triggered', message, entry, entry.idSpan));
  }
  if (index.lost.size === 0) return found;
  for (const { id, span } of entry.targets) {
    if (!index.lost.has(id)) continue;
    const message = `${quotedValue(id)} is disabled, so what is sent to it is lost: enable it, or remove it here.`;
    found.push(lint('lint-trigger-disabled-job', message, entry, span));
  }
  return found;
}

/** The finding about the most crowded minute, if it is too crowded, at the first of its jobs. */
function crowdOf(
  parts: PartList,
  index: LintIndex,
  { now, crowdedMinuteLimit }: LintOptions,
): { readonly entry: EntryAnalysis; readonly finding: LocalFinding } | undefined {
  const minute = index.crowdedMinute(now(), crowdedMinuteLimit);
  const entry = minute && parts.findEntry((candidate) => startsIn(candidate, minute.time));
  if (!entry) return undefined;
  const when = new Date(minute.time).toISOString();
  const message =
    `${minute.jobs} jobs start in the minute of this one, ${when.slice(11, 16)} UTC ` +
    `(first on ${when.slice(0, 10)}): spread them over others.`;
  return { entry, finding: lint('lint-crowded-minute', message, entry, entry.scheduleSpan) };
}

function startsIn({ kind, disabled, schedule, healthy }: EntryAnalysis, minute: number): boolean {
  if (kind !== 'job' || disabled || !healthy || schedule === '') return false;
  const parsed = parseSchedule(schedule);
  if (!parsed.ok || parsed.schedule.kind !== 'cron') return false;
  return firesInMinute(parsed.schedule.expression, minute);
}

function lint(
  code: LintCode,
  message: string,
  { kind, id }: EntryAnalysis,
  { start, end }: { readonly start: number; readonly end: number },
): LocalFinding {
  return { code, severity: LINTS[code], message, path: entryPath(kind, id), start, end };
}
