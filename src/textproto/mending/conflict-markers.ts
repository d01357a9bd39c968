// Markers that version control leaves in a text where two changes are in conflict.

import type { Span } from '../../text/span.ts';
import { blank, type Explanation, type Mend } from './mend.ts';

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|$)[^\r\n]*/gm;

export interface ConflictMarker extends Span {
  /** `<`, `|`, `=` or `>`. */
  readonly sign: string;
}

/** Lines of markers, in order. */
export function conflictMarkersIn(text: string): readonly ConflictMarker[] {
  if (text.search(MARKER) < 0) return [];
  return [...text.matchAll(MARKER)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    sign: found.charAt(0),
  }));
}

/**
 * Each conflict, with what to read of it: our side. A line of markers is never part of a text that the service
 * accepts: seven messages are not nested in each other, and `=` and `|` start nothing.
 */
export function explainConflicts(text: string): readonly Explanation[] {
  const markers = conflictMarkersIn(text);
  const explanations: Explanation[] = [];
  for (let i = 0; i < markers.length; ) {
    const { conflict, next } = conflictAt(text, markers, i);
    explanations.push(conflict);
    i = next;
  }
  return explanations;
}

/** @returns `next`: the index of the first marker after the conflict that begins with the one at `first` */
function conflictAt(
  text: string,
  markers: readonly ConflictMarker[],
  first: number,
): { readonly conflict: Explanation; readonly next: number } {
  const [marker, ...others] = markers.slice(first, first + 4);
  if (!marker) throw new RangeError(`no marker ${first}`);
  const mends: Mend[] = [blank(text, marker)];
  const { sign, start, end } = marker;
  let next = first + 1;
  const base = sign === '<' && others[0]?.sign === '|' ? others.shift() : undefined;
  if (base) next++;
  const separator = sign !== '>' && others[0]?.sign === '=' ? others.shift() : undefined;
  if (separator) next++;
  const from = sign === '=' || sign === '|' ? marker : (base ?? separator);
  const close = others[0]?.sign === '>' && from ? others[0] : undefined;
  if (close) next++;
  if (from) mends.push(blank(text, { start: from.start, end: (close ?? separator ?? from).end }));
  const message = MESSAGES[sign] ?? '';
  const code = 'textproto-conflict-marker';
  return { conflict: { start, end, message, code, mends, cure: null }, next };
}

const MESSAGES: Readonly<Record<string, string>> = {
  '<': 'A merge conflict begins here: keep one of the two sides, and remove the lines with conflict markers (`<<<<<<<`, `=======`, `>>>>>>>`).',
  '|': 'This is a conflict marker: what both sides of a merge conflict began with follows. Resolve the conflict, and remove this line.',
  '=': 'This is a conflict marker: the other side of a merge conflict begins. Resolve the conflict, and remove this line.',
  '>': 'This is a conflict marker: a merge conflict ends here. Resolve the conflict, and remove this line.',
};
