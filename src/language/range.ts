// Comparing LSP positions and ranges.

import type { Position, Range } from '../config/finding.ts';

/** True if `inner` lies in `outer`; ends may coincide. */
export function containsRange(outer: Range, inner: Range): boolean {
  return containsPosition(outer, inner.start) && containsPosition(outer, inner.end);
}

/** True if `position` lies in `range` or at one of its ends. */
export function containsPosition({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
