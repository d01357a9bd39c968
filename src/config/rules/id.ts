// Ids of jobs and triggers (validation.md 3.2): 1 to 100 characters, which are ASCII letters, digits, spaces and `_-.()`.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { Span } from '../../text/span.ts';

/** In characters, which are bytes: all that an id may have are ASCII. */
const MAX_ID_LENGTH = 100;

const NOT_IN_ID = /[^0-9A-Za-z_\-. )(]/u;

interface IdProblem {
  /** What is wrong and what to do: a sentence. */
  readonly message: string;
  /** The offending part of the id; undefined for all of it. */
  readonly span?: Span;
}

/** Why the service rejects an id (J4), which is not empty; undefined if it does not. */
export function idProblem(id: string): IdProblem | undefined {
  const bad = NOT_IN_ID.exec(id);
  if (bad) {
    const message = `${quotedValue(bad[0])} cannot be part of an id: use letters a-z and A-Z, digits, spaces and \`_ - . ( )\`.`;
    return { message, span: { start: bad.index, end: bad.index + bad[0].length } };
  }
  if (id.length <= MAX_ID_LENGTH) return undefined;
  return {
    message: `An id has at most ${MAX_ID_LENGTH} characters, but this one has ${id.length}: shorten it.`,
  };
}
