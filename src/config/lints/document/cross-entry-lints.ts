// The lints that look at other entries: jobs that nothing starts, triggers that are lost, minutes in which too many
// jobs start.

import { quotedValue } from '../../../golang/quoted-value.ts';
import { parseSchedule } from '../../../schedule/schedule.ts';
import type { Span } from '../../../text/span.ts';
import type { LocalFinding } from '../../finding.ts';
import { entryPath } from '../../message/entries.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';
import { LINT_CODES } from '../codes.ts';
import { type CrowdedMinute, firesInMinute } from './crowded-minute.ts';
import { hasTimes, type LintIndex } from './lint-index.ts';

/** What is to be said about one entry because of others, but for the crowded minute, which is said once. */
export function crossEntryLints(entry: EntryFacts, index: LintIndex): LocalFinding[] {
  const found: LocalFinding[] = [];
  if (entry.disabled || !entry.readable) return found;
  if (entry.kind === 'job' && !hasTimes(entry.schedule) && index.untriggered.has(entry.id)) {
    const message =
      'Nothing in this file starts this job: it has no schedule, and no trigger names it. Add one, unless another service triggers it.';
    found.push(lint('lint-job-never-triggered', message, entry, entry.idSpan));
  }
  if (index.lost.size === 0) return found;
  for (const { id, span } of entry.targets) {
    if (!index.lost.has(id)) continue;
    const message = `${quotedValue(id)} is disabled, so triggers sent to it are lost: enable it, or remove it here.`;
    found.push(lint('lint-trigger-disabled-job', message, entry, span));
  }
  return found;
}

/** @param entry one of those that start in the minute */
export function crowdedMinuteLint(entry: EntryFacts, { time, jobs }: CrowdedMinute): LocalFinding {
  const when = new Date(time).toISOString();
  const message =
    `${jobs} jobs start in the same minute as this one, ${when.slice(11, 16)} UTC ` +
    `(first on ${when.slice(0, 10)}): spread them out.`;
  return lint('lint-crowded-minute', message, entry, entry.scheduleSpan);
}

/** True for a job that starts in the minute. */
export function startsIn(entry: EntryFacts, { time }: CrowdedMinute): boolean {
  const { kind, disabled, schedule, readable } = entry;
  if (kind !== 'job' || disabled || !readable || schedule === '') return false;
  const parsed = parseSchedule(schedule);
  if (!parsed.ok || parsed.schedule.kind !== 'cron') return false;
  return firesInMinute(parsed.schedule.expression, time);
}

function lint(
  code: keyof typeof LINT_CODES,
  message: string,
  { kind, id }: EntryFacts,
  { start, end }: Span,
): LocalFinding {
  const { severity } = LINT_CODES[code];
  return { code, severity, message, path: entryPath(kind, id), start, end };
}
