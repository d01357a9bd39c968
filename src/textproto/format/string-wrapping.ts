// Long strings as several short ones below each other, for files that ask for it (format.md 3.2, 3.5).

import { encodeUtf8 } from '../../golang/utf8.ts';
import type { Span } from '../../text/span.ts';
import { indentWidth } from './pen.ts';
import { smartlyQuoted } from './string-quotes.ts';
import type { Style } from './style.ts';
import { cutAtColumn, cutAtWords } from './word-wrap.ts';

/** One of the adjacent literals of a string, in its line. */
export interface StringLine {
  /** With double quotes. */
  readonly written: string;
  /** Where it stands in the old text; undefined if nowhere. */
  readonly source: Span | undefined;
  /** Comments above it. */
  readonly lead: readonly Span[];
  /** A comment in its line. */
  readonly trailing: Span | undefined;
}

export interface StringLines {
  /** At least one. */
  readonly lines: readonly StringLine[];
  /** Comments of lines that are no more. */
  readonly left: readonly Span[];
  /** Though it is one line, it goes below the name of its field. */
  readonly below: boolean;
}

/** Where a string is laid out. */
export interface StringPlace {
  /** That its comments are in. */
  readonly text: string;
  /** Of its field. */
  readonly depth: number;
  /** Of the name of its field, in bytes. */
  readonly nameLength: number;
}

/** True if the style wraps strings at all. */
export function wrapsStrings({ wrapColumn, wrapAfterNewlines }: Style): boolean {
  return wrapColumn > 0 || wrapAfterNewlines;
}

/**
 * The string as the style wants it. All lengths are those of UTF-8, but for the words between which a string is cut,
 * which are counted in code points.
 */
export function wrappedString(string: StringLines, place: StringPlace, style: Style): StringLines {
  let { lines, left, below } = string;
  if (style.wrapColumn > 0 && (style.wrapHtml || !lines.some(hasTag))) {
    const max = style.wrapColumn - indentWidth(place.depth + 1);
    if (style.wrapAnywhere || lines.some((line) => lengthOf(line, style) > max)) {
      const cut = style.wrapAnywhere ? cutAtColumn : cutAtWords;
      const parts = cut(content(lines), max - 2);
      ({ lines, left } = beside(redistributed(lines, parts)));
      if (style.wrapAnywhere) lines = withoutLongComments(lines, place, max - 2);
    }
    if (lines.length === 1 && (style.wrapAnywhere || lines === string.lines)) {
      below = !fitsNameLine(lines, place, style);
    }
  }
  if (style.wrapAfterNewlines && hasNewlineInside(lines)) {
    const again = redistributed(lines, content(lines).split(/(?<=\\n)/));
    lines = again.lines;
    left = [...left, ...again.left];
  }
  return { lines, left, below };
}

function hasTag({ written }: StringLine): boolean {
  const from = written.indexOf('<');
  return from >= 0 && written.includes('>', from);
}

function byteLength(text: string): number {
  return encodeUtf8(text).length;
}

/** In the quotes that it gets. */
function lengthOf({ written }: StringLine, { smartQuotes }: Style): number {
  return byteLength(smartQuotes ? smartlyQuoted(written) : written);
}

function content(lines: readonly StringLine[]): string {
  return lines.map(({ written }) => written.slice(1, -1)).join('');
}

function fitsNameLine(
  lines: readonly StringLine[],
  { depth, nameLength }: StringPlace,
  style: Style,
): boolean {
  const before = indentWidth(depth) + nameLength + ': '.length;
  return lines.every((line) => before + lengthOf(line, style) <= style.wrapColumn);
}

type Redistributed = Pick<StringLines, 'lines' | 'left'>;

/** Comments stay with the line of the same number. */
function redistributed(lines: readonly StringLine[], parts: readonly string[]): Redistributed {
  return {
    lines: parts.map((part, i) => {
      const { lead = [], trailing, written: old, source } = lines[i] ?? {};
      const written = `"${part}"`;
      return { written, source: written === old ? source : undefined, lead, trailing };
    }),
    left: lines.slice(parts.length).flatMap(({ lead, trailing }) => {
      return trailing ? [...lead, trailing] : lead;
    }),
  };
}

/** The first comment of lines that are no more goes beside the only one that is. */
function beside({ lines, left }: Redistributed): Redistributed {
  const [only, ...others] = lines;
  const [trailing, ...more] = left;
  const isFree = only && !only.trailing && only.lead.length === 0;
  if (!isFree || !trailing || others.length > 0) return { lines, left };
  return { lines: [{ ...only, trailing }], left: more };
}

/** A comment that does not fit beside its line goes above it. */
function withoutLongComments(
  lines: readonly StringLine[],
  { text, nameLength }: StringPlace,
  room: number,
): readonly StringLine[] {
  return lines.map((line) => {
    const { written, lead, trailing } = line;
    if (!trailing) return line;
    // Two blanks come before it, and the quotes are not counted.
    const both = byteLength(written) + byteLength(text.slice(trailing.start, trailing.end));
    const length = both + (lines.length === 1 ? nameLength : 0);
    return length > room ? { ...line, lead: [...lead, trailing], trailing: undefined } : line;
  });
}

/** Of the first line that is decisive: it has a line end inside, or more than a tenth of it is escaped bytes. */
function hasNewlineInside(lines: readonly StringLine[]): boolean {
  for (const { written } of lines) {
    if ((written.match(/\\x/g)?.length ?? 0) > byteLength(written) * 0.1) return false;
    const at = written.indexOf('\\n');
    if (at >= 0 && at < written.length - '\\n"'.length) return true;
  }
  return false;
}
