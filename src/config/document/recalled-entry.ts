// An entry of which no more is kept than what ties it to others; the rest is what its part knows, perhaps when somebody asks.

import type { Source } from '../../text/source.ts';
import type { EntryAnalysis } from './entry-analysis.ts';

interface AnalysedPart extends Source {
  /** What is found of its entry `n` if it is analysed anew, or was found of that of an equal part. */
  analysedEntry(n: number): EntryAnalysis;
}

export class RecalledEntry implements EntryAnalysis {
  readonly kind: EntryAnalysis['kind'];
  readonly id: string;
  /** Kept, too, as the lints go from entry to entry along them. */
  readonly targets: EntryAnalysis['targets'];
  readonly source: AnalysedPart;
  readonly #n: number;

  /** @param n which entry of the part it is */
  constructor({ kind, id, targets }: EntryAnalysis, part: AnalysedPart, n: number) {
    this.kind = kind;
    this.id = id;
    this.targets = targets.length > 0 ? targets : NONE;
    this.source = part;
    this.#n = n;
  }

  get #again(): EntryAnalysis {
    return this.source.analysedEntry(this.#n);
  }

  get path() {
    return this.#again.path;
  }
  get idSpan() {
    return this.#again.idSpan;
  }
  get span() {
    return this.#again.span;
  }
  get schedule() {
    return this.#again.schedule;
  }
  get scheduleSpan() {
    return this.#again.scheduleSpan;
  }
  get disabled() {
    return this.#again.disabled;
  }
  get triggeredByOthers() {
    return this.#again.triggeredByOthers;
  }
  get aclSets() {
    return this.#again.aclSets;
  }
  get taskField() {
    return this.#again.taskField;
  }
  get readable() {
    return this.#again.readable;
  }
  get sameness() {
    return this.#again.sameness;
  }
  get samenessSpan() {
    return this.#again.samenessSpan;
  }
  get beforeReferences() {
    return this.#again.beforeReferences;
  }
  get afterReferences() {
    return this.#again.afterReferences;
  }
  get lints() {
    return this.#again.lints;
  }
}

const NONE: readonly [] = [];
