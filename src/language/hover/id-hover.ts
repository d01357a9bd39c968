// An id: what has it, when that starts, and which entries trigger each other.

import { DEFAULT_SCHEDULE } from '../../config/definitions.ts';
import type { PlacedEntry } from '../../config/document/placed-part.ts';
import { parseSchedule } from '../../schedule/schedule.ts';
import { scheduleWords } from '../../schedule/schedule-words.ts';
import { upcomingTimes } from '../../schedule/upcoming-times.ts';
import type { ConfigDocument } from '../config-document.ts';
import { codeSpan } from '../markdown.ts';
import { relativeTime, utcTime } from '../time-words.ts';
import type { TimeView } from './schedule-hover.ts';

/** Markdown; undefined if no entry has the id. */
export function idHover(document: ConfigDocument, id: string, view: TimeView): string | undefined {
  const [first, ...others] = document.holdersOf([id]);
  if (!first) return undefined;
  const { entry } = first;
  const kind = entry.kind === 'job' ? 'Job' : 'Trigger';
  const task = entry.taskField === undefined ? '' : `, ${codeSpan(entry.taskField)}`;
  const parts = [`**${kind}** ${codeSpan(id)}${task}${entry.disabled ? ', disabled' : ''}`];
  if (others.length > 0) parts.push(`Others have this id, too: ${others.length}.`);
  parts.push(scheduleLine(first, view));
  const triggering = document.referrersTo([id]).map((referrer) => referrer.entry.id);
  parts.push(idsLine('Triggered by', triggering, 'Nothing in this file triggers it.'));
  if (entry.kind === 'trigger') {
    const targets = [...new Set(entry.targets.map((target) => target.id))];
    const known = targets.filter((target) => document.has(target));
    const unknown = targets.filter((target) => target !== '' && !document.has(target));
    parts.push(idsLine('Triggers', known, 'It triggers nothing.'));
    if (unknown.length > 0) parts.push(idsLine('It names what is not there:', unknown, ''));
  }
  return parts.join('\n\n');
}

function scheduleLine({ entry }: PlacedEntry, { now }: TimeView): string {
  const text = entry.schedule || DEFAULT_SCHEDULE[entry.kind];
  const parsed = parseSchedule(text);
  const isDefault = entry.schedule === '' ? ' (the default)' : '';
  if (!parsed.ok) return `Schedule: ${codeSpan(text)}, which is not valid`;
  const [next] = upcomingTimes(parsed.schedule, now, 1);
  const words = `Schedule: ${codeSpan(text)}${isDefault}, ${scheduleWords(parsed.schedule)}`;
  return next === undefined
    ? words
    : `${words}; next ${utcTime(next)} (${relativeTime(now, next)})`;
}

const MAX_SHOWN = 10;

function idsLine(title: string, ids: readonly string[], none: string): string {
  const named = ids.filter((id) => id !== '');
  if (named.length === 0) return none;
  const shown = named.slice(0, MAX_SHOWN).map(codeSpan);
  const more = named.length > MAX_SHOWN ? ` and ${named.length - MAX_SHOWN} more` : '';
  return `${title} ${shown.join(', ')}${more}`;
}
