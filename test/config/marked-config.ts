// What the service would say about a config, and where, through a real document.

import assert from 'node:assert/strict';
import type { Finding, Range } from '../../src/config/finding.ts';
import { openMarked } from '../language/open-marked.ts';

/** The verdicts of the service on a config of project `proj`: no lints. */
export function errorsIn(text: string): readonly Finding[] {
  return openMarked(text).document.findings().filter(isError);
}

/** `code @ path` as the service renders the path, which is left out where there is none. */
export function codeAndPath({ code, path }: Finding): string {
  return path.length === 0 ? code : `${code} @ ${path.join(' / ')}`;
}

/**
 * @param marked with `[[…]]` around every place that some finding underlines
 * @param expected `codeAndPath` of the findings in the service's order
 */
export function assertErrors(marked: string, expected: readonly string[]): void {
  const { document, ranges } = openMarked(marked);
  const errors = document.findings().filter(isError);
  assert.deepEqual(errors.map(codeAndPath), expected);
  assert.deepEqual(inOrder(errors.map(({ range }) => range)), ranges);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** Sorted, each once. */
function inOrder(ranges: readonly Range[]): Range[] {
  const unique = new Map(ranges.map((range) => [JSON.stringify(range), range]));
  return [...unique.values()].sort(
    ({ start: a }, { start: b }) => a.line - b.line || a.character - b.character,
  );
}
