// The analysis of one part: the one that was asked for last.

import type { Source } from '../../text/source.ts';
import type { PartAnalysis } from './entry-analysis.ts';

/** What is known of a part beside its text. */
export interface Found {
  readonly analysis: PartAnalysis;
  /** As `lineStarts` gives them, once they were asked for. */
  starts?: readonly number[];
}

/**
 * In place of what the parts of a long text would keep, which is a hundred times as much as their text: a part is
 * analysed again when somebody asks. Whoever asks goes from part to part.
 */
export class LastAnalysis {
  #part: Source | undefined;
  #found: Found | undefined;

  /** @param analyse is called unless the last question was about the same part */
  of(part: Source, analyse: () => PartAnalysis): Found {
    if (this.#part !== part || !this.#found) {
      this.#found = { analysis: analyse() };
      this.#part = part;
    }
    return this.#found;
  }
}
