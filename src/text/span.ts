// A piece of a text by its offsets.

/** `[start, end)` in UTF-16 units from the start of the text that it is about. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same piece in a text in which this one begins at `offset`. */
export function shifted({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

/** A copy that is nothing but a span: of a tree's node, it does not keep the tree alive. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
