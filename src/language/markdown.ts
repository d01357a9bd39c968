// Text of users and of the schema as Markdown.

import { shortened } from '../text/wording.ts';

/** Longer texts are recognized by their beginning. */
const MAX_CODE = 120;

/** Any text as code in a line: nothing in it is taken for Markdown, or breaks the line. */
export function codeSpan(text: string): string {
  const shown = shortened(text.toWellFormed(), MAX_CODE).replaceAll(/[\r\n\t]/g, ' ');
  if (shown.trim() === '') return shown === '' ? '` `' : `\`${shown}\``;
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Rows of cells, the first of which is the head. Cells are Markdown of one line. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
