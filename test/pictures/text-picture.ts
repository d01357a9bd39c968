// Pictures in text: what an editor shows of a config, as Markdown.

import type { Problem } from '../e2e/workbench.ts';

/** @param language by which VS Code knows how to colour it */
export function codeBlock(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

/** The lines of the entry named `id`, which starts and ends at the margin. @throws Error if there is none */
export function entryText(config: string, id: string): readonly string[] {
  return entryLines(config, id).map(({ text }) => text);
}

/** The same, with a wavy line and a comment under each problem in it. */
export function markedProblems(
  config: string,
  id: string,
  problems: readonly Problem[],
): readonly string[] {
  return entryLines(config, id).flatMap(({ text, number }) => [
    text,
    ...problems.filter(({ line }) => line === number).map((problem) => mark(text, problem)),
  ]);
}

/** Under the word, the string or the text of the string that begins where the problem does. */
function mark(text: string, { column, message, code }: Problem): string {
  const rest = text.slice(column - 1);
  const inString = text[column - 2] === '"';
  const [place = ' '] = (inString ? /^[^"]+/ : /^(?:"[^"]*"|\w+|.)/).exec(rest) ?? [];
  return `#${' '.repeat(column - 2)}${'~'.repeat(place.length)} ${message} [${code}]`;
}

function entryLines(config: string, id: string) {
  const lines = config.split('\n').map((text, i) => ({ text, number: i + 1 }));
  const named = lines.findIndex(({ text }) => text.includes(`id: "${id}"`));
  const first = lines.findLastIndex(({ text }, i) => i <= named && /^\w/.test(text));
  const last = lines.findIndex(({ text }, i) => i > named && text === '}');
  if (named < 0 || first < 0 || last < 0) throw new Error(`No entry ${id}`);
  return lines.slice(first, last + 1);
}
