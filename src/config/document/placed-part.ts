// A part of a document, and an entry in it, with the place of the part: what questions about the text itself start from.

import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import type { Stretch } from './stretch.ts';

export interface PlacedPart {
  readonly part: ConfigPart;
  /** Of the document, at which the part starts. */
  readonly line: number;
}

/** Parts that follow each other. It never changes: an edit puts another one in its place. */
export interface PlacedStretch {
  readonly stretch: Stretch;
  /** Of the document, at which its first part starts. */
  readonly line: number;
}

/** Spans of the entry are offsets into the text of its part. */
export interface PlacedEntry extends PlacedPart {
  readonly entry: EntryAnalysis;
}
