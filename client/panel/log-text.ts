// The text of a log as the panel gets it, piece by piece, and as it shows it, line by line.

/** A line without its line feed. */
export interface LogTextLine {
  /** `HH:MM:SS.mmm`, UTC; '' on lines that go on from the one before. */
  readonly time: string;
  /** As it is shown: a heap of combining marks is cut, and `…` stands for the rest. The log itself keeps them. */
  readonly text: string;
}

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
      ? { time: match[1] ?? '', text: shownText(line.slice(match[0].length)) }
      : { time: '', text: shownText(line) };
  });
}

/** The browser lays out a letter and its marks as one, in time with the square of their number. */
function shownText(line: string): string {
  return line.replace(MARKS, '$1…');
}

/** No script needs as many. Marks of a length of one or two UTF-16 units, and joiners between them. */
const MARKS = /([\p{M}\u200c\u200d]{32})[\p{M}\u200c\u200d]+/gu;
