// What is found out about a part of a document once, and kept as long as the part is there.
//
// Parts never change: an edit replaces those that it touches. So an answer about a whole file costs, after an edit, no
// more than putting together what is known of its parts; and of most of these, that is done already, stretch by stretch.

import type { ConfigPart } from '../config/document/config-part.ts';
import type { PlacedPart } from '../config/document/placed-part.ts';
import type { Stretch } from '../config/document/stretch.ts';
import { concatenated } from '../text/concatenated.ts';
import type { Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';

/** A function that calls `find` once for each part. @param find to keep no tree of the part, which is many times its size */
export function perPart<Found>(find: (part: ConfigPart) => Found): (part: ConfigPart) => Found {
  return once(find);
}

/** The same for a stretch of parts. */
export function perStretch<Found>(find: (stretch: Stretch) => Found): (stretch: Stretch) => Found {
  return once(find);
}

function once<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, { readonly found: Found }>();
  return (key) => {
    const held = known.get(key);
    if (held) return held.found;
    const found = find(key);
    known.set(key, { found });
    return found;
  };
}

/**
 * The same for what has places in the document: `place` is called again only when the part has moved.
 * @param place `line` is where the part starts in the document
 */
export function placedPerPart<Found, Placed>(
  find: (part: ConfigPart) => Found,
  place: (found: Found, line: number) => Placed,
): (part: ConfigPart, line: number) => Placed {
  const found = perPart(find);
  const known = new WeakMap<ConfigPart, { readonly line: number; readonly placed: Placed }>();
  return (part, line) => {
    const held = known.get(part);
    if (held?.line === line) return held.placed;
    const placed = place(found(part), line);
    known.set(part, { line, placed });
    return placed;
  };
}

/**
 * A function that lists what there is in a document, from top to bottom. After an edit it looks at the stretches that
 * were replaced or have moved.
 * @param find what there is in a part, in its order; called once for each
 * @param place `line` is where the part starts in the document
 */
export function placedList<Found, Placed>(
  find: (part: ConfigPart) => readonly Found[],
  place: (found: Found, line: number) => Placed,
): (document: ConfigDocument) => readonly Placed[] {
  const foundIn = perPart(find);
  const known = new WeakMap<
    Stretch,
    { readonly line: number; readonly placed: readonly Placed[] }
  >();
  const placedIn = (stretch: Stretch, line: number) => {
    const held = known.get(stretch);
    if (held?.line === line) return held.placed;
    const placed: Placed[] = [];
    let partLine = line;
    for (const part of stretch.parts) {
      for (const found of foundIn(part)) placed.push(place(found, partLine));
      partLine += part.lines;
    }
    known.set(stretch, { line, placed });
    return placed;
  };
  return (document) =>
    concatenated(document.stretches().map(({ stretch, line }) => placedIn(stretch, line)));
}

/** The parts that have a line of the range, from top to bottom. */
export function partsIn(document: ConfigDocument, { start, end }: Range): readonly PlacedPart[] {
  const found: PlacedPart[] = [];
  for (const { stretch, line } of document.stretches()) {
    if (line > end.line) break;
    if (line + stretch.lines < start.line) continue;
    let partLine = line;
    for (const part of stretch.parts) {
      if (partLine <= end.line && partLine + part.lines >= start.line) {
        found.push({ part, line: partLine });
      }
      partLine += part.lines;
    }
  }
  return found;
}
