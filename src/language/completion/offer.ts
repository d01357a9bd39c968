// One thing that is offered at a cursor.

import type { Range } from '../../text/range.ts';
import type { SchemaKey } from '../schema-docs.ts';
import type { Insertion } from './insertion.ts';

type OfferKind = 'field' | 'block' | 'enum-value' | 'value' | 'id' | 'text' | 'code';

export interface Offer {
  readonly kind: OfferKind;
  readonly label: string;
  /** A word or two beside the label. */
  readonly detail?: string;
  /** What the user's word is compared with, if that is not the label. */
  readonly filter?: string;
  /** Better ones first: small numbers. Equal ones stay in their order. */
  readonly rank: number;
  readonly deprecated?: boolean;
  /** What is replaced, in one line; the cursor is in it or at one of its ends. */
  readonly range: Range;
  readonly insertion: Insertion;
  /** Characters that accept it and are typed after it. */
  readonly commit?: readonly string[];
  /** There is more to be offered at once where the cursor is then. */
  readonly goesOn?: boolean;
  /** Where its doc is found, when somebody looks at it. */
  readonly doc?: SchemaKey | { readonly id: string };
}
