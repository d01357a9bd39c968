// A luci-scheduler.cfg as it is being edited, with everything the service would say about it.
//
// The text is kept as parts (entry-boundaries.ts). An edit parses, binds and checks only the parts it
// touches; their ranges are relative to their first line, so that what stands below moves for free.

import { quotedValue } from '../golang/quoted-value.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import { lineStarts, offsetAt } from '../text/lines.ts';
import type { Position, Range } from '../text/range.ts';
import { comparePositions } from '../text/range.ts';
import { Source } from '../text/source.ts';
import { ConfigPart, type PlaceOfPart } from './config-part.ts';
import { CrossEntryIndex } from './cross-entry-index.ts';
import {
  type AnalysisOptions,
  type EntryAnalysis,
  type EntryKind,
  entryPath,
} from './entry-analysis.ts';
import { endsLine, entryBoundaries, startsEntry } from './entry-boundaries.ts';
import type { Finding } from './finding.ts';
import { definePart } from './job-definitions.ts';
import { documentLints } from './lint/document-lints.ts';
import { LintIndex } from './lint/lint-index.ts';
import { FINDINGS, PartList, TEXT_ERRORS } from './part-list.ts';

/** What an outline, a code lens or a quick pick shows of an entry. */
export interface ConfigEntry {
  readonly kind: EntryKind;
  /** '' if it has none. */
  readonly id: string;
  /** The id's value; the keyword if there is no id. */
  readonly idRange: Range;
  /** From the keyword to the closer. */
  readonly range: Range;
  /** Name of the task field if there is exactly one: `noop`, `url_fetch`, … */
  readonly taskField: string | undefined;
  /** As written; '' means the default. */
  readonly schedule: string;
  readonly disabled: boolean;
  /** The service would accept this entry. */
  readonly valid: boolean;
}

/** Each look at what an unknown id may mean goes through all ids; nobody reads more of these than this. */
const MAX_HINTS = 20;

/** Where a part stands in the document. */
interface Place extends PlaceOfPart {
  readonly part: ConfigPart;
}

export class ProjectConfigDocument {
  readonly #options: AnalysisOptions;
  readonly #parts = new PartList();
  readonly #index = new CrossEntryIndex();
  readonly #lintIndex = new LintIndex();
  #findings: readonly Finding[] | undefined;

  private constructor(text: string, options: AnalysisOptions) {
    this.#options = options;
    this.#substitute(0, 0, this.#analyse(text, false));
  }

  /**
   * @param options.project the LUCI project's id, part of realm and job ids
   * @param options.registry the kinds of task whose Managers check their definitions
   */
  static open(text: string, options: AnalysisOptions): ProjectConfigDocument {
    return new ProjectConfigDocument(text, options);
  }

  get text(): string {
    return this.#parts
      .all()
      .map((part) => part.source.text)
      .join('');
  }

  /** Replaces a range. Positions beyond the end of a line or of the text mean that end. */
  edit(range: Range, newText: string): void {
    this.#findings = undefined;
    const from = this.#locate(range.start);
    const to = this.#locate(range.end);
    const backwards = to.index < from.index || (to.index === from.index && to.offset < from.offset);
    this.#replace(from, backwards ? from : to, newText);
  }

  /**
   * Everything there is to say. Without text errors: in the order of the service, jobs before triggers, and
   * then the lints from top to bottom. With text errors: the one the service stops at first, then the rest
   * from top to bottom, marked as extra.
   */
  findings(): readonly Finding[] {
    this.#findings ??= this.#collect();
    return this.#findings;
  }

  /** The entries from top to bottom. */
  entries(): readonly ConfigEntry[] {
    const entries: ConfigEntry[] = [];
    const broken = this.#duplicateHolders();
    let line = 0;
    for (const part of this.#parts.all()) {
      for (const entry of part.entries) {
        entries.push({
          kind: entry.kind,
          id: entry.id,
          idRange: part.range(entry.idSpan, line),
          range: part.range(entry.span, line),
          taskField: entry.taskField,
          schedule: entry.schedule,
          disabled: entry.disabled,
          valid: !broken.has(entry) && this.#isValid(entry),
        });
      }
      line += part.lines;
    }
    return entries;
  }

  /**
   * What the engine may run: the entries that are not disabled and have nothing wrong with them but, perhaps,
   * references to unknown jobs, which are dropped (validation.md 3.10).
   */
  definitions(revision = ''): readonly JobDefinition[] {
    const broken = this.#duplicateHolders();
    const known = new Set(this.#index.ids());
    return this.#parts.all().flatMap((part) => {
      const usable = part.entries.map((e) => !e.disabled && !broken.has(e) && isSound(e));
      return definePart(part, usable, known, this.#options, revision);
    });
  }

  #isValid(entry: EntryAnalysis): boolean {
    if (!isSound(entry)) return false;
    return (
      this.#index.unknown.size === 0 || !entry.targets.some((t) => this.#index.unknown.has(t.id))
    );
  }

  /** Entries whose id an earlier one has, jobs being earlier than triggers (J1). */
  #duplicateHolders(): ReadonlySet<EntryAnalysis> {
    const later = new Set<EntryAnalysis>();
    if (this.#index.duplicates.size === 0) return later;
    const seen = new Set<string>();
    for (const kind of ['job', 'trigger'] as const) {
      for (const part of this.#parts.all()) {
        for (const entry of part.entries) {
          if (entry.kind !== kind || !this.#index.duplicates.has(entry.id)) continue;
          if (seen.has(entry.id)) later.add(entry);
          seen.add(entry.id);
        }
      }
    }
    return later;
  }

  #collect(): readonly Finding[] {
    const text: Finding[] = [];
    const byKind = { job: [] as Finding[], trigger: [] as Finding[] };
    const duplicates = this.#duplicateHolders();
    const hinted = new Set<string>();
    const referrers = this.#index.referrersTo(this.#index.unknown);
    const crossed = this.#parts.partsOf([...duplicates, ...referrers]);
    const afterTextError = this.#parts.has(TEXT_ERRORS);
    this.#parts.visit(FINDINGS, crossed, (part, line) => {
      const place = { part, line, afterTextError };
      const own = part.ownFindings(place);
      append(text, own.text);
      if (crossed.has(part)) {
        for (const entry of part.entries) {
          this.#entryFindings(place, entry, duplicates, hinted, byKind[entry.kind]);
        }
      } else {
        append(byKind.job, own.job);
        append(byKind.trigger, own.trigger);
      }
    });
    const { lints: options } = this.#options;
    const lints = options
      ? documentLints(this.#parts, this.#index, this.#lintIndex, options, afterTextError)
      : [];
    const rules = [...byKind.job, ...byKind.trigger, ...lints];
    const [first, ...others] = text;
    if (!first) return rules;
    const { afterTextError: _, ...verdict } = first;
    const extra = [...others, ...rules].sort((a, b) =>
      comparePositions(a.range.start, b.range.start),
    );
    return [verdict, ...extra];
  }

  #entryFindings(
    place: Place,
    entry: EntryAnalysis,
    duplicates: ReadonlySet<EntryAnalysis>,
    hinted: Set<string>,
    into: Finding[],
  ): void {
    if (!entry.healthy) return;
    const { part } = place;
    if (duplicates.has(entry)) {
      const message = `Another job or trigger has the id ${quotedValue(entry.id)} already: choose another one.`;
      const local = {
        code: 'duplicate-id',
        message,
        path: entryPath(entry.kind, entry.id),
        ...entry.idSpan,
      };
      into.push(part.finding(local, place));
    }
    for (const local of entry.first) into.push(part.finding(local, place));
    this.#unknownTargets(place, entry, hinted, into);
    for (const local of entry.last) into.push(part.finding(local, place));
  }

  /** @param hinted unknown ids for which there was a look at what they may mean */
  #unknownTargets(place: Place, entry: EntryAnalysis, hinted: Set<string>, into: Finding[]): void {
    if (this.#index.unknown.size === 0 || this.#index.hasUnreadable) return;
    for (const { id, span } of entry.targets) {
      if (!this.#index.unknown.has(id)) continue;
      if (hinted.size < MAX_HINTS) hinted.add(id);
      const closest = hinted.has(id) ? this.#index.closestId(id) : undefined;
      const hint = closest ? ` Did you mean ${quotedValue(closest)}?` : ' Correct or remove it.';
      const message = `No job or trigger here has the id ${quotedValue(id)}.${hint}`;
      const local = {
        code: 'trigger-unknown-job',
        message,
        path: entryPath(entry.kind, entry.id),
        ...span,
      };
      into.push(place.part.finding(local, place));
    }
  }

  /** Puts `added` in place of `count` parts from index `first` on. */
  #substitute(first: number, count: number, added: readonly ConfigPart[]): void {
    const removed = this.#parts.replace(first, count, added);
    // In this order, an id that stays is not gone for a moment.
    for (const part of added) {
      for (const entry of part.entries) this.#index.add(entry);
      if (this.#options.lints) this.#lintIndex.add(part);
    }
    for (const part of removed) {
      for (const entry of part.entries) this.#index.remove(entry);
      if (this.#options.lints) this.#lintIndex.remove(part);
    }
  }

  /** @param continues more parts follow after `text` */
  #analyse(text: string, continues: boolean): ConfigPart[] {
    const starts = entryBoundaries(text);
    return starts.map((start, i) => {
      const end = starts[i + 1];
      const source = new Source(text.slice(start, end), continues || end !== undefined);
      return new ConfigPart(source, this.#options);
    });
  }

  #locate(position: Position): { index: number; offset: number } {
    const { index, start } = this.#parts.find(position.line);
    const { text } = this.#parts.at(index).source;
    const within = { line: position.line - start, character: position.character };
    return { index, offset: offsetAt(text, lineStarts(text), within) };
  }

  #replace(
    from: { index: number; offset: number },
    to: { index: number; offset: number },
    newText: string,
  ): void {
    let first = from.index;
    let last = to.index;
    const head = this.#parts.at(first).source.text.slice(0, from.offset);
    let text = head + newText + this.#parts.at(last).source.text.slice(to.offset);
    // The edit may have taken away what set these parts apart from their neighbours.
    if (first > 0 && !startsEntry(text, 0)) text = this.#parts.at(--first).source.text + text;
    while (last < this.#parts.length - 1 && !endsLine(text))
      text += this.#parts.at(++last).source.text;
    const continues = last < this.#parts.length - 1;
    this.#substitute(first, last + 1 - first, this.#analyse(text, continues));
  }
}

/** Nothing is wrong with the entry by itself. */
function isSound({ healthy, first, last }: EntryAnalysis): boolean {
  return healthy && first.length + last.length === 0;
}

/** Unlike `push(...more)`, for any number of them. */
function append(findings: Finding[], more: readonly Finding[]): void {
  for (const finding of more) findings.push(finding);
}
