import assert from 'node:assert/strict';
import { toDiagnostic } from '../../server/diagnostics.ts';
import type { Finding } from '../../src/config/finding.ts';

const FINDING: Finding = {
  code: 'schedule-invalid',
  severity: 'error',
  message: 'A sentence.',
  path: ['job', 'a'],
  range: { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } },
};

const DIAGNOSTIC = {
  code: 'schedule-invalid',
  severity: 1,
  source: 'luci-scheduler',
  message: 'A sentence.',
  range: FINDING.range,
  data: { path: ['job', 'a'] },
};

describe('toDiagnostic', () => {
  const cases: readonly [Partial<Finding>, object][] = [
    [{}, {}],
    [{ severity: 'warning' }, { severity: 2 }],
    [{ severity: 'information' }, { severity: 3 }],
    [{ severity: 'hint' }, { severity: 4 }],
    [{ path: [] }, { data: { path: [] } }],
    [{ tags: ['unnecessary', 'deprecated'] }, { tags: [1, 2] }],
  ];
  for (const [finding, diagnostic] of cases) {
    it(`translates ${JSON.stringify(finding)}`, () => {
      const actual = toDiagnostic({ ...FINDING, ...finding });
      assert.deepEqual(actual, { ...DIAGNOSTIC, ...diagnostic });
    });
  }
});
