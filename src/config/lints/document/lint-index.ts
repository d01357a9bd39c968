// Index of schedules and of references for the lints across entries, kept up to date entry by entry.

import { parseSchedule } from '../../../schedule/schedule.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';
import { put, Tally } from '../../tally.ts';
import { CopiedTasks } from './copied-tasks.ts';
import {
  type CrowdedMinute,
  DAY_MS,
  mostCrowdedMinute,
  type SharedSchedule,
} from './crowded-minute.ts';
import { TriggerGraph } from './trigger-graph.ts';

/** What the lints across entries look at in a part. */
export interface LintedPartFacts<Entry extends EntryFacts> {
  readonly entries: readonly Entry[];
  /** Codes that comments switch off in the whole file. */
  readonly offInFile: readonly string[];
  /** Names of sets of old access rules that let somebody trigger a job. */
  readonly triggererSets: readonly string[];
}

/** What the lints across entries may see otherwise than before. */
export interface LintChanges<Entry extends EntryFacts> {
  /** True if it may be anything. */
  readonly everywhere: boolean;
  /** Entries that have one of these ids, or name one. */
  readonly ids: ReadonlySet<string>;
  /** And these entries. */
  readonly entries: ReadonlySet<Entry>;
}

export class LintIndex<Entry extends EntryFacts = EntryFacts> {
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
  /** Names of sets of old access rules that let somebody trigger a job. */
  readonly #triggererSets = new Tally();
  readonly #graph = new TriggerGraph((id) => this.#triggered.has(id));
  readonly #copies = new CopiedTasks<Entry>((job) => this.#noteEntry(job));
  #changes: Changes<Entry> = { ...noChanges<Entry>(), everywhere: true };
  /** The circles at the last call of `takeChanges`. */
  #knownCircles: ReadonlyMap<string, unknown> = new Map();
  #unreadable = 0;
  /** The last answer of `crowdedMinute`, until a schedule comes or goes or the day is over. */
  #crowdedMinute: { readonly day: number; readonly found: CrowdedMinute | undefined } | undefined;

  add(part: LintedPartFacts<Entry>): void {
    this.#count(part, 1);
  }

  /** The inverse of `add`. */
  remove(part: LintedPartFacts<Entry>): void {
    this.#count(part, -1);
  }

  /** What has changed since the last call; everything at the first one. */
  takeChanges(): LintChanges<Entry> {
    const { circles } = this;
    if (circles !== this.#knownCircles) {
      for (const id of this.#knownCircles.keys()) this.#noteId(id);
      for (const id of circles.keys()) this.#noteId(id);
      this.#knownCircles = circles;
    }
    const changes = this.#changes;
    this.#changes = noChanges();
    return changes;
  }

  /** False if some entry cannot be read: it may be the trigger that is missed. */
  get isComplete(): boolean {
    return this.#unreadable === 0;
  }

  /** Ids of jobs that wait for triggers while no entry that can be read sends any. */
  get untriggered(): ReadonlySet<string> {
    return this.#untriggered;
  }

  /** Ids that triggers name and whose entries are disabled. */
  get lost(): ReadonlySet<string> {
    return this.#lost;
  }

  /** By id of a trigger that starts itself, directly or through others: the ids of all that it does so with. */
  get circles(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#graph.circles;
  }

  /** Jobs whose tasks do the same, and which of them do. */
  get copied(): Pick<CopiedTasks<Entry>, 'copies' | 'othersLike'> {
    return this.#copies;
  }

  /** True if one of the job's sets of old access rules lets somebody trigger it. */
  isTriggeredBySet({ aclSets }: EntryFacts): boolean {
    return aclSets.some((name) => this.#triggererSets.has(name));
  }

  /** Codes that comments switch off in the whole file. */
  offInFile(): Iterable<string> {
    return this.#off.keys();
  }

  /** @param now milliseconds since the epoch */
  crowdedMinute(now: number, limit: number): CrowdedMinute | undefined {
    const day = Math.floor(now / DAY_MS);
    if (this.#crowdedMinute?.day !== day) {
      const found = this.#mayCrowd(limit)
        ? mostCrowdedMinute(this.#sharedSchedules(), day, limit)
        : undefined;
      this.#crowdedMinute = { day, found };
    }
    return this.#crowdedMinute.found;
  }

  /** Whether there are more jobs than `limit` at all, before schedules are read for it. */
  #mayCrowd(limit: number): boolean {
    let jobs = 0;
    for (const [, count] of this.#schedules.entries()) jobs += count;
    return jobs > limit;
  }

  #sharedSchedules(): SharedSchedule[] {
    return [...this.#schedules.entries()].flatMap(([text, jobs]) => {
      const parsed = parseSchedule(text);
      if (!parsed.ok || parsed.schedule.kind !== 'cron') return [];
      return [{ expression: parsed.schedule.expression, jobs }];
    });
  }

  #count({ entries, offInFile, triggererSets }: LintedPartFacts<Entry>, by: 1 | -1): void {
    for (const code of offInFile) this.#off.count(code, by);
    for (const name of triggererSets) {
      if (this.#triggererSets.count(name, by)) this.#changes.everywhere = true;
    }
    for (const entry of entries) this.#countEntry(entry, by);
  }

  #noteId(id: string): void {
    const changes = this.#changes;
    if (!changes.everywhere) changes.ids.add(id);
    if (changes.ids.size > MANY) this.#changes = { ...noChanges<Entry>(), everywhere: true };
  }

  #noteEntry(entry: Entry): void {
    const changes = this.#changes;
    if (!changes.everywhere) changes.entries.add(entry);
    if (changes.entries.size > MANY) this.#changes = { ...noChanges<Entry>(), everywhere: true };
  }

  #classify(id: string): void {
    const triggered = this.#triggered.has(id);
    const isUntriggered = this.#waiting.has(id) && !triggered;
    const isLost = triggered && this.#disabled.has(id) && !this.#enabled.has(id);
    if (this.#untriggered.has(id) === isUntriggered && this.#lost.has(id) === isLost) return;
    this.#noteId(id);
    put(this.#untriggered, id, isUntriggered);
    put(this.#lost, id, isLost);
  }

  #countEntry(entry: Entry, by: 1 | -1): void {
    const { id, kind, disabled, schedule, targets, readable } = entry;
    if (!readable) this.#unreadable += by;
    (disabled ? this.#disabled : this.#enabled).count(id, by);
    const startsItself = kind !== 'job' || hasTimes(schedule);
    if (!disabled && !startsItself && !entry.triggeredByOthers) this.#waiting.count(id, by);
    this.#classify(id);
    if (disabled) return;
    const others = kind === 'job' ? this.#copies : this.#graph;
    if (by === 1) others.add(entry);
    else others.remove(entry);
    for (const target of targets) {
      if (this.#triggered.count(target.id, by)) this.#classify(target.id);
    }
    if (kind === 'job' && startsItself) {
      this.#schedules.count(schedule, by);
      this.#crowdedMinute = undefined;
    }
  }
}

/** Whether a job of this schedule, '' if it gives none, starts by itself. */
export function hasTimes(schedule: string): boolean {
  return schedule !== '' && schedule !== 'triggered';
}

/** Of more changes than these, notes cost more than another look at everything. */
const MANY = 2000;

interface Changes<Entry> {
  everywhere: boolean;
  readonly ids: Set<string>;
  readonly entries: Set<Entry>;
}

function noChanges<Entry>(): Changes<Entry> {
  return { everywhere: false, ids: new Set<string>(), entries: new Set<Entry>() };
}
