// The fixes of one part of a document that get along with each other.
//
// A long part may have hundreds of findings, and trying a fix takes as long as reading the part. So fixes that leave no
// doubt before they are tried are tried together; only if that fails, one by one, and no more of them than can be waited for.

import type { Finding } from '../finding.ts';
import type { DocumentEdit, FixCandidate, SpanEdit } from './fix.ts';
import type { PartFixes } from './quick-fixes.ts';

/** So many characters may be read for the findings of a part that are looked at one by one, if each were read once. */
const MAX_READ = 4_000_000;

interface Chosen {
  readonly code: string;
  readonly edits: readonly SpanEdit[];
}

export class PartPlan {
  readonly #known: PartFixes;
  /** The ids that fixes give to something. */
  readonly #claimed: Set<string>;
  readonly #isFirst: boolean;
  #chosen: readonly Chosen[] = [];
  #elsewhere: readonly DocumentEdit[] = [];

  /**
   * @param claimed ids that fixes of other parts give to something; those of this one are added
   * @param isFirst no other part has fixes, so that one may be made that changes other parts as well
   */
  constructor(known: PartFixes, claimed: Set<string>, isFirst: boolean) {
    this.#known = known;
    this.#claimed = claimed;
    this.#isFirst = isFirst;
  }

  /** How many fixes are to be made. */
  get fixes(): number {
    return this.#chosen.length;
  }

  /** In the text of the part. None of them overlap. */
  get edits(): readonly SpanEdit[] {
    return this.#chosen.flatMap(({ edits }) => edits);
  }

  /** In other parts. If there are any, the plan is one fix, to be made alone. */
  get elsewhere(): readonly DocumentEdit[] {
    return this.#elsewhere;
  }

  /** Plans what can be done at once about findings of the part. */
  add(findings: readonly Finding[]): void {
    const left = this.#addUntried(findings);
    const chosen = [...this.#chosen];
    const most = Math.ceil(MAX_READ / Math.max(1, this.#known.length));
    for (const finding of left.slice(0, most)) {
      const fix = this.#known.of(finding).find(({ isPreferred }) => isPreferred);
      if (!fix || (fix.claims !== undefined && this.#claimed.has(fix.claims))) continue;
      if (fix.claims !== undefined) this.#claimed.add(fix.claims);
      if (fix.elsewhere?.length) {
        if (!this.#isFirst || chosen.length > 0) continue;
        this.#chosen = [{ code: finding.code, edits: fix.edits }];
        this.#elsewhere = fix.elsewhere;
        return;
      }
      if (getsAlong(fix, chosen)) chosen.push({ code: finding.code, edits: fix.edits });
    }
    if (chosen.length > this.#chosen.length) this.#chosen = this.#goodOf(chosen);
  }

  /** Returns the findings about which one has to look closer. */
  #addUntried(findings: readonly Finding[]): readonly Finding[] {
    if (findings.length < 2) return findings;
    const chosen: Chosen[] = [];
    const left: Finding[] = [];
    for (const finding of findings) {
      const fix = this.#known.untried(finding);
      const isPlain = fix !== undefined && fix.claims === undefined && !fix.elsewhere?.length;
      if (isPlain && getsAlong(fix, chosen)) chosen.push({ code: finding.code, edits: fix.edits });
      else left.push(finding);
    }
    if (chosen.length < 2 || !this.#isGood(chosen)) return findings;
    this.#chosen = chosen;
    return left;
  }

  /** As many of them, each of which is good, as are good together: all, or else the first half, and so on. */
  #goodOf(chosen: readonly Chosen[]): readonly Chosen[] {
    let some = chosen;
    while (some.length > 1 && !this.#isGood(some)) some = some.slice(0, some.length >> 1);
    return some;
  }

  #isGood(chosen: readonly Chosen[]): boolean {
    const codes = chosen.map(({ code }) => code);
    return this.#known.areCured(
      codes,
      chosen.flatMap(({ edits }) => edits),
    );
  }
}

function getsAlong(fix: FixCandidate, chosen: readonly Chosen[]): boolean {
  return !chosen.some(({ edits }) => edits.some((a) => fix.edits.some((b) => touch(a, b))));
}

function touch(a: SpanEdit, b: SpanEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
