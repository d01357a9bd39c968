// Properties that hold for every document, whatever its text.

import assert from 'node:assert/strict';
import { LastAnalysis } from '../../src/config/document/last-analysis.ts';
import {
  type DocumentOptions,
  ProjectConfigDocument,
} from '../../src/config/document/project-config-document.ts';
import type { Finding } from '../../src/config/finding.ts';
import { DEFAULT_CROWDED_MINUTE_LIMIT } from '../../src/config/lints/lint-options.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { lineStarts } from '../../src/text/lines.ts';
import type { Position } from '../../src/text/range.ts';

/** What the language server asks for. */
const OPTIONS: DocumentOptions = {
  project: 'fuzz',
  registry: validationManagers(),
  lints: { off: new Set(), crowdedMinuteLimit: DEFAULT_CROWDED_MINUTE_LIMIT, now: Date.now },
  onRecovery: (error) => assert.fail(String(error)),
};

/** Opens `text`, asks everything there is to ask, and checks the answers for what can be said of any. */
export function checkDocument(text: string): ProjectConfigDocument {
  const document = checkAsked(text);
  checkStreamed(document);
  return document;
}

/** What an editor asks. */
export function checkAsked(text: string): ProjectConfigDocument {
  const document = ProjectConfigDocument.open(text, OPTIONS);
  assert.equal(document.text, text);
  const findings = document.findings();
  const starts = lineStarts(text);
  for (const { range } of findings) checkRange(range.start, range.end, starts, text);
  for (const { range } of document.entries()) checkRange(range.start, range.end, starts, text);
  checkOrder(findings);
  document.definitions();
  return document;
}

/** The command line's way through a long text finds the same. */
export function checkStreamed(document: ProjectConfigDocument): void {
  const last = new LastAnalysis();
  const streamed = ProjectConfigDocument.open(document.text, { ...OPTIONS, last });
  assert.deepEqual([...streamed.eachFinding()], document.findings());
}

function checkRange(start: Position, end: Position, starts: readonly number[], text: string): void {
  const from = (starts[start.line] ?? Number.NaN) + start.character;
  const to = (starts[end.line] ?? Number.NaN) + end.character;
  assert.ok(0 <= from && from <= to && to <= text.length, `a range from ${from} to ${to}`);
}

/** The service stops at the first error in the text; everything else is marked as ours. */
function checkOrder([first, ...others]: readonly Finding[]): void {
  if (!first) return;
  assert.equal(first.afterTextError, undefined);
  const isTextError = first.code.startsWith('textproto-');
  for (const { code, afterTextError } of others) {
    assert.equal(afterTextError, isTextError ? true : undefined);
    assert.ok(isTextError || !code.startsWith('textproto-'));
  }
}
