// What lints across entries need to know, kept up to date entry by entry.

import { parseSchedule } from '../../schedule/schedule.ts';
import type { EntryAnalysis } from '../entry-analysis.ts';
import { Tally } from '../tally.ts';
import { type CrowdedMinute, mostCrowdedMinute, type SharedSchedule } from './crowded-minute.ts';

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
  #unhealthy = 0;
  /** The last answer of `crowdedMinute`, until a schedule comes or goes. */
  #crowdedMinute: { readonly found: CrowdedMinute | undefined } | undefined;

  add(entry: EntryAnalysis): void {
    this.#count(entry, 1);
  }

  remove(entry: EntryAnalysis): void {
    this.#count(entry, -1);
  }

  /** True if the job waits for triggers and no entry sends any. */
  isNeverTriggered(id: string): boolean {
    // What cannot be read may be the trigger that is missed.
    return this.#unhealthy === 0 && this.#waiting.has(id) && !this.#triggered.has(id);
  }

  /** True if there is an entry of this id and it is disabled. */
  isDisabled(id: string): boolean {
    return this.#disabled.has(id) && !this.#enabled.has(id);
  }

  get hasDisabled(): boolean {
    return this.#disabled.size > 0;
  }

  get hasWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** @param now milliseconds since the epoch */
  crowdedMinute(now: number, limit: number): CrowdedMinute | undefined {
    this.#crowdedMinute ??= { found: mostCrowdedMinute(this.#sharedSchedules(), now, limit) };
    return this.#crowdedMinute.found;
  }

  #sharedSchedules(): SharedSchedule[] {
    return [...this.#schedules.entries()].flatMap(([text, jobs]) => {
      const parsed = parseSchedule(text);
      if (!parsed.ok || parsed.schedule.kind !== 'cron') return [];
      return [{ expression: parsed.schedule.expression, jobs }];
    });
  }

  #count(entry: EntryAnalysis, by: 1 | -1): void {
    const { id, kind, disabled, schedule, targets, healthy } = entry;
    if (!healthy) this.#unhealthy += by;
    (disabled ? this.#disabled : this.#enabled).count(id, by);
    if (disabled) return;
    for (const target of targets) this.#triggered.count(target.id, by);
    if (kind !== 'job') return;
    if (schedule === '' || schedule === 'triggered') {
      if (!entry.triggeredByOthers) this.#waiting.count(id, by);
    } else if (!schedule.startsWith('with ')) {
      this.#schedules.count(schedule, by);
      this.#crowdedMinute = undefined;
    }
  }
}
