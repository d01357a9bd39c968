// The difference of two texts as `diff -u` writes it, which `patch` and `git apply` read.

import { type LineChange, lineChanges, linesOf } from './line-diff.ts';

/** Unchanged lines around a change. */
const CONTEXT = 3;

/**
 * Empty if the texts are the same; else ends with a line feed.
 * @param from name of the file before, such as `a/x.cfg`
 * @param to name of the file after
 */
export function unifiedDiff(before: string, after: string, from: string, to: string): string {
  const lines = linesOf(before);
  const pieces: string[] = [];
  let shift = 0;
  for (const hunk of hunksOf(lineChanges(before, after))) {
    const [first, last] = [hunk[0], hunk.at(-1)];
    if (!first || !last) continue;
    const start = Math.max(0, first.start - CONTEXT);
    const end = Math.min(lines.length, last.end + CONTEXT);
    const body: string[] = [];
    let [removed, added] = [0, 0];
    let at = start;
    for (const change of hunk) {
      body.push(...shown(' ', lines.slice(at, change.start)));
      body.push(...shown('-', lines.slice(change.start, change.end)));
      body.push(...shown('+', change.lines));
      removed += change.end - change.start;
      added += change.lines.length;
      at = change.end;
    }
    body.push(...shown(' ', lines.slice(at, end)));
    const count = end - start;
    const here = rangeOf(start, count);
    const there = rangeOf(start + shift, count - removed + added);
    pieces.push(`@@ -${here} +${there} @@\n`, ...body);
    shift += added - removed;
  }
  return pieces.length === 0 ? '' : [`--- ${from}\n`, `+++ ${to}\n`, ...pieces].join('');
}

/** Changes whose lines around them touch. */
function hunksOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  let end = -Infinity;
  for (const change of changes) {
    const hunk = change.start - end <= 2 * CONTEXT ? hunks.at(-1) : undefined;
    if (hunk) hunk.push(change);
    else hunks.push([change]);
    end = change.end;
  }
  return hunks;
}

function shown(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`,
  );
}

/** Lines count from 1; of none, the one before. */
function rangeOf(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}
