// Linked editing: the places that change along while a name is typed.

import type { Position, Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { definitionsOf, namedValueAt, referencesOf } from './named-values.ts';

/** All characters that an id may have. */
export const NAME_PATTERN = '[0-9A-Za-z_\\-. ()]+';

/**
 * What is between the quotes of the name at the position, and of every other place where it stands; empty if there are
 * none, or if one of them is written otherwise: linked text is the same everywhere.
 */
export function linkedRanges(document: ConfigDocument, position: Position): readonly Range[] {
  const named = namedValueAt(document, position);
  if (!named) return [];
  const occurrences = [...definitionsOf(document, named), ...referencesOf(document, named)];
  const isPlain = occurrences.every(
    ({ part, span }) => part.slice(span).slice(1, -1) === named.name,
  );
  if (!isPlain || occurrences.length < 2) return [];
  return occurrences.map(({ part, line, span }) =>
    part.range({ start: span.start + 1, end: span.end - 1 }, line),
  );
}
