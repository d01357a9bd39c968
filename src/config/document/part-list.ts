// The parts of a document from top to bottom, and the few of them that have something to say.

import { mayHaveCrossLints } from '../lints/document/cross-entry-lints.ts';
import { NO_LINT_COMMENTS } from '../lints/document/lint-comments.ts';
import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';

/** What a part may have that makes a walk over the parts stop at it; a set of bits. */
export type Marks = number;

const NOTHING: Marks = 0;
export const TEXT_ERRORS: Marks = 1;
/** Findings whatever the other parts say. */
export const FINDINGS: Marks = 2;
/** Lints of this part alone. */
export const OWN_LINTS: Marks = 4;
/** Comments about lints, or nothing at all that such a comment above it could be about. */
export const LINT_COMMENTS: Marks = 8;
/** An entry that lints may have something to say about because of others. */
export const CROSS_LINTS: Marks = 16;
/** Text errors that may hide an entry, or its id. */
export const HIDDEN_ENTRIES: Marks = 32;

export class PartList {
  #parts: ConfigPart[] = [];
  // Side by side with the parts: after each edit a walk goes over all of them, and thousands of small numbers in
  // a row are read in no time, while thousands of objects are not.
  #lines: number[] = [];
  #marks: Marks[] = [];
  readonly #partOf = new Map<EntryAnalysis, ConfigPart>();

  get length(): number {
    return this.#parts.length;
  }

  all(): readonly ConfigPart[] {
    return this.#parts;
  }

  at(index: number): ConfigPart {
    const part = this.#parts[index];
    if (!part) throw new RangeError(`no part ${index}`);
    return part;
  }

  /** Puts `added` in place of `count` parts from index `first` on, which are returned. */
  replace(first: number, count: number, added: readonly ConfigPart[]): readonly ConfigPart[] {
    const removed = this.#parts.slice(first, first + count);
    const spliced = <T>(list: readonly T[], items: readonly T[]): T[] =>
      list.slice(0, first).concat(items, list.slice(first + count));
    this.#parts = spliced(this.#parts, added);
    this.#lines = spliced(
      this.#lines,
      added.map((part) => part.lines),
    );
    this.#marks = spliced(this.#marks, added.map(marksOf));
    for (const part of removed) for (const entry of part.entries) this.#partOf.delete(entry);
    for (const part of added) for (const entry of part.entries) this.#partOf.set(entry, part);
    return removed;
  }

  /** The part that `line` of the document is in, the last one for what is beyond; and the line it starts at. */
  find(line: number): { readonly index: number; readonly start: number } {
    let start = 0;
    const last = this.#lines.length - 1;
    for (let index = 0; index < last; index++) {
      const end = start + (this.#lines[index] ?? 0);
      if (line < end) return { index, start };
      start = end;
    }
    return { index: Math.max(0, last), start };
  }

  has(marks: Marks): boolean {
    return this.#marks.some((own) => (own & marks) !== 0);
  }

  /** The first entry from the top that `accept` takes. */
  findEntry(accept: (entry: EntryAnalysis) => boolean): EntryAnalysis | undefined {
    for (const { entries } of this.#parts) {
      const entry = entries.find(accept);
      if (entry) return entry;
    }
    return undefined;
  }

  /** The entries of all parts from top to bottom. */
  *entries(): Generator<EntryAnalysis> {
    for (const { entries } of this.#parts) yield* entries;
  }

  /** These parts from top to bottom, each with the line that it starts at. */
  placesOf(parts: ReadonlySet<ConfigPart>): readonly (readonly [part: ConfigPart, line: number])[] {
    const places: [ConfigPart, number][] = [];
    if (parts.size > 0) this.visit(NOTHING, parts, (part, line) => places.push([part, line]));
    return places;
  }

  /** The part that an entry is in. */
  partOf(entry: EntryAnalysis): ConfigPart | undefined {
    return this.#partOf.get(entry);
  }

  /** The parts that these entries are in. */
  partsOf(entries: Iterable<EntryAnalysis>): ReadonlySet<ConfigPart> {
    const parts = new Set<ConfigPart>();
    for (const entry of entries) {
      const part = this.#partOf.get(entry);
      if (part) parts.add(part);
    }
    return parts;
  }

  /**
   * Calls `call` for each part that has one of `marks` or is in `also`, from top to bottom.
   * @param call `line` is where the part starts in the document
   */
  visit(
    marks: Marks,
    also: ReadonlySet<ConfigPart>,
    call: (part: ConfigPart, line: number, index: number) => void,
  ): void {
    let line = 0;
    for (let index = 0; index < this.#marks.length; index++) {
      if (((this.#marks[index] ?? 0) & marks) !== 0 || this.#isIn(also, index)) {
        call(this.at(index), line, index);
      }
      line += this.#lines[index] ?? 0;
    }
  }

  #isIn(parts: ReadonlySet<ConfigPart>, index: number): boolean {
    return parts.size > 0 && parts.has(this.at(index));
  }
}

function marksOf(part: ConfigPart): Marks {
  return (
    (part.textErrors.length > 0 ? TEXT_ERRORS : 0) |
    (part.hidesEntries ? HIDDEN_ENTRIES : 0) |
    (part.hasFindings ? FINDINGS : 0) |
    (part.hasLints ? OWN_LINTS : 0) |
    (part.lintComments !== NO_LINT_COMMENTS || part.entries.length === 0 ? LINT_COMMENTS : 0) |
    (part.entries.some(mayHaveCrossLints) ? CROSS_LINTS : 0)
  );
}
