// Index of schedules and of references for the lints across entries, kept up to date entry by entry.

import { parseSchedule } from '../../../schedule/schedule.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';
import { put, Tally } from '../../tally.ts';
import {
  type CrowdedMinute,
  DAY_MS,
  mostCrowdedMinute,
  type SharedSchedule,
} from './crowded-minute.ts';

export class LintIndex {
  /** By id: enabled entries that name it in `triggers`. */
  readonly #triggered = new Tally();
  /** By id: jobs that run only when they are triggered, and have nobody else who may do so. */
  readonly #waiting = new Tally();
  /** By id: entries, enabled ones apart from disabled ones. */
  readonly #enabled = new Tally();
  readonly #disabled = new Tally();
  /** By text: schedules of enabled jobs. */
  readonly #schedules = new Tally();
  /** Codes that comments switch off in the whole file. */
  readonly #off = new Tally();
  readonly #untriggered = new Set<string>();
  readonly #lost = new Set<string>();
  #unreadable = 0;
  /** The last answer of `crowdedMinute`, until a schedule comes or goes or the day is over. */
  #crowdedMinute: { readonly day: number; readonly found: CrowdedMinute | undefined } | undefined;

  /** @param offInFile codes that comments among the entries switch off in the whole file */
  add(entries: readonly EntryFacts[], offInFile: readonly string[]): void {
    this.#count(entries, offInFile, 1);
  }

  /** The inverse of `add`. */
  remove(entries: readonly EntryFacts[], offInFile: readonly string[]): void {
    this.#count(entries, offInFile, -1);
  }

  /** Ids of jobs that wait for triggers while no entry sends any. */
  get untriggered(): ReadonlySet<string> {
    // What cannot be read may be the trigger that is missed.
    return this.#unreadable === 0 ? this.#untriggered : NONE;
  }

  /** Ids that triggers name and whose entries are disabled. */
  get lost(): ReadonlySet<string> {
    return this.#lost;
  }

  /** Codes that comments switch off in the whole file. */
  offInFile(): Iterable<string> {
    return this.#off.keys();
  }

  /** @param now milliseconds since the epoch */
  crowdedMinute(now: number, limit: number): CrowdedMinute | undefined {
    const day = Math.floor(now / DAY_MS);
    if (this.#crowdedMinute?.day !== day) {
      const found = mostCrowdedMinute(this.#sharedSchedules(), day, limit);
      this.#crowdedMinute = { day, found };
    }
    return this.#crowdedMinute.found;
  }

  #sharedSchedules(): SharedSchedule[] {
    return [...this.#schedules.entries()].flatMap(([text, jobs]) => {
      const parsed = parseSchedule(text);
      if (!parsed.ok || parsed.schedule.kind !== 'cron') return [];
      return [{ expression: parsed.schedule.expression, jobs }];
    });
  }

  #count(entries: readonly EntryFacts[], offInFile: readonly string[], by: 1 | -1): void {
    for (const code of offInFile) this.#off.count(code, by);
    for (const entry of entries) this.#countEntry(entry, by);
  }

  #classify(id: string): void {
    const triggered = this.#triggered.has(id);
    put(this.#untriggered, id, this.#waiting.has(id) && !triggered);
    put(this.#lost, id, triggered && this.#disabled.has(id) && !this.#enabled.has(id));
  }

  #countEntry(entry: EntryFacts, by: 1 | -1): void {
    const { id, kind, disabled, schedule, targets, readable } = entry;
    if (!readable) this.#unreadable += by;
    (disabled ? this.#disabled : this.#enabled).count(id, by);
    const startsItself = kind !== 'job' || hasTimes(schedule);
    if (!disabled && !startsItself && !entry.triggeredByOthers) this.#waiting.count(id, by);
    this.#classify(id);
    if (disabled) return;
    for (const target of targets) {
      if (this.#triggered.count(target.id, by)) this.#classify(target.id);
    }
    if (kind === 'job' && startsItself && !schedule.startsWith('with ')) {
      this.#schedules.count(schedule, by);
      this.#crowdedMinute = undefined;
    }
  }
}

/** Whether a job of this schedule, '' if it gives none, starts by itself. */
export function hasTimes(schedule: string): boolean {
  return schedule !== '' && schedule !== 'triggered';
}

const NONE: ReadonlySet<string> = new Set();
