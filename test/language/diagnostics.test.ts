import assert from 'node:assert/strict';
import { openConfig, shownDiagnostics } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

function shown(text: string) {
  const lints = { off: ['lint-job-copied'], crowdedMinuteLimit: 20, now: () => 0 };
  return shownDiagnostics(openConfig(text, { project: 'p', lints }, validationManagers()));
}

/** One hint each. */
function waiting(count: number): string {
  return Array.from({ length: count }, (_, n) => `job { id: "j${n}" noop {} }\n`).join('');
}

/** One error each. */
function wrong(count: number): string {
  return Array.from({ length: count }, (_, n) => `job { id: "w${n}" schedule: "triggered" }\n`)
    .join('')
    .concat(
      `trigger { id: "t" noop {} ${Array.from({ length: count }, (_, n) => `triggers: "w${n}" `).join('')} }\n`,
    );
}

describe('the diagnostics that an editor shows', () => {
  const all = [0, 1, 999, 1000];
  for (const count of all) {
    it(`are all of ${count}`, () => {
      const { findings, summary } = shown(waiting(count));
      assert.equal(findings.length, count);
      assert.equal(summary, undefined);
    });
  }

  const tables: [name: string, text: string, severity: string, message: RegExp][] = [
    [
      'one hint too many',
      waiting(1001),
      'information',
      /^This file has 1001 findings\. The worst 999 are shown; not shown are 2 hints\. `luci-jobs validate --hints` lists all of them\.$/,
    ],
    [
      'errors, then hints',
      waiting(500) + wrong(600),
      'information',
      /^This file has 1100 findings\. .* not shown are 101 hints\./,
    ],
    [
      'more errors than fit',
      waiting(20) + wrong(1030),
      'error',
      /^This file has 1050 findings\. .* not shown are 31 errors and 20 hints\./,
    ],
  ];
  for (const [name, text, severity, message] of tables) {
    it(`are a thousand, with a summary: ${name}`, () => {
      const { findings, summary } = shown(text);
      assert.equal(findings.length, 999);
      assert.match(summary?.message ?? '', message);
      assert.equal(summary?.severity, severity);
      assert.deepEqual(summary?.range, findings.at(-1)?.range);
      const severities = findings.map((finding) => finding.severity);
      assert.deepEqual(severities, severities.toSorted());
    });
  }

  it('count every error of a value, though they show it once', () => {
    const bad = (count: number) => `trigger { id: "t" noop {} } trigger {
      id: "g" gitiles { repo: "https://x.googlesource.com/y" ${'refs: "main"\n'.repeat(count)} } }`;
    const few = shown(bad(500));
    assert.equal(few.findings.filter(({ severity }) => severity === 'error').length, 500);
    const { findings, summary } = shown(bad(501));
    // Of the last value, one of two.
    assert.equal(findings.length, 500);
    assert.match(
      summary?.message ?? '',
      /^This file has 1\d{3} findings\. The worst 999 are shown;/,
    );
  });
});
