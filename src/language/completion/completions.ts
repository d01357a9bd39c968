// Completion: what can be written at a cursor.

import type { Position } from '../../text/range.ts';
import type { ConfigDocument } from '../config-document.ts';
import type { LocalRefsOf } from '../local-refs.ts';
import { commentOffers } from './comment-offers.ts';
import { completionContext } from './completion-context.ts';
import { fieldOffers } from './field-offers.ts';
import { MAX_OFFERS } from './fitting.ts';
import type { Offer } from './offer.ts';
import { stringOffers } from './string-offers.ts';
import { valueOffers } from './value-offers.ts';

export interface Completions {
  /** In no special order; see `rank`. */
  readonly offers: readonly Offer[];
  /** There may be others when more of the word has been typed. */
  readonly isIncomplete: boolean;
}

export interface CompletionOptions {
  /** Milliseconds since the epoch: schedules are told with their next times. */
  readonly now: number;
  /** The character that was typed, if the editor asks because of it and not because the user does. */
  readonly typed?: string;
  /** By default, nothing is known of any repository. */
  readonly localRefs?: LocalRefsOf;
}

/**
 * Whatever of these is accepted, the text has no error of the text format that it had not before. In a comment there is
 * nothing but what means something to us.
 */
export function completions(
  document: ConfigDocument,
  position: Position,
  { now, typed, localRefs = () => undefined }: CompletionOptions,
): Completions {
  const context = completionContext(document, position, now, localRefs);
  const { place } = context;
  // Spaces and line ends are typed everywhere; where a word is to be typed next, the first letter of it asks.
  if (typed === ' ' && (place.kind === 'name' || place.kind === 'comment')) return NOTHING;
  const offers = offersAt(context);
  return { offers, isIncomplete: offers.length >= MAX_OFFERS };
}

function offersAt(context: ReturnType<typeof completionContext>): readonly Offer[] {
  const { place } = context;
  switch (place.kind) {
    case 'comment':
      return commentOffers(context, place);
    case 'name':
      return fieldOffers(context, place);
    case 'word':
      return valueOffers(context, place);
    case 'string':
      return stringOffers(context, place);
    case 'other':
      return [];
  }
}

const NOTHING: Completions = { offers: [], isIncomplete: false };
