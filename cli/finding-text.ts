// A finding as people read it: where, what, and the line it is about.

import type { Finding } from '../src/language/language.ts';
import type { Severity } from '../src/text/code-table.ts';
import { displayWidth, paint, type Style, terminalLine, terminalText } from './terminal-text.ts';

export interface TextStyle {
  readonly color: boolean;
}

/** Lines of a config, as LSP counts them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * `file:line:col: severity: message [code]`, line and column from 1, the column in UTF-16 units as
 * editors count; then the source line and carets under the range; then `file:line:col: message`
 * for each related place, indented. Ends with a line feed.
 */
export function findingText(
  file: string,
  lines: readonly string[],
  finding: Finding,
  { color }: TextStyle,
): string {
  const { range, severity, message, code, related = [], afterTextError } = finding;
  const styled = (styles: readonly Style[], plain: string) =>
    color ? paint(styles, plain) : plain;
  const place = ({ start }: Finding['range']) =>
    `${file}:${start.line + 1}:${start.character + 1}:`;
  const { source, carets } = excerpt(lines[range.start.line] ?? '', finding.range);
  return [
    `${styled(['bold'], terminalLine(place(range)))} ${styled(STYLES[severity], `${severity}:`)} ${terminalLine(message)} [${code}]${afterTextError ? AFTER_TEXT_ERROR : ''}`,
    `  ${source}`,
    `  ${styled(['green'], carets)}`,
    ...related.map((other) => `  ${terminalLine(`${place(other.range)} ${other.message}`)}`),
    '',
  ].join('\n');
}

/** The service has not got as far as this: once the first error is mended, there may be more or less. */
const AFTER_TEXT_ERROR = ' (after the first text error)';

const STYLES: Readonly<Record<Severity, readonly Style[]>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  information: ['bold', 'cyan'],
  hint: ['bold', 'cyan'],
};

/** The line, cut down around the range if it is long, and carets that align with it. */
function excerpt(line: string, { start, end }: Finding['range']) {
  const from = Math.min(start.character, line.length);
  const to = end.line > start.line ? line.length : Math.max(from, end.character);
  const first = from > MAX_WIDTH / 2 ? from - MAX_WIDTH / 4 : 0;
  const last = Math.min(line.length, first + MAX_WIDTH);
  const before = (first > 0 ? '…' : '') + terminalText(line.slice(first, from));
  const marked = terminalText(line.slice(from, Math.min(to, last)));
  const after =
    terminalText(line.slice(Math.min(to, last), last)) + (last < line.length ? '…' : '');
  // Tabs stay tabs, so that the carets end up in the right place whatever a tab is worth.
  const indent = before.replace(/[^\t]+/g, (run) => ' '.repeat(displayWidth(run)));
  return {
    source: before + marked + after,
    carets: indent + '^'.repeat(Math.max(1, displayWidth(marked))),
  };
}

/** UTF-16 units of a line that are shown. */
const MAX_WIDTH = 160;
