// The parts of a document from top to bottom, and the few of them that have something to say.

import { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { type Marks, NOTHING } from './part-marks.ts';
import type { PlacedStretch } from './placed-part.ts';
import { isShort, type Stretch, stretchesOf } from './stretch.ts';

/** Which parts to visit. */
export interface Visit {
  /** Those that have one of these. */
  readonly marks: Marks;
  /** And these. */
  readonly also?: ReadonlySet<ConfigPart>;
  /**
   * Asked before the parts of a stretch that has none of `also`: true to pass it by, perhaps as all is done for it.
   * @param line of the document at which its first part starts
   * @param index of that part
   */
  readonly passes?: (stretch: Stretch, line: number, index: number) => boolean;
}

/**
 * The parts are held in stretches, of which an edit replaces one or two. Whatever is asked after each edit looks at the
 * stretches, and at the parts of few of them.
 */
export class PartList {
  /** Not changed but replaced, for whoever has it from `snapshot`. */
  #stretches: readonly Stretch[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The stretches from top to bottom, each with the line that it starts at. */
  stretches(): readonly PlacedStretch[] {
    let line = 0;
    return this.#stretches.map((stretch) => {
      const placed = { stretch, line };
      line += stretch.lines;
      return placed;
    });
  }

  all(): readonly ConfigPart[] {
    return this.#stretches.flatMap(({ parts }) => parts);
  }

  /** A function that returns the parts as they are now, after whatever edits. Costs nothing until it is called. */
  snapshot(): () => readonly ConfigPart[] {
    const stretches = this.#stretches;
    return () => stretches.flatMap(({ parts }) => parts);
  }

  at(index: number): ConfigPart {
    const { stretch, first } = this.#stretchAt(index);
    const part = stretch?.parts[index - first];
    if (!part) throw new RangeError(`no part ${index}`);
    return part;
  }

  /** Puts `added` in place of `count` parts from index `first` on, which are returned. */
  replace(first: number, count: number, added: readonly ConfigPart[]): readonly ConfigPart[] {
    const from = this.#stretchAt(first);
    const to = this.#stretchAt(first + Math.max(0, count - 1));
    const before = from.stretch?.parts.slice(0, first - from.first) ?? [];
    const after = to.stretch?.parts.slice(first + count - to.first) ?? [];
    const removed =
      from.at === to.at && from.stretch
        ? from.stretch.parts.slice(before.length, before.length + count)
        : this.#stretches
            .slice(from.at, to.at + 1)
            .flatMap(({ parts }) => parts)
            .slice(before.length, before.length + count);
    let parts = [...before, ...added, ...after];
    let end = to.at + 1;
    const next = this.#stretches[end];
    if (next && isShort(parts)) {
      parts = [...parts, ...next.parts];
      end++;
    }
    for (const part of removed) part.stretch = undefined;
    const stretches = stretchesOf(parts);
    this.#stretches = this.#stretches
      .slice(0, from.at)
      .concat(stretches, this.#stretches.slice(end));
    this.#length += added.length - removed.length;
    return removed;
  }

  /** The part that `line` of the document is in, the last one for what is beyond; and the line it starts at. */
  find(line: number): { readonly index: number; readonly start: number } {
    let start = 0;
    let first = 0;
    let last = 0;
    for (const { parts, lines } of this.#stretches) {
      if (line < start + lines) {
        let index = first;
        for (const part of parts) {
          if (line < start + part.lines) return { index, start };
          start += part.lines;
          index++;
        }
      }
      start += lines;
      first += parts.length;
      last = parts.at(-1)?.lines ?? 0;
    }
    return { index: Math.max(0, this.#length - 1), start: start - last };
  }

  has(marks: Marks): boolean {
    return this.#stretches.some((stretch) => (stretch.marks & marks) !== 0);
  }

  /** The first entry from the top that `accept` takes. */
  findEntry(accept: (entry: EntryAnalysis) => boolean): EntryAnalysis | undefined {
    for (const entry of this.entries()) if (accept(entry)) return entry;
    return undefined;
  }

  /** The entries of all parts from top to bottom. */
  *entries(): Generator<EntryAnalysis> {
    for (const { parts } of this.#stretches) for (const { entries } of parts) yield* entries;
  }

  /** These parts from top to bottom, each with the line that it starts at. */
  placesOf(parts: ReadonlySet<ConfigPart>): readonly (readonly [part: ConfigPart, line: number])[] {
    const places: [ConfigPart, number][] = [];
    if (parts.size > 0) {
      this.visit({ marks: NOTHING, also: parts }, (part, line) => places.push([part, line]));
    }
    return places;
  }

  /** The part that an entry is in. */
  partOf({ source }: EntryAnalysis): ConfigPart | undefined {
    return source instanceof ConfigPart && source.stretch ? source : undefined;
  }

  /** The parts that these entries are in. */
  partsOf(entries: Iterable<EntryAnalysis>): ReadonlySet<ConfigPart> {
    const parts = new Set<ConfigPart>();
    for (const entry of entries) {
      const part = this.partOf(entry);
      if (part) parts.add(part);
    }
    return parts;
  }

  /** Forgets how many lints there are of all parts. */
  forgetAllLintCounts(): void {
    for (const stretch of this.#stretches) {
      stretch.lintCounts = undefined;
      for (const part of stretch.parts) part.lintCounts = undefined;
    }
  }

  /** The same for the parts that these entries are in. */
  forgetLintCountsOf(entries: Iterable<EntryAnalysis>): void {
    for (const { source } of entries) {
      if (!(source instanceof ConfigPart)) continue;
      source.lintCounts = undefined;
      if (source.stretch) source.stretch.lintCounts = undefined;
    }
  }

  /**
   * Calls `call` for each part that is to be visited, from top to bottom.
   * @param call `line` is where the part starts in the document
   */
  visit(
    { marks, also = NO_PARTS, passes = () => false }: Visit,
    call: (part: ConfigPart, line: number, index: number) => void,
  ): void {
    const stretchesOfAlso = new Set<unknown>();
    for (const part of also) stretchesOfAlso.add(part.stretch);
    let line = 0;
    let index = 0;
    for (const stretch of this.#stretches) {
      const isAlso = stretchesOfAlso.size > 0 && stretchesOfAlso.has(stretch);
      if (isAlso || ((stretch.marks & marks) !== 0 && !passes(stretch, line, index))) {
        let partLine = line;
        let partIndex = index;
        for (const part of stretch.parts) {
          const isWanted = (part.marks & marks) !== 0 || (isAlso && also.has(part));
          if (isWanted) call(part, partLine, partIndex);
          partLine += part.lines;
          partIndex++;
        }
      }
      line += stretch.lines;
      index += stretch.parts.length;
    }
  }

  /** The parts that have one of `marks` or are in `also`, one by one, each with the line that it starts at. */
  *stops(
    marks: Marks,
    also: ReadonlySet<ConfigPart>,
  ): Generator<readonly [part: ConfigPart, line: number, index: number]> {
    let line = 0;
    let index = 0;
    for (const { parts } of this.#stretches) {
      for (const part of parts) {
        if ((part.marks & marks) !== 0 || also.has(part)) yield [part, line, index];
        line += part.lines;
        index++;
      }
    }
  }

  /** The stretch that the part of an index is in, its place among the stretches, and the index of its first part. */
  #stretchAt(index: number): { stretch: Stretch | undefined; at: number; first: number } {
    let first = 0;
    let at = 0;
    for (const stretch of this.#stretches) {
      if (index < first + stretch.parts.length) return { stretch, at, first };
      first += stretch.parts.length;
      at++;
    }
    return { stretch: undefined, at, first };
  }
}

const NO_PARTS: ReadonlySet<ConfigPart> = new Set();
