// Comments in a config that switch lints off: `# lint-disable: CODE, …` for the entry that the comment is
// in or above, `# lint-disable-file: CODE, …` for the whole file.

import type { Span } from '../../../text/span.ts';
import { Lexer } from '../../../textproto/lexer.ts';

export interface LintComments {
  /** Codes that are off in the whole file. */
  readonly file: readonly string[];
  /** For each entry, codes that are off in it; empty if there are none at all. */
  readonly entries: readonly ReadonlySet<string>[];
  /** Codes of comments behind the last entry, which are about the entry that follows this text. */
  readonly next: readonly string[];
}

const COMMENT = /^#+\s*lint-disable(-file)?\s*:([^\n]*)/;

export const NO_LINT_COMMENTS: LintComments = { file: [], entries: [], next: [] };

/**
 * @param entries spans of the entries of `text`, in order
 * @param named is called for each code, with its place
 */
export function lintCommentsIn(
  text: string,
  entries: readonly Span[],
  named: (code: string, at: Span) => void,
): LintComments {
  // Most texts have none, and need no second look.
  if (!text.includes('lint-disable')) return NO_LINT_COMMENTS;
  const file: string[] = [];
  const next: string[] = [];
  const off = entries.map(() => new Set<string>());
  let owner = 0;
  for (const { start, line } of comments(text)) {
    const [, wholeFile, list = ''] = COMMENT.exec(line) ?? [];
    const codes: string[] = [];
    const listStart = start + line.length - list.length;
    for (const { 0: code, index } of list.matchAll(/[^\s,]+/g)) {
      codes.push(code);
      named(code, { start: listStart + index, end: listStart + index + code.length });
    }
    if (wholeFile !== undefined) {
      file.push(...codes);
      continue;
    }
    const lineStart = text.lastIndexOf('\n', start) + 1;
    while ((entries[owner]?.end ?? Infinity) <= lineStart) owner++;
    const target = off[owner];
    for (const code of codes) {
      if (target) target.add(code);
      else next.push(code);
    }
  }
  return { file, entries: off, next };
}

/** The comments of a text, each from its `#` to the end of its line. */
function* comments(text: string): Generator<{ start: number; line: string }> {
  const lexer = new Lexer(text, () => {});
  for (let from = 0; ; from = lexer.end, lexer.advance()) {
    yield* commentsBetween(text, from, lexer.start);
    if (lexer.kind === 'end') return;
  }
}

function* commentsBetween(text: string, from: number, to: number) {
  for (const { 0: line, index } of text.slice(from, to).matchAll(/#[^\n]*/g)) {
    yield { start: from + index, line };
  }
}
