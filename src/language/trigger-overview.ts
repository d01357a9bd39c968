// The jobs and triggers of a config with what starts what, for lists and graphs.

import { DEFAULT_SCHEDULE } from '../config/definitions.ts';
import type { EntryKind } from '../config/message/entries.ts';
import { parseSchedule } from '../schedule/schedule.ts';
import { scheduleWords } from '../schedule/schedule-words.ts';
import { upcomingTimes } from '../schedule/upcoming-times.ts';
import type { ConfigDocument } from './config-document.ts';

export interface OverviewEntry {
  readonly kind: EntryKind;
  /** '' if it has none. */
  readonly id: string;
  /** Name of the task field if there is exactly one. */
  readonly task: string | undefined;
  /** As written, or the default. */
  readonly schedule: string;
  /** The same in words, such as `at 03:05 every day`; undefined for what is no schedule. */
  readonly words: string | undefined;
  /** Milliseconds since the epoch; undefined if there is no time on the calendar, or the entry is disabled. */
  readonly next: number | undefined;
  readonly disabled: boolean;
  /** Ids that it names in `triggers`, each once, whether such a job exists or not. */
  readonly triggers: readonly string[];
  /** Ids of the entries that name it, in file order. */
  readonly triggeredBy: readonly string[];
  /** Line of the document at which it starts, from 0. */
  readonly line: number;
}

/** All entries in file order. @param now milliseconds since the epoch */
export function triggerOverview(document: ConfigDocument, now: number): readonly OverviewEntry[] {
  const entries = document.parts().flatMap(({ part, line }) =>
    part.entries.map((entry) => ({
      entry,
      line: part.range(entry.span, line).start.line,
      triggers: [...new Set(entry.targets.map(({ id }) => id))],
    })),
  );
  const triggeredBy = new Map<string, string[]>();
  for (const { entry, triggers } of entries) {
    for (const id of triggers) {
      const known = triggeredBy.get(id);
      if (known) known.push(entry.id);
      else triggeredBy.set(id, [entry.id]);
    }
  }
  return entries.map(({ entry, line, triggers }) => {
    const { kind, id, taskField: task, disabled } = entry;
    const schedule = entry.schedule || DEFAULT_SCHEDULE[kind];
    return {
      kind,
      id,
      task,
      schedule,
      ...whenNext(schedule, disabled, now),
      disabled,
      triggers,
      triggeredBy: triggeredBy.get(id) ?? [],
      line,
    };
  });
}

function whenNext(schedule: string, disabled: boolean, now: number) {
  const parsed = parseSchedule(schedule);
  if (!parsed.ok) return { words: undefined, next: undefined };
  const [next] = disabled ? [] : upcomingTimes(parsed.schedule, now, 1);
  return { words: scheduleWords(parsed.schedule), next };
}
