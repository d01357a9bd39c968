// A stretch: parts that follow each other in a document, with what a walk must know to pass all of them by.

import { severityOf } from '../finding.ts';
import { type FindingCounts, noFindings } from '../finding-counts.ts';
import type { EntryKind } from '../message/entries.ts';
import type { ConfigPart } from './config-part.ts';
import type { Counted, LintCounts } from './lint-counts.ts';
import type { OwnFindings, RuleFindings } from './own-findings.ts';
import { FINDINGS, type Marks, OWN_LINTS } from './part-marks.ts';
import type { PlacedFinding } from './placed-finding.ts';

/** What the rules say about entries of the parts, by their kind. */
export type RuleCounts = Readonly<Record<EntryKind, FindingCounts>>;

/** Its parts never change: a document in which one does has another stretch there. A part is in the last one made of it. */
export class Stretch implements Counted {
  readonly parts: readonly ConfigPart[];
  /** How many line ends there are in its parts. */
  readonly lines: number;
  /** Those that any of its parts has. */
  readonly marks: Marks;
  lintCounts: LintCounts | undefined;
  #ruleCounts: RuleCounts | undefined;
  #own: OwnFindings | undefined;

  constructor(parts: readonly ConfigPart[]) {
    this.parts = parts;
    let lines = 0;
    let marks = 0;
    for (const part of parts) {
      part.stretch = this;
      lines += part.lines;
      marks |= part.marks;
    }
    this.lines = lines;
    this.marks = marks;
  }

  /** What the rules say whatever the other entries are. */
  get ruleCounts(): RuleCounts {
    this.#ruleCounts ??= this.#countRules();
    return this.#ruleCounts;
  }

  /**
   * Those of its parts, one after the other.
   * @param line of the document at which the first part starts
   */
  ownFindings(line: number): OwnFindings {
    if (this.#own?.line !== line) this.#own = new FindingsOfParts(this.parts, line);
    return this.#own;
  }

  #countRules(): RuleCounts {
    const counts = { job: noFindings(), trigger: noFindings() };
    for (const { marks, entries } of this.parts) {
      if ((marks & FINDINGS) === 0) continue;
      for (const { kind, beforeReferences, afterReferences } of entries) {
        for (const finding of beforeReferences) counts[kind][severityOf(finding)]++;
        for (const finding of afterReferences) counts[kind][severityOf(finding)]++;
      }
    }
    return counts;
  }
}

class FindingsOfParts implements OwnFindings {
  readonly line: number;
  readonly #parts: readonly ConfigPart[];
  #inOrder: RuleFindings | undefined;
  #fromTheTop: RuleFindings | undefined;
  #lints: readonly PlacedFinding[] | undefined;

  constructor(parts: readonly ConfigPart[], line: number) {
    this.#parts = parts;
    this.line = line;
  }

  rules(fromTheTop: boolean): RuleFindings {
    if (fromTheTop) {
      this.#fromTheTop ??= this.#placeRules(true);
      return this.#fromTheTop;
    }
    this.#inOrder ??= this.#placeRules(false);
    return this.#inOrder;
  }

  get lints(): readonly PlacedFinding[] {
    this.#lints ??= this.#place(OWN_LINTS, ({ lints }) => lints);
    return this.#lints;
  }

  #placeRules(fromTheTop: boolean): RuleFindings {
    return {
      job: this.#place(FINDINGS, (own) => own.rules(fromTheTop).job),
      trigger: this.#place(FINDINGS, (own) => own.rules(fromTheTop).trigger),
    };
  }

  #place(
    marks: Marks,
    listOf: (own: OwnFindings) => readonly PlacedFinding[],
  ): readonly PlacedFinding[] {
    const placed: PlacedFinding[] = [];
    let line = this.line;
    for (const part of this.#parts) {
      if ((part.marks & marks) !== 0) {
        for (const finding of listOf(part.ownFindings(line))) placed.push(finding);
      }
      line += part.lines;
    }
    return placed;
  }
}

/** As many parts as can be looked at one by one after each edit, while their number keeps that of the stretches small. */
const USUAL = 32;

/** @returns the parts in stretches of much the same length, none if there are no parts */
export function stretchesOf(parts: readonly ConfigPart[]): Stretch[] {
  if (parts.length === 0) return [];
  if (parts.length <= 2 * USUAL) return [new Stretch(parts)];
  const stretches: Stretch[] = [];
  for (let i = 0; i < parts.length; i += USUAL) {
    stretches.push(new Stretch(parts.slice(i, i + USUAL)));
  }
  return stretches;
}

/** True for a stretch that is better united with the next one: many small ones would make walks long. */
export function isShort(parts: readonly ConfigPart[]): boolean {
  return parts.length < USUAL / 4;
}
