// The analysis of a config, which follows edits of it.
//
// The text is kept as parts (entry-boundaries.ts). An edit parses, binds and checks only the parts it
// touches; their ranges are relative to their first line, so that what stands below moves for free.

import type { JobDefinition } from '../../task/job-definition.ts';
import { lineStarts, offsetAt } from '../../text/lines.ts';
import { ordered, type Position, type Range } from '../../text/range.ts';
import {
  blockCommentsIn,
  MAX_BLOCK_COMMENT,
  mayEndBlockComment,
} from '../../textproto/mending/block-comments.ts';
import { type DefinitionOrigin, defineEntry } from '../definitions.ts';
import type { Finding } from '../finding.ts';
import { LintIndex } from '../lints/document/lint-index.ts';
import { entriesOf } from '../message/entries.ts';
import { readPart } from '../message/read-part.ts';
import { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import { duplicateHolders, hasUnknownTargets } from '../rules/cross-entry-rules.ts';
import { type CollectedFindings, collectFindings } from './collect-findings.ts';
import { type ConfigEntry, configEntry } from './config-entry.ts';
import { ConfigPart, type PartOptions } from './config-part.ts';
import { type EntryAnalysis, isValidByItself } from './entry-analysis.ts';
import { endsLine, entryBoundaries, startsEntry } from './entry-boundaries.ts';
import { EqualParts } from './equal-parts.ts';
import { LintCollector } from './lint-collector.ts';
import { PartList } from './part-list.ts';
import type { PlacedEntry, PlacedPart, PlacedStretch } from './placed-part.ts';
import { streamFindings } from './stream-findings.ts';

/** A place in the text of a part. */
interface PlaceInPart {
  readonly index: number;
  readonly offset: number;
}

/**
 * For the questions see ProjectConfigDocument. Of no use any more once a method has thrown: what it knows may be half of
 * what it was and half of what it was to be.
 */
export class AnalysedConfig {
  readonly #options: PartOptions;
  readonly #parts = new PartList();
  readonly #index = new CrossEntryIndex<EntryAnalysis>();
  readonly #lintIndex = new LintIndex<EntryAnalysis>();
  /** How many parts have a block comment that does not end in them. */
  #openComments = 0;
  readonly #lints: LintCollector | undefined;
  /** What `findings` answered last, until the next edit. */
  #findings: { readonly limit: number; readonly collected: CollectedFindings } | undefined;

  constructor(text: string, options: PartOptions) {
    this.#options = options;
    const { lints } = options;
    this.#lints = lints && new LintCollector(this.#parts, this.#index, this.#lintIndex, lints);
    this.#substitute(0, 0, this.#analyse(text, false));
  }

  /** A function that returns the text as it is now, after whatever edits. Costs nothing until it is called. */
  snapshot(): () => string {
    const parts = this.#parts.snapshot();
    return () =>
      parts()
        .map(({ text }) => text)
        .join('');
  }

  wholeParts(range: Range): { readonly text: string; readonly line: number } {
    const { start, end } = ordered(range);
    const first = this.#parts.find(start.line);
    const last = this.#parts.find(end.line);
    let text = '';
    for (let i = first.index; i <= last.index; i++) text += this.#parts.at(i).text;
    return { text, line: first.start };
  }

  /** Replaces a range. Positions beyond the end of a line or of the text mean that end. */
  edit(range: Range, newText: string): void {
    this.#findings = undefined;
    const { start, end } = ordered(range);
    this.#replace(this.#locate(start), this.#locate(end), newText);
  }

  findings(limit: number): CollectedFindings {
    if (this.#findings?.limit !== limit) {
      this.#findings = { limit, collected: this.#collect(limit) };
    }
    return this.#findings.collected;
  }

  /** All of them. */
  eachFinding(): Iterable<Finding> {
    return streamFindings(this.#parts, this.#index, this.#lints?.walk());
  }

  #collect(limit: number): CollectedFindings {
    return collectFindings(this.#parts, this.#index, limit, (into) => this.#lints?.collect(into));
  }

  entries(): readonly ConfigEntry[] {
    return this.#configEntries(this.parts());
  }

  entriesAround(position: Position): readonly ConfigEntry[] {
    return this.#configEntries([this.partAt(position)]);
  }

  #configEntries(parts: readonly PlacedPart[]): readonly ConfigEntry[] {
    const duplicates = this.#duplicateHolders();
    const entries: ConfigEntry[] = [];
    for (const { part, line } of parts) {
      for (const entry of part.entries) {
        entries.push(configEntry(entry, part, line, this.#isValid(entry, duplicates)));
      }
    }
    return entries;
  }

  entriesWithId(id: string): readonly ConfigEntry[] {
    if (id === '') return this.entries().filter((entry) => entry.id === '');
    const holders = this.#index.holdersOf([id]);
    const duplicates = this.#duplicateHolders();
    const entries: ConfigEntry[] = [];
    for (const [part, line] of this.#parts.placesOf(this.#parts.partsOf(holders))) {
      for (const entry of part.entries) {
        if (!holders.has(entry)) continue;
        entries.push(configEntry(entry, part, line, this.#isValid(entry, duplicates)));
      }
    }
    return entries;
  }

  ids(): readonly string[] {
    return this.#index.allIds;
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  closestId(id: string): string | undefined {
    return this.#index.closestId(id);
  }

  partAt(position: Position): PlacedPart & { readonly offset: number } {
    const { index, start } = this.#parts.find(position.line);
    return { part: this.#parts.at(index), line: start, offset: this.#locate(position).offset };
  }

  parts(): readonly PlacedPart[] {
    let line = 0;
    return this.#parts.all().map((part) => {
      const placed = { part, line };
      line += part.lines;
      return placed;
    });
  }

  stretches(): readonly PlacedStretch[] {
    return this.#parts.stretches();
  }

  holdersOf(ids: Iterable<string>): readonly PlacedEntry[] {
    return this.#placed(this.#index.holdersOf(ids));
  }

  referrersTo(ids: Iterable<string>): readonly PlacedEntry[] {
    return this.#placed(this.#index.referrersTo(ids));
  }

  referrerCount(id: string): number {
    return this.#index.referrerCount(id);
  }

  #placed(wanted: ReadonlySet<EntryAnalysis>): readonly PlacedEntry[] {
    const places = this.#parts.placesOf(this.#parts.partsOf(wanted));
    return places.flatMap(([part, line]) =>
      part.entries.flatMap((entry) => (wanted.has(entry) ? [{ entry, part, line }] : [])),
    );
  }

  definitions(origin: DefinitionOrigin): readonly JobDefinition[] {
    const duplicates = this.#duplicateHolders();
    return this.#parts.all().flatMap((part) => this.#definitionsIn(part, duplicates, origin));
  }

  definition(id: string, origin: DefinitionOrigin): JobDefinition | undefined {
    const duplicates = this.#duplicateHolders();
    for (const entry of this.#index.holdersOf([id])) {
      if (duplicates.has(entry)) continue;
      const [part] = this.#parts.partsOf([entry]);
      if (part) return this.#definitionsIn(part, duplicates, origin, entry)[0];
    }
    return undefined;
  }

  /** @param only if given, no other entry of the part is defined */
  #definitionsIn(
    part: ConfigPart,
    duplicates: ReadonlyMap<EntryAnalysis, EntryAnalysis>,
    origin: DefinitionOrigin,
    only?: EntryAnalysis,
  ): readonly JobDefinition[] {
    const isWanted = (entry: EntryAnalysis) =>
      (!only || entry === only) &&
      !entry.disabled &&
      isValidByItself(entry) &&
      !duplicates.has(entry);
    if (!part.entries.some(isWanted)) return [];
    const { project, registry } = this.#options;
    const isKnown = (id: string) => this.#index.has(id);
    const bound = entriesOf(readPart(part, registry.projectConfig));
    return bound.flatMap((entry, i) => {
      const analysis = part.entries[i];
      if (!analysis || !isWanted(analysis)) return [];
      return defineEntry(entry, { project, registry, isKnown, origin }) ?? [];
    });
  }

  #isValid(entry: EntryAnalysis, duplicates: ReadonlyMap<EntryAnalysis, EntryAnalysis>): boolean {
    return (
      isValidByItself(entry) && !duplicates.has(entry) && !hasUnknownTargets(entry, this.#index)
    );
  }

  #duplicateHolders(): ReadonlyMap<EntryAnalysis, EntryAnalysis> {
    return duplicateHolders(this.#index, () => this.#parts.entries());
  }

  /** Puts `added` in place of `count` parts from index `first` on. */
  #substitute(first: number, count: number, added: readonly ConfigPart[]): void {
    const removed = this.#parts.replace(first, count, added);
    // In this order, an id that stays is not gone for a moment.
    for (const part of added) {
      if (part.openComment >= 0) this.#openComments++;
      for (const entry of part.entries) this.#index.add(entry);
      if (this.#options.lints) this.#lintIndex.add(part);
    }
    for (const part of removed) {
      if (part.openComment >= 0) this.#openComments--;
      for (const entry of part.entries) this.#index.remove(entry);
      if (this.#options.lints) this.#lintIndex.remove(part);
    }
  }

  /** @param continues more parts follow after `text` */
  #analyse(text: string, continues: boolean): ConfigPart[] {
    const starts = entryBoundaries(text);
    const equals = new EqualParts();
    return starts.map((start, i) => {
      const end = starts[i + 1];
      const partContinues = continues || end !== undefined;
      return new ConfigPart(text.slice(start, end), partContinues, this.#options, equals);
    });
  }

  #locate(position: Position): PlaceInPart {
    const { index, start } = this.#parts.find(position.line);
    const { text } = this.#parts.at(index);
    const within = { line: position.line - start, character: position.character };
    return { index, offset: offsetAt(text, lineStarts(text), within) };
  }

  #replace(from: PlaceInPart, to: PlaceInPart, newText: string): void {
    let first = from.index;
    let last = to.index;
    const textOf = (index: number) => this.#parts.at(index).text;
    let text = textOf(first).slice(0, from.offset) + newText + textOf(last).slice(to.offset);
    // The edit may have taken away what set these parts apart from their neighbours.
    if (first > 0 && !startsEntry(text, 0)) text = textOf(--first) + text;
    for (const begin = this.#commentBefore(first); first > begin; ) text = textOf(--first) + text;
    for (let end = last; ; ) {
      while (last < end) text += textOf(++last);
      while (last < this.#parts.length - 1 && !endsLine(text)) text += textOf(++last);
      end = this.#commentEndAfter(text, last);
      if (end <= last) break;
    }
    const continues = last < this.#parts.length - 1;
    this.#substitute(first, last + 1 - first, this.#analyse(text, continues));
  }

  /** The index of the first part before `index` with a block comment that may end at or after that; or `index`. */
  #commentBefore(index: number): number {
    let first = index;
    if (this.#openComments === 0) return first;
    for (let i = index - 1, reach = MAX_BLOCK_COMMENT; i >= 0 && reach > 0; i--) {
      const { text, openComment } = this.#parts.at(i);
      if (openComment >= 0 && text.length - openComment < reach) first = i;
      reach -= text.length;
    }
    return first;
  }

  /** The index of the first part after `index` in which a block comment may end that is open in `text`; or `index`. */
  #commentEndAfter(text: string, index: number): number {
    const { open } = blockCommentsIn(text);
    if (open < 0) return index;
    let reach = MAX_BLOCK_COMMENT - (text.length - open);
    for (let i = index + 1; i < this.#parts.length && reach > 0; i++) {
      const next = this.#parts.at(i).text;
      if (mayEndBlockComment(next.slice(0, reach))) return i;
      reach -= next.length;
    }
    return index;
  }
}
