// The lints that look at other entries: jobs that nothing starts, triggers that are lost or go in circles, copies, minutes
// in which too many jobs start.

import { quotedValue } from '../../../golang/quoted-value.ts';
import { parseSchedule } from '../../../schedule/schedule.ts';
import type { Span } from '../../../text/span.ts';
import { plural } from '../../../text/wording.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';
import type { LINT_CODES } from '../codes.ts';
import { type CrowdedMinute, firesInMinute } from './crowded-minute.ts';
import { hasTimes, type LintIndex } from './lint-index.ts';

/** Takes a lint about an entry; `message` finds the words for it. */
export type CrossLintReport = (
  code: keyof typeof LINT_CODES,
  entry: EntryFacts,
  at: Span,
  message: () => string,
) => void;

/** False if there is certainly nothing to say about an entry because of others, but for the crowded minute. */
export function mayHaveCrossLints(entry: EntryFacts): boolean {
  const { disabled, readable, kind, schedule, sameness, targets } = entry;
  if (disabled || !readable) return false;
  return targets.length > 0 || sameness !== undefined || (kind === 'job' && !hasTimes(schedule));
}

/** Reports what is to be said about one entry because of others, but for the crowded minute, which is said once. */
export function crossEntryLints<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  report: CrossLintReport,
): void {
  if (!mayHaveCrossLints(entry)) return;
  if (index.isComplete) untriggeredLint(entry, index, report);
  otherCrossEntryLints(entry, index, report);
}

/** The part of `crossEntryLints` that is said if every entry can be read. */
export function untriggeredLint<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  report: CrossLintReport,
): void {
  const { kind, id, schedule, scheduleSpan, idSpan, disabled, readable } = entry;
  if (kind !== 'job' || id === '' || disabled || !readable || hasTimes(schedule)) return;
  if (!index.untriggered.has(id) || index.isTriggeredBySet(entry)) return;
  const isTriggered = schedule === 'triggered';
  report('lint-job-never-triggered', entry, isTriggered ? scheduleSpan : idSpan, () => {
    const why = isTriggered ? 'its schedule is `triggered`' : 'it has no schedule';
    return `Nothing in this file starts this job: ${why}, and no trigger names it. Add a schedule or a trigger, unless another service triggers it.`;
  });
}

/** The part of `crossEntryLints` that does not depend on whether every entry can be read. */
export function otherCrossEntryLints<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  report: CrossLintReport,
): void {
  if (!mayHaveCrossLints(entry)) return;
  if (entry.kind === 'job') lintCopy(entry, index, report);
  const circle = entry.id === '' ? undefined : index.circles.get(entry.id);
  for (const { id, span } of entry.targets) {
    if (circle?.has(id)) {
      report('lint-trigger-circle', entry, span, () => circleMessage(entry.id, id, circle));
    }
    if (!index.lost.has(id)) continue;
    const message = () =>
      `${quotedValue(id)} is disabled, so triggers sent to it are lost: enable it, or remove it here.`;
    report('lint-trigger-disabled-job', entry, span, message);
  }
}

function lintCopy<Entry extends EntryFacts>(
  entry: Entry,
  index: LintIndex<Entry>,
  report: CrossLintReport,
): void {
  const { sameness } = entry;
  if (!sameness || !index.copied.copies.has(entry)) return;
  report('lint-job-copied', entry, entry.samenessSpan, () => {
    const others = index.copied.othersLike(entry);
    const count = others?.count ?? 0;
    const more = count > 1 ? ` and ${plural(count - 1, 'other job')}` : '';
    const one = quotedValue(others?.one.id ?? '');
    return `Job ${one}${more} also start${more ? '' : 's'} ${sameness.words}, with the same properties: is this a copy in which something was to be changed?`;
  });
}

function circleMessage(id: string, target: string, circle: ReadonlySet<string>): string {
  const what = 'each run that finds something starts the next, without end';
  if (target === id) return `This trigger starts itself: ${what}. Remove this.`;
  const names: string[] = [];
  // Not a copy of all of them: each of the triggers has this said about it.
  for (const named of circle) if (names.push(quotedValue(named)) === MAX_NAMED) break;
  const more = circle.size > MAX_NAMED ? ` and ${circle.size - MAX_NAMED} more` : '';
  return `Triggers ${names.join(', ')}${more} start each other in a circle: ${what}. Break it at one of them.`;
}

const MAX_NAMED = 5;

/** @param entry one of those that start in the minute */
export function crowdedMinuteLint(
  entry: EntryFacts,
  { time, jobs }: CrowdedMinute,
  report: CrossLintReport,
): void {
  report('lint-crowded-minute', entry, entry.scheduleSpan, () => {
    const when = new Date(time).toISOString();
    return (
      `${jobs} jobs start in the same minute as this one, ${when.slice(11, 16)} UTC ` +
      `(first on ${when.slice(0, 10)}): spread them out.`
    );
  });
}

/** True for a job that starts in the minute. */
export function startsIn(entry: EntryFacts, { time }: CrowdedMinute): boolean {
  const { kind, disabled, schedule, readable } = entry;
  if (kind !== 'job' || disabled || !readable) return false;
  const parsed = parseSchedule(schedule);
  if (!parsed.ok || parsed.schedule.kind !== 'cron') return false;
  return firesInMinute(parsed.schedule.expression, time);
}
