// What is found out about a part of a document once, and kept as long as the part is there.
//
// Parts never change: an edit replaces those that it touches. So an answer about a whole file costs, after an edit, no
// more than putting together what is known of its parts.

import type { ConfigPart } from '../config/document/config-part.ts';

/** A function that calls `find` once for each part. @param find to keep no tree of the part, which is many times its size */
export function perPart<Found>(find: (part: ConfigPart) => Found): (part: ConfigPart) => Found {
  const known = new WeakMap<ConfigPart, { readonly found: Found }>();
  return (part) => {
    const held = known.get(part) ?? { found: find(part) };
    known.set(part, held);
    return held.found;
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
