// A piece of a schedule string.

/** `[start, end)` in UTF-16 units of the schedule string. */
export type Span = readonly [start: number, end: number];
