// A mend: how a piece of a text is read in place of what it is, so that one mistake does not make others.

import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { TextErrorCode } from '../tree.ts';

/** Offsets are those of the text, mended or not: a mend changes no length. */
export type Mend = ReplacedPiece | MendedString;

interface ReplacedPiece extends Span {
  readonly kind: 'replaced';
  /** As long as the piece. */
  readonly by: string;
}

/** The piece is one string, whatever is in it. */
export interface MendedString extends Span {
  readonly kind: 'string';
  /** What is in the string: in `[start, end)`, without what stands for its quotes. */
  readonly inner: Span;
}

/** What the author may have meant where the text has an error. */
export interface Explanation extends Span {
  /** What to say about `[start, end)` in place of the error; absent: what the error says. */
  readonly message?: string;
  /** Absent: that of the error. */
  readonly code?: TextErrorCode;
  readonly mends: readonly Mend[];
  /** It says more than the error does, even if that was the only one. */
  readonly better?: boolean;
  /** What to write instead; absent: what the mends amount to; null: nobody can tell. */
  readonly cure?: Cure | null;
}

/** A piece of a text, and what to write in its place. */
export interface Replacement extends Span {
  readonly by: string;
}

/** What to write so that the mistake is gone. */
export interface Cure {
  /** For a menu: a verb first, without a full stop. */
  readonly title: string;
  /** None of them overlap. */
  readonly replacements: readonly Replacement[];
  /** It throws away what somebody wrote, or another one may be meant. */
  readonly unsure?: true;
}

/** `[start, end)` is left out: only its line ends are read. */
export function blank(text: string, { start, end }: Span): Mend {
  const by = text.slice(start, end).replace(/[^\r\n]/g, ' ');
  return { kind: 'replaced', start, end, by };
}

/** A character is read as another one. */
export function asCharacter(at: number, character: string): Mend {
  return { kind: 'replaced', start: at, end: at + character.length, by: character };
}

/** A string without quotes of its own, or with such that are none. */
export function asString({ start, end }: Span, inner: Span): Mend {
  return { kind: 'string', start, end, inner };
}

/** A text with mends in it, to be parsed. */
export interface MendedSource {
  readonly source: Source;
  /** In order; none of them overlap. */
  readonly strings: readonly MendedString[];
}

export function mended(source: Source, mends: readonly Mend[]): MendedSource {
  const inOrder = [...mends].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  const strings: MendedString[] = [];
  let from = 0;
  for (const mend of inOrder) {
    if (mend.start < from) continue;
    if (mend.kind === 'string') {
      strings.push(mend);
      continue;
    }
    pieces.push(source.text.slice(from, mend.start), mend.by);
    from = mend.end;
  }
  if (from === 0) return { source, strings };
  pieces.push(source.text.slice(from));
  return { source: new Source(pieces.join(''), source.continues), strings };
}
