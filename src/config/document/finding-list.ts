// A list of findings within bounds: of each severity the first ones, and how many more there are.

import { severityOf } from '../finding.ts';
import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';
import type { ConfigPart } from './config-part.ts';
import { type Local, PlacedFinding, type RelatedPlaces } from './placed-finding.ts';

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

  /** @param related other places that belong to it */
  add(local: Local, part: ConfigPart, line: number, related?: RelatedPlaces): void {
    const severity = severityOf(local);
    if (this.#taken[severity] >= this.#limit) {
      this.more[severity]++;
      return;
    }
    this.#taken[severity]++;
    this.items.push(new PlacedFinding(local, part, line, related));
  }

  /** Takes notice of so many of each severity, if there is no room for any of them. Returns whether that was so. */
  skip(counts: FindingCounts): boolean {
    const hasRoom = SEVERITIES.some(
      (severity) => counts[severity] > 0 && this.#taken[severity] < this.#limit,
    );
    if (hasRoom) return false;
    for (const severity of SEVERITIES) this.more[severity] += counts[severity];
    return true;
  }
}
