// A luci-scheduler.cfg as it is being edited, with everything the service would say about it.

import type { JobDefinition } from '../../task/job-definition.ts';
import type { ManagerRegistry } from '../../task/manager-registry.ts';
import { lineStarts, offsetAt } from '../../text/lines.ts';
import { ordered, type Position, type Range } from '../../text/range.ts';
import type { DefinitionOrigin } from '../definitions.ts';
import type { Finding } from '../finding.ts';
import type { FindingCounts } from '../finding-counts.ts';
import { AnalysedConfig } from './analysed-config.ts';
import type { CollectedFindings } from './collect-findings.ts';
import type { ConfigEntry } from './config-entry.ts';
import type { PartOptions } from './config-part.ts';
import type { PlacedEntry, PlacedPart, PlacedStretch } from './placed-part.ts';

export interface DocumentOptions extends PartOptions {
  /** Told of a mistake of ours in following an edit, which did no harm: the text was analysed afresh. */
  readonly onRecovery?: (error: unknown) => void;
}

const NO_ORIGIN: DefinitionOrigin = { revision: '', revisionUrl: '' };

/**
 * The text comes first: no mistake of ours in the analysis of it loses an edit or leaves anything behind. After one, the
 * whole text is analysed afresh for the next question. A question throws if that fails, too, and may be asked again.
 */
export class ProjectConfigDocument {
  readonly #options: DocumentOptions;
  /** The text, as long as there is no analysis of it. */
  #text: string;
  #analysed: AnalysedConfig | undefined;

  private constructor(text: string, options: DocumentOptions) {
    this.#options = options;
    this.#text = text;
    try {
      this.#keep(new AnalysedConfig(text, options));
    } catch {
      // The first question tries again, and says so if it fails again.
    }
  }

  /** Never throws. */
  static open(text: string, options: DocumentOptions): ProjectConfigDocument {
    return new ProjectConfigDocument(text, options);
  }

  /** Another document with the same options. Never throws. */
  withText(text: string): ProjectConfigDocument {
    return new ProjectConfigDocument(text, this.#options);
  }

  get text(): string {
    return this.#analysed ? this.#analysed.snapshot()() : this.#text;
  }

  /**
   * The text of the parts that a range touches, and the line at which the first of them starts: whole top-level fields,
   * if nothing is wrong with the text. Takes time for these parts alone.
   */
  wholeParts(range: Range): { readonly text: string; readonly line: number } {
    return this.#ask((config) => config.wholeParts(range));
  }

  /** Replaces a range. Positions beyond the end of a line or of the text mean that end. Never throws. */
  edit(range: Range, newText: string): void {
    if (!this.#analysed) {
      this.#text = edited(this.#text, range, newText);
      return;
    }
    const textBefore = this.#analysed.snapshot();
    try {
      this.#analysed.edit(range, newText);
    } catch (error) {
      this.#dropAnalysis(edited(textBefore(), range, newText), error);
    }
  }

  /** Everything there is to say, in the order of `collectFindings`. */
  findings(): readonly Finding[] {
    return made(this.#ask((config) => config.findings(Infinity)));
  }

  /**
   * The same one by one, none of which is kept: there may be several times as much to say as there is text. To be read to
   * its end before the next edit. A mistake of ours while it is read is thrown.
   */
  eachFinding(): Iterable<Finding> {
    return this.#ask((config) => config.eachFinding());
  }

  /**
   * The same if it is not more than `limit`. Otherwise as many as that, the worst first, and in the same order where they
   * are equally bad; and how many more there are. However many that is, it takes little time after an edit.
   */
  worstFindings(limit: number): {
    readonly shown: readonly Finding[];
    readonly more: FindingCounts;
  } {
    const collected = this.#ask((config) => config.findings(limit));
    return { shown: made(collected), more: collected.more };
  }

  /** The entries from top to bottom. */
  entries(): readonly ConfigEntry[] {
    return this.#ask((config) => config.entries());
  }

  /** The entries of the part that a position is in, from top to bottom. Costs little however many others there are. */
  entriesAround(position: Position): readonly ConfigEntry[] {
    return this.#ask((config) => config.entriesAround(position));
  }

  /** The entries of this id, from top to bottom. Costs little however many others there are. */
  entriesWithId(id: string): readonly ConfigEntry[] {
    return this.#ask((config) => config.entriesWithId(id));
  }

  /** The id of an entry that is most like `id`; undefined if none is like it. Looks at all ids. */
  closestId(id: string): string | undefined {
    return this.#ask((config) => config.closestId(id));
  }

  get options(): PartOptions {
    return this.#options;
  }

  /** Every id that an entry has; the same list as long as none comes or goes. */
  ids(): readonly string[] {
    return this.#ask((config) => config.ids());
  }

  /** True if some entry has the id. */
  has(id: string): boolean {
    return this.#ask((config) => config.has(id));
  }

  /**
   * The part that a position is in, and the offset of the position in its text. A part never changes, so what is found
   * out about it may be kept for as long as it is there. Costs little however many there are.
   */
  partAt(position: Position): PlacedPart & { readonly offset: number } {
    return this.#ask((config) => config.partAt(position));
  }

  /** All parts from top to bottom. */
  parts(): readonly PlacedPart[] {
    return this.#ask((config) => config.parts());
  }

  /**
   * The same in stretches of some dozens, of which an edit replaces one or two: what is kept for a whole document is kept
   * by them.
   */
  stretches(): readonly PlacedStretch[] {
    return this.#ask((config) => config.stretches());
  }

  /** The entries that have one of `ids`, from top to bottom. */
  holdersOf(ids: Iterable<string>): readonly PlacedEntry[] {
    return this.#ask((config) => config.holdersOf(ids));
  }

  /** The entries that name one of `ids` in `triggers`, from top to bottom. */
  referrersTo(ids: Iterable<string>): readonly PlacedEntry[] {
    return this.#ask((config) => config.referrersTo(ids));
  }

  /** How many entries name the id in `triggers`. */
  referrerCount(id: string): number {
    return this.#ask((config) => config.referrerCount(id));
  }

  /** The LUCI project's id, as the settings have it. */
  get project(): string {
    return this.#options.project;
  }

  /** The kinds of task, and the schema with their messages. */
  get registry(): ManagerRegistry {
    return this.#options.registry;
  }

  /**
   * What the engine may run of all entries: those that are not disabled and have nothing wrong with them but,
   * perhaps, references to unknown jobs, which are dropped (validation.md 3.10).
   */
  definitions(origin: DefinitionOrigin = NO_ORIGIN): readonly JobDefinition[] {
    return this.#ask((config) => config.definitions(origin));
  }

  /** The one of `definitions` whose entry has this id. Binds no part but that entry's. */
  definition(id: string, origin: DefinitionOrigin = NO_ORIGIN): JobDefinition | undefined {
    return this.#ask((config) => config.definition(id, origin));
  }

  #ask<Answer>(question: (config: AnalysedConfig) => Answer): Answer {
    if (this.#analysed) {
      try {
        return question(this.#analysed);
      } catch (error) {
        this.#dropAnalysis(this.text, error);
      }
    }
    const fresh = new AnalysedConfig(this.#text, this.#options);
    const answer = question(fresh);
    this.#keep(fresh);
    return answer;
  }

  #keep(analysed: AnalysedConfig): void {
    this.#analysed = analysed;
    this.#text = '';
  }

  #dropAnalysis(text: string, error: unknown): void {
    this.#analysed = undefined;
    this.#text = text;
    this.#options.onRecovery?.(error);
  }
}

/** Where there is a text error, the first of all is what the service says. */
function made({ found, afterTextError }: CollectedFindings): readonly Finding[] {
  return found.map((placed, i) => placed.finding(afterTextError && i > 0));
}

function edited(text: string, range: Range, newText: string): string {
  const starts = lineStarts(text);
  const { start, end } = ordered(range);
  return (
    text.slice(0, offsetAt(text, starts, start)) + newText + text.slice(offsetAt(text, starts, end))
  );
}
