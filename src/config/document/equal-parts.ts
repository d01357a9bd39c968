// Analyses of the parts of one text that come again with the same words: a line that was copied is analysed once.

import type { Source } from '../../text/source.ts';
import type { PartAnalysis } from './entry-analysis.ts';

/** In UTF-16 units: nobody has many copies of more than this, and looking for them takes a look at all of it. */
const MAX_LENGTH = 2000;

/** So many are remembered that copies in a row, or of a few lines in turn, are found, and no more than a look takes. */
const MAX_PARTS = 1000;

/** To be used while one text is analysed with the same options. */
export class EqualParts {
  readonly #analyses = new Map<string, PartAnalysis>();

  /** What is known of an equal part: nothing in it but the `source` of its entries is about that part alone. */
  analysisOf({ text, continues }: Source): PartAnalysis | undefined {
    // What follows a part is a part of what it means; only the last one has nothing behind it.
    return continues && text.length <= MAX_LENGTH ? this.#analyses.get(text) : undefined;
  }

  remember({ text, continues }: Source, analysis: PartAnalysis): void {
    if (!continues || text.length > MAX_LENGTH) return;
    if (this.#analyses.size >= MAX_PARTS) this.#analyses.clear();
    this.#analyses.set(text, analysis);
  }
}
