// The text of a log as the panel gets it, piece by piece, and as it shows it, line by line.

/** A line without its line feed. */
export interface LogTextLine {
  /** `HH:MM:SS.mmm`, UTC; '' on lines that go on from the one before. */
  readonly time: string;
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
      ? { time: match[1] ?? '', text: line.slice(match[0].length) }
      : { time: '', text: line };
  });
}
