// The lints that look at other entries: jobs that nothing starts, triggers that are lost or go in circles, copies, minutes
// in which too many jobs start.

import { quotedValue } from '../../../golang/quoted-value.ts';
import { parseSchedule } from '../../../schedule/schedule.ts';
import type { Span } from '../../../text/span.ts';
import { plural } from '../../../text/wording.ts';
import type { LocalFinding } from '../../finding.ts';
import { entryPath } from '../../message/entries.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';
import { LINT_CODES } from '../codes.ts';
import { type CrowdedMinute, firesInMinute } from './crowded-minute.ts';
import { hasTimes, type LintIndex } from './lint-index.ts';

/** What is to be said about one entry because of others, but for the crowded minute, which is said once. */
export function crossEntryLints<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
): LocalFinding[] {
  const found: LocalFinding[] = [];
  if (entry.disabled || !entry.readable) return found;
  if (entry.kind === 'job') {
    if (!hasTimes(entry.schedule) && index.untriggered.has(entry.id))
      lintUntriggered(entry, index, found);
    lintCopy(entry, index, found);
  }
  const circle = entry.kind === 'trigger' ? index.circles.get(entry.id) : undefined;
  for (const { id, span } of entry.targets) {
    if (circle?.has(id))
      found.push(lint('lint-trigger-circle', circleMessage(entry.id, id, circle), entry, span));
    if (!index.lost.has(id)) continue;
    const message = `${quotedValue(id)} is disabled, so triggers sent to it are lost: enable it, or remove it here.`;
    found.push(lint('lint-trigger-disabled-job', message, entry, span));
  }
  return found;
}

function lintUntriggered<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  found: LocalFinding[],
): void {
  if (index.isTriggeredBySet(entry)) return;
  const [why, at] =
    entry.schedule === 'triggered'
      ? ['its schedule is `triggered`, and no trigger names it', entry.scheduleSpan]
      : ['it has no schedule, and no trigger names it', entry.idSpan];
  const message = `Nothing in this file starts this job: ${why}. Add a schedule or a trigger, unless another service triggers it.`;
  found.push(lint('lint-job-never-triggered', message, entry, at));
}

function lintCopy<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  found: LocalFinding[],
): void {
  const others = index.copied.othersLike(entry);
  if (!entry.sameness || !others) return;
  const more = others.count > 1 ? ` and ${plural(others.count - 1, 'other job')}` : '';
  const message = `Job ${quotedValue(others.one.id)}${more} also start${more ? '' : 's'} ${entry.sameness.words}, with the same properties: is this a copy in which something was to be changed?`;
  found.push(lint('lint-job-copied', message, entry, entry.sameness.span));
}

function circleMessage(id: string, target: string, circle: ReadonlySet<string>): string {
  const what = 'each run that finds something starts the next, without end';
  if (target === id) return `This trigger starts itself: ${what}. Remove this.`;
  const names = [...circle].slice(0, MAX_NAMED).map(quotedValue);
  const more = circle.size > MAX_NAMED ? ` and ${circle.size - MAX_NAMED} more` : '';
  return `Triggers ${names.join(', ')}${more} start each other in a circle: ${what}. Break it at one of them.`;
}

const MAX_NAMED = 5;

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
