// Difference of two texts by lines.

/** Lines `[start, end)` of one text, in place of which the other has `lines`. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  /** Each with its line end, which the last one of a text may lack. */
  readonly lines: readonly string[];
}

/** How far apart two texts may be before a line that they share again; further, and the change is as long as that. */
const MAX_APART = 200;

/** So many lines have to be the same again. */
const ENOUGH = 2;

/**
 * What makes `before` into `after`: changes in order, none of which touch. Few if little has changed, though not always the
 * fewest. Takes time linear in the length of the texts.
 */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const changes: LineChange[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [di, dj] = distanceToSame(a, i, b, j);
    changes.push(...pieces({ start: i, end: i + di, lines: b.slice(j, j + dj) }, a));
    i += di;
    j += dj;
  }
  return changes;
}

/** A change of as many lines as there were may be several, with lines in between that are the same. */
function pieces({ start, end, lines }: LineChange, a: readonly string[]): readonly LineChange[] {
  if (end - start !== lines.length) return [{ start, end, lines }];
  const found: LineChange[] = [];
  for (let n = 0; n < lines.length; ) {
    const first = n;
    while (n < lines.length && a[start + n] !== lines[n]) n++;
    if (n > first)
      found.push({ start: start + first, end: start + n, lines: lines.slice(first, n) });
    else n++;
  }
  return found;
}

/** With their line ends. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How many lines of each to pass by until they go on in the same way: the fewest. */
function distanceToSame(
  a: readonly string[],
  i: number,
  b: readonly string[],
  j: number,
): readonly [number, number] {
  for (let sum = 1; sum <= MAX_APART; sum++) {
    for (let di = 0; di <= sum; di++) {
      const dj = sum - di;
      if (i + di > a.length || j + dj > b.length) continue;
      if (goOnAlike(a, i + di, b, j + dj)) return [di, dj];
    }
  }
  return farther(a, i, b, j);
}

/** The next place that both have by the same lines, if one has none of many lines of the other in between. */
function farther(
  a: readonly string[],
  i: number,
  b: readonly string[],
  j: number,
): readonly [number, number] {
  // From the end backwards, all that is the same.
  let same = 0;
  while (same < a.length - i && same < b.length - j && a.at(-1 - same) === b.at(-1 - same)) same++;
  return [a.length - i - same, b.length - j - same];
}

function goOnAlike(a: readonly string[], i: number, b: readonly string[], j: number): boolean {
  for (let n = 0; n < ENOUGH; n++) {
    if (i + n >= a.length && j + n >= b.length) return true;
    if (a[i + n] !== b[j + n]) return false;
  }
  return true;
}
