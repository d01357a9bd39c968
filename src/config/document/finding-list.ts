// A list of findings within bounds: of each severity the first ones, and how many more there are.

import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';
import type { PlacedFinding } from './placed-finding.ts';

export class FindingList {
  readonly items: PlacedFinding[] = [];
  /** By severity: how many were not taken in. */
  readonly more = noFindings();
  readonly #limit: number;
  readonly #taken = noFindings();

  /** @param limit how many to keep of each severity; Infinity for all */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** By severity: how many were taken in. */
  get taken(): FindingCounts {
    return this.#taken;
  }

  add(finding: PlacedFinding): void {
    const { severity } = finding;
    if (this.#taken[severity] >= this.#limit) {
      this.more[severity]++;
      return;
    }
    this.#taken[severity]++;
    this.items.push(finding);
  }

  /** @param counts of `findings` */
  addAll(findings: readonly PlacedFinding[], counts: FindingCounts): void {
    if (findings.length === 0) return;
    if (!this.#hasRoomForAll(counts)) {
      for (const finding of findings) this.add(finding);
      return;
    }
    for (const severity of SEVERITIES) this.#taken[severity] += counts[severity];
    for (const finding of findings) this.items.push(finding);
  }

  #hasRoomForAll(counts: FindingCounts): boolean {
    for (const severity of SEVERITIES) {
      if (this.#taken[severity] + counts[severity] > this.#limit) return false;
    }
    return true;
  }

  /** True if it takes no more of any of these. */
  isFullFor(counts: FindingCounts): boolean {
    for (const severity of SEVERITIES) {
      if (counts[severity] > 0 && this.#taken[severity] < this.#limit) return false;
    }
    return true;
  }

  /** Takes notice of so many of each severity, for none of which there is room. */
  skip(counts: FindingCounts): void {
    for (const severity of SEVERITIES) this.more[severity] += counts[severity];
  }
}
