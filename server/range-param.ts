// Ranges as clients send them, who may send anything, where a wrong number would be taken for another place in the text.

import type { Position, Range } from '../src/text/range.ts';

/** Whether it has two positions of whole numbers from 0; its end may be before its start. */
export function isRange(range: unknown): range is Range {
  if (typeof range !== 'object' || range === null) return false;
  return 'start' in range && isPosition(range.start) && 'end' in range && isPosition(range.end);
}

function isPosition(position: unknown): position is Position {
  if (typeof position !== 'object' || position === null) return false;
  if (!('line' in position) || !('character' in position)) return false;
  return [position.line, position.character].every((n) => Number.isInteger(n) && Number(n) >= 0);
}
