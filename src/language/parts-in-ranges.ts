// The parts of a document that ranges of lines touch, for answers about what is in view.

import type { PlacedPart } from '../config/document/placed-part.ts';
import type { Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';

/** From top to bottom, each once. @param ranges whose lines count; all parts if left out */
export function partsInRanges(
  document: ConfigDocument,
  ranges?: readonly Range[],
): readonly PlacedPart[] {
  const parts = document.parts();
  if (!ranges) return parts;
  return parts.filter(({ part, line }) =>
    ranges.some(({ start, end }) => line <= end.line && start.line <= line + part.lines),
  );
}

/** Whether the line is one of the ranges'. @param ranges every line is if left out */
export function isLineIn(line: number, ranges?: readonly Range[]): boolean {
  return ranges?.some(({ start, end }) => start.line <= line && line <= end.line) ?? true;
}
