// The text log of an Invocation: how a line looks and what is left out when it grows too long
// (engine.md 5.13).

/** The longest log that is stored, in UTF-8 bytes. */
const SIZE_LIMIT = 200_000;

/** How many lines of the end survive a trim. */
const TAIL_LINES = 100;

/** With fewer line breaks than this before the gap, the beginning is worth more than the end. */
const MIN_HEAD_BREAKS = 50;

/** Stands for the lines left out: 33 bytes, so that a trimmed log breaks where the service's does. */
export const TRIM_MARKER = '---- lines are left out here ----';

const LF = 0x0a;

/** Stands before each line of a text but the first, which the time stands before. */
const CONTINUATION = '| ';

/** Whatever a viewer may break a line at (Unicode, LineBreak.txt: BK, CR, LF, NL). */
const LINE_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;

/**
 * A log line as it is stored (D1). A text of several lines, which may be somebody else's, is marked as such:
 * none of its lines can be taken for a line of the log.
 * @param time milliseconds since the epoch, shown in UTC
 */
export function formatLogLine(time: number, text: string): string {
  const marked = text.replace(LINE_BREAK, `\n${CONTINUATION}`);
  if (time !== stamped.time) {
    stamped = { time, text: `[${new Date(time).toISOString().slice(-13, -1)}] ` };
  }
  return `${stamped.text}${marked}\n`;
}

/** The last time that was formatted: lines come in bunches of the same time. */
let stamped = { time: 0, text: '[00:00:00.000] ' };

/**
 * Makes a log fit (D2): keeps whole lines from the beginning and the last 100, with a marker line in
 * the gap. Where there are too few lines to do so, keeps the beginning alone.
 */
export function trimDebugLog(log: string): string {
  if (log.length * 3 <= SIZE_LIMIT) return log; // A UTF-16 unit takes 3 bytes at most.
  const bytes = new TextEncoder().encode(log);
  if (bytes.length <= SIZE_LIMIT) return log;

  const tailStart = startOfTail(bytes);
  if (tailStart === undefined) return cutEnd(bytes);
  const room = SIZE_LIMIT - (bytes.length - tailStart) - (TRIM_MARKER.length + 1);
  const headEnd = room > 0 ? bytes.lastIndexOf(LF, room - 1) : -1;
  if (countBreaks(bytes, headEnd) < MIN_HEAD_BREAKS) return cutEnd(bytes);

  return joinAtMarker(decode(bytes.subarray(0, headEnd + 1)), decode(bytes.subarray(tailStart)));
}

/** Where the last 100 lines begin, if there is anything before them. */
function startOfTail(bytes: Uint8Array): number | undefined {
  let lineBreak = bytes.at(-1) === LF ? bytes.length - 1 : bytes.length;
  for (let lines = 0; lines < TAIL_LINES; lines++) {
    lineBreak = lineBreak > 0 ? bytes.lastIndexOf(LF, lineBreak - 1) : -1;
    if (lineBreak <= 0) return undefined;
  }
  return lineBreak + 1;
}

function countBreaks(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (bytes[i] === LF) count++;
  return count;
}

/** A log that is trimmed again has a marker of its own at the gap; one is enough. */
function joinAtMarker(head: string, tail: string): string {
  const marker = `${TRIM_MARKER}\n`;
  let before = head;
  while (before.endsWith(`\n${marker}`)) before = before.slice(0, -marker.length);
  let after = tail;
  while (after.startsWith(marker)) after = after.slice(marker.length);
  return before + marker + after;
}

/** The way out for giant lines: what fits of the beginning, even if that cuts a line. */
function cutEnd(bytes: Uint8Array): string {
  let end = SIZE_LIMIT - TRIM_MARKER.length - 2;
  while (isContinuation(bytes[end])) end--; // Never half a character.
  return `${decode(bytes.subarray(0, end))}\n${TRIM_MARKER}\n`;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
