// The lines of which the editor gets code lenses: those in view, and so many around them that nobody scrolls out of them
// before there are others.
//
// VS Code makes a zone for each line with lenses, and looks at all zones whenever a character is typed: for the thousands of
// jobs of a generated config that takes longer than everything else that happens then.

/** Lines from 0; `last` is one of them. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** So many lines before the first line in view, and after the last. */
const MARGIN = 1000;
/** With fewer than these between what is in view and the end of the window, it is time for the next. */
const NEAR = 400;

/** The windows around what is in view, from top to bottom and apart. @param visible in any order, may overlap */
export function lensWindows(visible: readonly LineSpan[]): readonly LineSpan[] {
  const windows: LineSpan[] = [];
  for (const { first, last } of visible.toSorted((a, b) => a.first - b.first)) {
    const [from, to] = [Math.max(0, first - MARGIN), last + MARGIN];
    const before = windows.at(-1);
    if (before && from <= before.last + 1) {
      windows[windows.length - 1] = { first: before.first, last: Math.max(before.last, to) };
    } else {
      windows.push({ first: from, last: to });
    }
  }
  return windows;
}

/**
 * Whether everything in view is well within the windows.
 * @param lineCount of the document: beyond its ends there is nothing to scroll to
 */
export function isWithin(
  visible: readonly LineSpan[],
  windows: readonly LineSpan[],
  lineCount: number,
): boolean {
  return visible.every(({ first, last }) =>
    windows.some(
      (window) =>
        window.first <= Math.max(0, first - NEAR) &&
        Math.min(lineCount - 1, last + NEAR) <= window.last,
    ),
  );
}
