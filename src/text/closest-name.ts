// The known name closest to a misspelt one, for "Did you mean …".

/** More edits than these are not a slip of the fingers. */
const MAX_EDITS = 4;

/** Nobody misspells a longer name letter by letter. */
const MAX_LENGTH = 100;

/**
 * The candidate within a third of `name`'s length in edits (insert, delete, replace, swap neighbours), at least 1
 * and at most 4: the closest, and of equally close ones the first in order of code units, whatever the order of
 * `candidates`. The case of ASCII letters counts for nothing. Undefined if none is that close. Takes a fraction
 * of a microsecond for each candidate: a config has thousands of ids, and this runs at every key stroke.
 */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const limit = Math.min(Math.max(1, Math.floor(name.length / 3)), MAX_EDITS);
  // Whether one edit will do shows at once, and it nearly always does.
  return closestWithin(1, name, candidates) ?? closestWithin(limit, name, candidates);
}

/** Fewer letters may begin anything. */
const MIN_BEGINNING = 3;

/**
 * The candidate that is meant by a name of a small, fixed set: the closest one (`closestName`), or else the only one that
 * begins with `name`, if that has three characters or more. The case of letters counts for nothing.
 */
export function nameMeant(name: string, candidates: readonly string[]): string | undefined {
  const closest = closestName(name, candidates);
  if (closest !== undefined || name.length < MIN_BEGINNING) return closest;
  const lower = name.toLowerCase();
  const begun = candidates.filter((candidate) => candidate.toLowerCase().startsWith(lower));
  return begun.length === 1 ? begun[0] : undefined;
}

function closestWithin(
  edits: number,
  name: string,
  candidates: readonly string[],
): string | undefined {
  let limit = edits;
  let best: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name, candidate, limit);
    // With every letter replaced, it is another name.
    if (distance > limit || distance >= name.length) continue;
    if (best === undefined || distance < limit || candidate < best) best = candidate;
    limit = distance;
  }
  return best;
}

type Row = Uint8Array;

/** Three rows of the table of distances between beginnings of two names. */
const ROWS: readonly [Row, Row, Row] = [newRow(), newRow(), newRow()];

function newRow(): Row {
  return new Uint8Array(MAX_LENGTH + MAX_EDITS + 2);
}

/** Optimal string alignment distance, or a number above `limit` if it is more than that. */
function editDistance(a: string, b: string, limit: number): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && letter(a, start) === letter(b, start)) start++;
  while (start < endA && start < endB && letter(a, endA - 1) === letter(b, endB - 1)) {
    endA--;
    endB--;
  }
  const height = endA - start;
  const width = endB - start;
  const far = limit + 1;
  if (limit === 1 && Math.max(height, width) > 2) return far;
  let [beforePrevious, previous, row] = ROWS;
  for (let j = 0; j <= width; j++) previous[j] = Math.min(j, far);
  for (let i = 1; i <= height; i++) {
    // Further from the diagonal, the difference in length alone is too much.
    const from = Math.max(1, i - limit);
    const to = Math.min(width, i + limit);
    row[from - 1] = from === 1 ? Math.min(i, far) : far;
    row[to + 1] = far;
    let least = row[from - 1] ?? far;
    for (let j = from; j <= to; j++) {
      const same = letter(a, start + i - 1) === letter(b, start + j - 1);
      let cost = Math.min(
        (row[j - 1] ?? far) + 1,
        (previous[j] ?? far) + 1,
        (previous[j - 1] ?? far) + (same ? 0 : 1),
        far,
      );
      if (i > 1 && j > 1 && isSwap(a, start + i - 1, b, start + j - 1)) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? far) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return far;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  return previous[width] ?? far;
}

function isSwap(a: string, i: number, b: string, j: number): boolean {
  return letter(a, i) === letter(b, j - 1) && letter(a, i - 1) === letter(b, j);
}

/** The code unit at `i`, capitals of ASCII as small letters. */
function letter(text: string, i: number): number {
  const c = text.charCodeAt(i);
  return c >= 65 && c <= 90 ? c + 32 : c;
}
