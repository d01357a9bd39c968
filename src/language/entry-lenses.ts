// Code lenses about an entry: when it starts next, what triggers it and what it triggers, and its page.

import { DEFAULT_SCHEDULE } from '../config/definitions.ts';
import type { ConfigPart } from '../config/document/config-part.ts';
import type { EntryAnalysis } from '../config/document/entry-analysis.ts';
import { parseSchedule } from '../schedule/schedule.ts';
import { upcomingTimes } from '../schedule/upcoming-times.ts';
import { movedRange, type Position, type Range } from '../text/range.ts';
import { type ConfigDocument, DEFAULT_PROJECT_ID } from './config-document.ts';
import { isLineIn, partsInRanges } from './parts-in-ranges.ts';
import { perPart } from './per-part.ts';
import { utcTime } from './time-words.ts';

/** What happens when it is clicked. */
export type LensAction =
  /** The cursor goes there, and what a hover says of it is shown. */
  | { readonly kind: 'hover'; readonly position: Position }
  /** The places where the id is named in `triggers`. */
  | { readonly kind: 'triggered-by' }
  /** The entries that it names there. */
  | { readonly kind: 'triggers' }
  | { readonly kind: 'open'; readonly url: string };

export interface EntryLens {
  /** The entry's start, empty: a lens stands above one line. */
  readonly range: Range;
  readonly title: string;
  readonly action: LensAction;
  /** The entry's `id`, as written in the config. */
  readonly id: string;
}

/**
 * From top to bottom; none for entries without an id, and none that could show nothing.
 * @param now milliseconds since the epoch
 * @param within lines to which the answer is bounded; all of them if left out
 */
export function entryLenses(
  document: ConfigDocument,
  now: number,
  within?: readonly Range[],
): readonly EntryLens[] {
  const lenses: EntryLens[] = [];
  const titles = new Map<string, string | undefined>();
  const nextTitle = (schedule: string) => {
    if (!titles.has(schedule)) titles.set(schedule, nextRun(schedule, now));
    return titles.get(schedule);
  };
  for (const { part, line } of partsInRanges(document, within)) {
    const facts = part.entries.map((entry) => factsOf(document, entry, nextTitle));
    for (const lens of lensesOf(part).at(line, facts)) {
      if (isLineIn(lens.range.start.line, within)) lenses.push(lens);
    }
  }
  return lenses;
}

/** What the lenses of an entry say that is not in its part. */
interface LensFacts {
  readonly next: string | undefined;
  readonly triggeredBy: number;
  readonly triggers: number;
}

function factsOf(
  document: ConfigDocument,
  entry: EntryAnalysis,
  nextTitle: (schedule: string) => string | undefined,
): LensFacts {
  return {
    next: entry.disabled ? undefined : nextTitle(entry.schedule || DEFAULT_SCHEDULE[entry.kind]),
    triggeredBy: document.referrerCount(entry.id),
    triggers: targetCount(document, entry),
  };
}

/** The lenses of a part, kept until they say something else or stand somewhere else. */
class PartLenses {
  readonly #part: ConfigPart;
  readonly #places: readonly EntryPlace[];
  #line = -1;
  #facts: readonly LensFacts[] = [];
  #lenses: readonly EntryLens[] = [];

  constructor(part: ConfigPart) {
    this.#part = part;
    this.#places = part.entries.map((entry) => placeOf(entry, part));
  }

  /** @param line of the document at which the part starts */
  at(line: number, facts: readonly LensFacts[]): readonly EntryLens[] {
    const isKept = line === this.#line && facts.every((fact, i) => isSame(fact, this.#facts[i]));
    if (isKept) return this.#lenses;
    this.#line = line;
    this.#facts = facts;
    this.#lenses = this.#part.entries.flatMap(({ id }, i) => {
      const [place, fact] = [this.#places[i], facts[i]];
      return id === '' || !place || !fact ? [] : lensesAt(id, place, fact, line);
    });
    return this.#lenses;
  }
}

const lensesOf = perPart((part) => new PartLenses(part));

/** As if the part were the first. */
interface EntryPlace {
  /** Empty. */
  readonly start: Range;
  /** Begins within the quotes. */
  readonly schedule: Range;
  readonly url: string | undefined;
}

function placeOf({ id, span, scheduleSpan }: EntryAnalysis, part: ConfigPart): EntryPlace {
  return {
    start: part.range({ start: span.start, end: span.start }, 0),
    schedule: part.range({ start: scheduleSpan.start + 1, end: scheduleSpan.end }, 0),
    url: jobUrl(part.project, id),
  };
}

function isSame(a: LensFacts, b: LensFacts | undefined): boolean {
  return a.next === b?.next && a.triggeredBy === b?.triggeredBy && a.triggers === b?.triggers;
}

function lensesAt(
  id: string,
  { start, schedule, url }: EntryPlace,
  { next, triggeredBy, triggers }: LensFacts,
  line: number,
): readonly EntryLens[] {
  const range = movedRange(start, line);
  const lenses: EntryLens[] = [];
  const add = (title: string, action: LensAction) => lenses.push({ range, title, action, id });
  if (next !== undefined) {
    add(next, { kind: 'hover', position: movedRange(schedule, line).start });
  }
  if (triggeredBy > 0) add(`triggered by ${triggeredBy}`, { kind: 'triggered-by' });
  if (triggers > 0) add(`triggers ${triggers}`, { kind: 'triggers' });
  if (url !== undefined) add('View in LUCI', { kind: 'open', url });
  return lenses;
}

function nextRun(schedule: string, now: number): string | undefined {
  const parsed = parseSchedule(schedule);
  const [next] = parsed.ok ? upcomingTimes(parsed.schedule, now, 1) : [];
  return next === undefined ? undefined : `next ${utcTime(next)}`;
}

/** Of the ids that it names, those that there are. */
function targetCount(document: ConfigDocument, { targets }: EntryAnalysis): number {
  if (targets.length === 0) return 0;
  return new Set(targets.flatMap(({ id }) => (document.has(id) ? [id] : []))).size;
}

/** The page of a job, if the project is known. */
function jobUrl(project: string, id: string): string | undefined {
  if (project === DEFAULT_PROJECT_ID || !id.isWellFormed()) return undefined;
  return `https://luci-scheduler.appspot.com/jobs/${[project, id].map(encodeURIComponent).join('/')}`;
}

export const LENS_METHODS = {
  /** `LensRequest` → ranges: the ids of the entries that the entry of this id triggers. */
  triggers: 'luciScheduler/triggeredPlaces',
  /** `LensRequest` → ranges: the ids of the entries that name the id in `triggers`. */
  triggeredBy: 'luciScheduler/triggeringPlaces',
} as const;

export interface LensRequest {
  readonly textDocument: { readonly uri: string };
  /** The entry's. */
  readonly id: string;
}

/** Where the ids stand of the entries that those of this id trigger, from top to bottom. */
export function triggeredPlaces(document: ConfigDocument, id: string): readonly Range[] {
  const holders = document.holdersOf([id]);
  const ids = new Set(holders.flatMap(({ entry }) => entry.targets.map((target) => target.id)));
  ids.delete('');
  return document.holdersOf(ids).map(({ entry, part, line }) => part.range(entry.idSpan, line));
}

/**
 * Where the ids stand of the entries that name the id in `triggers`, from top to bottom: who they are, for the places where
 * they do so all look the same in a list. As many as the lens has counted; for one without an id, where it begins.
 */
export function triggeringPlaces(document: ConfigDocument, id: string): readonly Range[] {
  return document.referrersTo([id]).map(({ entry, part, line }) => part.range(entry.idSpan, line));
}
