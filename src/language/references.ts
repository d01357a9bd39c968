// References and highlights: every place where a name stands.

import type { Position, Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { definitionsOf, namedValueAt, type Occurrence, referencesOf } from './named-values.ts';

/** @param withDefinitions the places where it is defined as well, before the others */
export function references(
  document: ConfigDocument,
  position: Position,
  withDefinitions: boolean,
): readonly Range[] {
  const named = namedValueAt(document, position);
  if (!named) return [];
  const defined = withDefinitions ? definitionsOf(document, named) : [];
  return [...defined, ...referencesOf(document, named)].map(rangeOf);
}

export interface Highlight {
  readonly range: Range;
  readonly role: Occurrence['role'];
}

/** All places where the name at the position stands, that one among them. */
export function highlights(document: ConfigDocument, position: Position): readonly Highlight[] {
  const named = namedValueAt(document, position);
  if (!named) return [];
  const occurrences = [...definitionsOf(document, named), ...referencesOf(document, named)];
  return occurrences.map((occurrence) => ({ range: rangeOf(occurrence), role: occurrence.role }));
}

function rangeOf({ part, line, span }: Occurrence): Range {
  return part.range(span, line);
}
