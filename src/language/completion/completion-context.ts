// A cursor in a document, with all that offers at it depend on.

import type { ConfigPart } from '../../config/document/config-part.ts';
import type { Position, Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import type { ConfigDocument } from '../config-document.ts';
import type { LocalRefsOf } from '../local-refs.ts';
import { type Place, placeAtOffset } from '../place-at-offset.ts';

export interface CompletionContext {
  readonly document: ConfigDocument;
  readonly part: ConfigPart;
  /** Of the part. */
  readonly text: string;
  /** Into that. */
  readonly offset: number;
  readonly place: Place;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly localRefs: LocalRefsOf;
  /** The range in the document of a span of the part's text. */
  readonly rangeOf: (span: Span) => Range;
}

export function completionContext(
  document: ConfigDocument,
  position: Position,
  now: number,
  localRefs: LocalRefsOf,
): CompletionContext {
  const { part, line, offset } = document.partAt(position);
  const place = placeAtOffset(part.text, offset, part.projectConfig);
  const rangeOf = (span: Span) => part.range(span, line);
  return { document, part, text: part.text, offset, place, now, localRefs, rangeOf };
}
