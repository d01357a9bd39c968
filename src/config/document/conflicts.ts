// Merge conflicts of a document, which may span many parts.

import { countLines } from '../../text/lines.ts';
import { conflictMarkersIn } from '../../textproto/mending/conflict-markers.ts';
import type { PartList } from './part-list.ts';
import { TEXT_ERRORS } from './part-marks.ts';

/** Tells whether a line of the document is in what their side has in a conflict that is told of at its beginning. */
export type IsOnTheirSide = (line: number) => boolean;

/** Undefined if there are none. */
export function conflictsIn(parts: PartList): IsOnTheirSide | undefined {
  const sides: { readonly from: number; readonly to: number }[] = [];
  let isOpen = false;
  let from = -1;
  parts.visit({ marks: TEXT_ERRORS }, ({ text, textErrors }, line) => {
    if (!textErrors.some(({ code }) => code === 'textproto-conflict-marker')) return;
    let at = 0;
    let here = line;
    for (const { sign, start } of conflictMarkersIn(text)) {
      here += countLines(text.slice(at, start));
      at = start;
      if (sign === '<') [isOpen, from] = [true, -1];
      else if (isOpen && from < 0 && sign !== '>') from = here;
      else if (isOpen && from >= 0 && sign === '>') {
        sides.push({ from, to: here });
        [isOpen, from] = [false, -1];
      }
    }
  });
  if (sides.length === 0) return undefined;
  return (line) => {
    // The last side that begins at or before the line.
    let low = 0;
    let high = sides.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sides[middle]?.from ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return line <= (sides[low - 1]?.to ?? -1);
  };
}
