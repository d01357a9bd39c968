// What there is to say about a part alone, at its place in the document: after each edit the same, as long as it stays there.

import type { EntryKind } from '../message/entries.ts';
import type { PartAnalysis } from './entry-analysis.ts';
import { type FindingPlace, PlacedFinding } from './placed-finding.ts';

/** What the rules say about the entries of a part, by their kind. */
export type RuleFindings = Readonly<Record<EntryKind, readonly PlacedFinding[]>>;

type AnalysedPart = FindingPlace & Pick<PartAnalysis, 'entries' | 'lints'>;

export interface OwnFindings {
  /** Of the document, at which they were placed. */
  readonly line: number;
  /** @param fromTheTop in each entry from top to bottom, rather than in the order of the service */
  rules(fromTheTop: boolean): RuleFindings;
  /** From top to bottom, whatever comments about lints say. */
  readonly lints: readonly PlacedFinding[];
}

export class FindingsOfPart implements OwnFindings {
  readonly line: number;
  readonly #part: AnalysedPart;
  #inOrder: RuleFindings | undefined;
  #fromTheTop: RuleFindings | undefined;
  #lints: readonly PlacedFinding[] | undefined;

  constructor(part: AnalysedPart, line: number) {
    this.#part = part;
    this.line = line;
  }

  rules(fromTheTop: boolean): RuleFindings {
    this.#inOrder ??= this.#placeRules();
    if (!fromTheTop) return this.#inOrder;
    this.#fromTheTop ??= this.#sortedByEntry(this.#inOrder);
    return this.#fromTheTop;
  }

  get lints(): readonly PlacedFinding[] {
    this.#lints ??= this.#placeLints();
    return this.#lints;
  }

  #placeRules(): RuleFindings {
    const rules: Record<EntryKind, PlacedFinding[]> = { job: [], trigger: [] };
    for (const { kind, beforeReferences, afterReferences } of this.#part.entries) {
      for (const local of beforeReferences) rules[kind].push(this.#place(local));
      for (const local of afterReferences) rules[kind].push(this.#place(local));
    }
    return rules;
  }

  #sortedByEntry(inOrder: RuleFindings): RuleFindings {
    if (inOrder.job.length + inOrder.trigger.length < 2) return inOrder;
    const rules: Record<EntryKind, PlacedFinding[]> = { job: [], trigger: [] };
    for (const { kind, beforeReferences, afterReferences } of this.#part.entries) {
      const from = rules[kind].length;
      const ofEntry = inOrder[kind].slice(
        from,
        from + beforeReferences.length + afterReferences.length,
      );
      ofEntry.sort((a, b) => a.compare(b));
      for (const placed of ofEntry) rules[kind].push(placed);
    }
    return rules;
  }

  #placeLints(): readonly PlacedFinding[] {
    const { lints, entries } = this.#part;
    const placed = lints.map((local) => this.#place(local));
    for (const entry of entries) for (const local of entry.lints) placed.push(this.#place(local));
    return placed.length > 1 ? placed.sort((a, b) => a.compare(b)) : placed;
  }

  #place(local: PlacedFinding['local']): PlacedFinding {
    return new PlacedFinding(local, this.#part, this.line);
  }
}
