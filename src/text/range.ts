// Positions and ranges as LSP counts them.

/** Line from 0, character in UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Negative if `a` comes first, 0 if they are the same. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** The range with the earlier position first: some clients send the end of a backwards selection first. */
export function ordered(range: Range): Range {
  const { start, end } = range;
  return comparePositions(start, end) <= 0 ? range : { start: end, end: start };
}

/** True if `position` lies in `range` or at one of its ends. */
export function containsPosition({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}

/** True if `inner` lies in `outer`; ends may coincide. */
export function containsRange(outer: Range, inner: Range): boolean {
  return containsPosition(outer, inner.start) && containsPosition(outer, inner.end);
}

/** The same range, so many lines further down. */
export function movedRange(range: Range, lines: number): Range {
  if (lines === 0) return range;
  const { start, end } = range;
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}
