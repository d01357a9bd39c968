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

/** At least so many lines before the first line in view, and after the last; of a high view, so many heights of it. */
const MARGIN = { lines: 100, heights: 2 };
/** With less than this part of the margin between what is in view and the end of the window, it is time for the next. */
const NEAR = 0.5;

/** The windows around what is in view, from top to bottom and apart. @param visible in any order, may overlap */
export function lensWindows(visible: readonly LineSpan[]): readonly LineSpan[] {
  const windows: LineSpan[] = [];
  for (const { first, last } of visible.toSorted((a, b) => a.first - b.first)) {
    const margin = marginOf({ first, last });
    const [from, to] = [Math.max(0, first - margin), last + margin];
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
  return visible.every(({ first, last }) => {
    const near = marginOf({ first, last }) * NEAR;
    return windows.some(
      (window) =>
        window.first <= Math.max(0, first - near) &&
        Math.min(lineCount - 1, last + near) <= window.last,
    );
  });
}

function marginOf({ first, last }: LineSpan): number {
  return Math.max(MARGIN.lines, MARGIN.heights * (last - first));
}
