// `@daily` and its like: text that stands for other text in a cron expression (spec schedule.md C1).

import type { Span } from '../text/span.ts';

const MACROS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 0 1 1 * *'],
  ['@annually', '0 0 0 1 1 * *'],
  ['@monthly', '0 0 0 1 * * *'],
  ['@weekly', '0 0 0 * * 0 *'],
  ['@daily', '0 0 0 * * * *'],
  ['@hourly', '0 0 * * * * *'],
]);

export const MACRO_NAMES: readonly string[] = [...MACROS.keys()];

const MACRO = new RegExp(MACRO_NAMES.join('|'), 'g');

export interface ExpandedText {
  readonly text: string;
  /** Where a range of the expanded text, not an empty one, comes from; a macro is taken whole. */
  sourceSpan(span: Span): Span;
}

/** Replaces macros wherever they are, inside words too. What comes out is not looked at again. */
export function expandMacros(source: string): ExpandedText {
  const expansions: Expansion[] = [];
  let text = '';
  let sourceEnd = 0;
  for (const { 0: macro, index } of source.matchAll(MACRO)) {
    text += source.slice(sourceEnd, index);
    const start = text.length;
    text += MACROS.get(macro);
    sourceEnd = index + macro.length;
    expansions.push({
      span: { start, end: text.length },
      source: { start: index, end: sourceEnd },
    });
    // A macro has seven fields: whatever a third one does is behind all that count (C3).
    if (expansions.length === 2) break;
  }
  text += source.slice(sourceEnd);
  return {
    text,
    sourceSpan: ({ start, end }) => ({
      start: sourceOfCharacter(expansions, start).start,
      end: sourceOfCharacter(expansions, end - 1).end,
    }),
  };
}

/** Where a macro's replacement is in the expanded text, and where the macro was in the source. */
interface Expansion {
  readonly span: Span;
  readonly source: Span;
}

function sourceOfCharacter(expansions: readonly Expansion[], offset: number): Span {
  let shift = 0;
  for (const { span, source } of expansions) {
    if (offset < span.start) break;
    if (offset < span.end) return source;
    shift = source.end - span.end;
  }
  return { start: offset + shift, end: offset + shift + 1 };
}
