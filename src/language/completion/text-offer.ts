// A text that is offered as the value of a string, or as a piece of that.

import type { Insertion } from './insertion.ts';

export interface TextOffer {
  readonly text: string;
  readonly detail?: string;
  /** By default its place in the list. */
  readonly rank?: number;
  readonly kind?: 'id' | 'text';
  /** Not the text alone; before it is escaped. */
  readonly insertion?: Insertion;
  /** What it replaces, in characters from the start of the value as written; by default all of it. */
  readonly from?: number;
  readonly to?: number;
  readonly goesOn?: boolean;
  /** The entry that it names. */
  readonly id?: string;
}
