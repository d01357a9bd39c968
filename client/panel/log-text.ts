// The text of a log as the panel gets it, piece by piece, and as it shows it, line by line.

import { onlyStyles, withoutEscapes } from '../../src/text/escape-sequences.ts';
import { type StyledRun, styledRuns } from './styled-runs.ts';

/** A line without its line feed. */
export interface LogTextLine {
  /** `HH:MM:SS.mmm`, UTC; '' on lines that go on from the one before. */
  readonly time: string;
  /**
   * As it is shown: without escape sequences; a heap of combining marks is cut, and `…` stands for the rest; what is too
   * long for a page is cut, too. The log itself keeps all of it.
   */
  readonly text: string;
  /** The same text in parts, if there are colours or styles in it. */
  readonly runs?: readonly StyledRun[];
  /** How many characters follow that are not shown. */
  readonly more: number;
}

/** How much of a line is shown, in UTF-16 units. Nobody reads on, and the browser lays out what is in view as a whole. */
export const MAX_SHOWN = 10_000;

/**
 * The log after a piece of it has come: `text` follows the first `start` UTF-16 units. Undefined if
 * something in between is missing.
 */
export function addPiece(log: string, start: number, text: string): string | undefined {
  return start <= log.length ? log.slice(0, start) + text : undefined;
}

/** Splits whole lines. A last line without a line feed counts too. */
export function logLines(text: string): readonly LogTextLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const match = /^\[(\d\d:\d\d:\d\d\.\d{3})\] /.exec(line);
    return match
      ? { time: match[1] ?? '', ...shownPart(line.slice(match[0].length)) }
      : { time: '', ...shownPart(line) };
  });
}

function shownPart(line: string): Omit<LogTextLine, 'time'> {
  const plain = withoutEscapes(line);
  const text = shownText(plain);
  // With its marks cut, the line is not the one that has the colours.
  const styled = text === plain && plain !== line ? onlyStyles(line) : plain;
  const end = text.length <= MAX_SHOWN ? text.length : endOfShown(text);
  const runs = styled === plain ? undefined : styledRuns(styled, end);
  const more = characterCount(text.slice(end));
  return { text: text.slice(0, end), more, ...(runs && { runs }) };
}

function endOfShown(text: string): number {
  const splitsPair = (text.codePointAt(MAX_SHOWN - 1) ?? 0) > 0xffff;
  return splitsPair ? MAX_SHOWN - 1 : MAX_SHOWN;
}

/** Pairs of surrogates count once. */
function characterCount(text: string): number {
  return text.length - (text.match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0);
}

/** The browser lays out a letter and its marks as one, in time with the square of their number. */
function shownText(line: string): string {
  return line.replace(MARKS, '$1…');
}

/** No script needs as many. Marks of a length of one or two UTF-16 units, and joiners between them. */
const MARKS = /([\p{M}\u200c\u200d]{32})[\p{M}\u200c\u200d]+/gu;
