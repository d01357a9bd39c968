// Rows of tests about lints: a config with a mark at each finding, and the codes of the findings.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import type { LintOptions } from '../../../src/config/lints/lint-options.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import type { Range } from '../../../src/text/range.ts';
import { markedText } from '../../marked-text.ts';

/** A Friday. */
export const NOW = Date.parse('2026-07-10T12:00:00Z');

export function testLints(what: string, marked: string, codes: readonly string[]): void {
  it(what, () => {
    const { text, ranges } = markedText(marked);
    const found = lintsOf(text);
    assert.deepEqual(
      found.map(({ code }) => code),
      codes,
    );
    assert.deepEqual(
      found.map(({ range }): Range => range),
      ranges,
    );
    for (const off of new Set(codes)) {
      assert.deepEqual(
        lintsOf(text, { off: new Set([off]) }),
        found.filter(({ code }) => code !== off),
        `without ${off}`,
      );
    }
  });
}

export function lintsOf(text: string, more: Partial<LintOptions> = {}): readonly Finding[] {
  const lints = { off: new Set<string>(), crowdedMinuteLimit: 2, now: () => NOW, ...more };
  return ProjectConfigDocument.open(text, { project: 'p', registry: validationManagers(), lints })
    .findings()
    .filter(({ code }) => code.startsWith('lint-'));
}
