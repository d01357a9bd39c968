// Collects what all lints have to say about a config, those of single entries and those across entries.

import { parseSchedule } from '../../schedule/schedule.ts';
import type { ConfigPart } from '../config-part.ts';
import { type EntryAnalysis, entryPath } from '../entry-analysis.ts';
import type { Finding } from '../finding.ts';
import { comparePositions } from '../line-starts.ts';
import type { LocalFinding } from '../source-validation-context.ts';
import { firesInMinute } from './crowded-minute.ts';
import { NO_LINT_COMMENTS } from './lint-comments.ts';
import type { LintIndex } from './lint-index.ts';
import { LINTS, type LintCode, type LintOptions } from './lints.ts';

/** From top to bottom. */
export function documentLints(
  parts: readonly ConfigPart[],
  index: LintIndex,
  options: LintOptions,
): readonly Finding[] {
  const off = new Set([...options.off, ...index.offInFile()]);
  const crowd = crowdedSchedule(index, options);
  const nothingAcross = !crowd && index.untriggered.size + index.lost.size === 0;
  const found: Finding[] = [];
  /** Codes that comments before the next entry switch off. */
  let above: readonly string[] = [];
  let line = 0;
  for (const part of parts) {
    const { lintComments } = part;
    // True for nearly all parts of nearly all configs, and this runs after each edit.
    if (nothingAcross && !part.hasLints && lintComments === NO_LINT_COMMENTS) {
      if (part.entries.length > 0) above = [];
      line += part.lines;
      continue;
    }
    for (const local of part.lints) {
      if (!off.has(local.code)) found.push(part.ownFinding(local, line));
    }
    for (const [i, entry] of part.entries.entries()) {
      const within = lintComments.entries[i];
      const hushed = (code: string) =>
        off.has(code) || within?.has(code) === true || above.includes(code);
      for (const local of entry.lints) {
        if (!hushed(local.code)) found.push(part.ownFinding(local, line));
      }
      for (const local of entry.healthy ? acrossEntries(entry, index) : []) {
        if (!hushed(local.code)) found.push(part.finding(local, line));
      }
      if (crowd && !crowd.told && crowd.fits(entry)) {
        crowd.told = true;
        if (!hushed('lint-crowded-minute')) found.push(part.finding(crowd.finding(entry), line));
      }
      above = [];
    }
    above = lintComments.next.length > 0 ? [...above, ...lintComments.next] : above;
    line += part.lines;
  }
  return found.sort((a, b) => comparePositions(a.range.start, b.range.start));
}

function acrossEntries(entry: EntryAnalysis, index: LintIndex): LocalFinding[] {
  const found: LocalFinding[] = [];
  if (entry.disabled) return found;
  if (entry.kind === 'job' && index.untriggered.has(entry.id)) {
    const message =
      'Nothing in this file starts this job: it has no schedule, and no trigger names it. If others trigger it, all is well.';
    found.push(lint('lint-job-never-triggered', message, entry, entry.idSpan));
  }
  if (index.lost.size === 0) return found;
  for (const { id, span } of entry.targets) {
    if (!index.lost.has(id)) continue;
    const message = `\`${id}\` is disabled, so what is sent to it is lost: enable it, or remove it here.`;
    found.push(lint('lint-trigger-disabled-job', message, entry, span));
  }
  return found;
}

/** The most crowded minute, to be told where the first of its jobs stands. */
function crowdedSchedule(index: LintIndex, { now, crowdedMinuteLimit }: LintOptions) {
  const minute = index.crowdedMinute(now(), crowdedMinuteLimit);
  if (!minute) return undefined;
  const when = new Date(minute.time).toISOString();
  const message =
    `${minute.jobs} jobs start in the minute of this one, ${when.slice(11, 16)} UTC ` +
    `(first on ${when.slice(0, 10)}): spread them over others.`;
  return {
    told: false,
    fits: ({ kind, disabled, schedule, healthy }: EntryAnalysis): boolean => {
      if (kind !== 'job' || disabled || !healthy || schedule === '') return false;
      const parsed = parseSchedule(schedule);
      if (!parsed.ok || parsed.schedule.kind !== 'cron') return false;
      return firesInMinute(parsed.schedule.expression, minute.time);
    },
    finding: (entry: EntryAnalysis) =>
      lint('lint-crowded-minute', message, entry, entry.scheduleSpan),
  };
}

function lint(
  code: LintCode,
  message: string,
  { kind, id }: EntryAnalysis,
  { start, end }: { readonly start: number; readonly end: number },
): LocalFinding {
  return { code, severity: LINTS[code], message, path: entryPath(kind, id), start, end };
}
