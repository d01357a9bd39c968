// What is found in a task, and where, through a real document.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../src/config/project-config-document.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { markedRanges } from '../marked-text.ts';

type Span = readonly [start: number, end: number];

/**
 * Asserts what the service would say about an entry of project `proj`.
 * @param marked one line, with `[[…]]` around every place that some finding underlines
 * @param expected `code @ path` of the findings in their order; the path is relative to that of the task
 */
export function assertFindings(marked: string, expected: readonly string[]): void {
  const { text, ranges } = markedRanges(marked);
  const findings = errorsIn(text);
  assert.deepEqual(
    findings.map(({ code, path }) => [code, ...path.slice(TASK_DEPTH)].join(' @ ')),
    expected,
  );
  const underlined = findings.map(
    ({ range }): Span => [range.start.character, range.end.character],
  );
  assert.deepEqual(inOrder(underlined), ranges);
}

/** The messages of those findings. */
export function messagesIn(text: string): string[] {
  return errorsIn(text).map(({ message }) => message);
}

/** The path of a task is `job / <id> / task`. */
const TASK_DEPTH = 3;

function errorsIn(text: string) {
  const options = { project: 'proj', registry: validationManagers() };
  const findings = ProjectConfigDocument.open(text, options).findings();
  return findings.filter(({ severity }) => severity === 'error');
}

/** Sorted, each once. */
function inOrder(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted(([a, b], [c, d]) => a - c || b - d);
  return sorted.filter(([start, end], i) => {
    const [previousStart, previousEnd] = sorted[i - 1] ?? [];
    return start !== previousStart || end !== previousEnd;
  });
}
