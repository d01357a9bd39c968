import assert from 'node:assert/strict';
import type { Finding } from '../../src/config/finding.ts';
import { oneByValue } from '../../src/language/findings-by-value.ts';
import { openConfig, shownDiagnostics } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { assertLinearTime } from '../linear-time.ts';
import { markedText } from '../marked-text.ts';

function finding(code: Finding['code'], column: number, more: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'error',
    message: `${code}.`,
    path: ['job', 'a'],
    range: { start: { line: 0, character: column }, end: { line: 0, character: column + 1 } },
    ...more,
  };
}

describe('oneByValue', () => {
  const cases: readonly [name: string, findings: readonly Finding[], ...messages: string[]][] = [
    ['nothing', []],
    [
      'two of one value',
      [finding('ref-bad-prefix', 1), finding('ref-too-few-slashes', 1)],
      'ref-bad-prefix.\nref-too-few-slashes.',
    ],
    [
      'the same twice',
      [finding('bb-builder-missing', 1), finding('bb-builder-missing', 1)],
      'bb-builder-missing.',
    ],
    [
      'others in between',
      [
        finding('ref-bad-prefix', 1),
        finding('realm-invalid', 2),
        finding('ref-too-few-slashes', 1),
      ],
      'ref-bad-prefix.\nref-too-few-slashes.',
      'realm-invalid.',
    ],
    [
      'other ranges',
      [finding('ref-bad-prefix', 1), finding('ref-bad-prefix', 2)],
      'ref-bad-prefix.',
      'ref-bad-prefix.',
    ],
    [
      'other paths',
      [finding('ref-bad-prefix', 1), finding('ref-bad-prefix', 1, { path: ['job', 'b'] })],
      'ref-bad-prefix.',
      'ref-bad-prefix.',
    ],
    [
      'several values missing',
      [
        finding('bb-server-missing', 1),
        finding('bb-bucket-required', 1),
        finding('shell/missing', 1),
      ],
      'bb-server-missing.',
      'bb-bucket-required.',
      'shell/missing.',
    ],
    [
      'lints',
      [
        finding('lint-job-copied', 1, { severity: 'warning' }),
        finding('lint-job-copied', 1, { severity: 'warning' }),
      ],
      'lint-job-copied.',
      'lint-job-copied.',
    ],
    [
      'text errors',
      [
        finding('textproto-unknown-field', 1, { path: [] }),
        finding('textproto-unknown-field', 1, { path: [] }),
      ],
      'textproto-unknown-field.',
      'textproto-unknown-field.',
    ],
  ];
  for (const [name, findings, ...messages] of cases) {
    it(name, () => {
      assert.deepEqual(
        oneByValue(findings).map(({ message }) => message),
        messages,
      );
    });
  }

  it('keeps everything else of the first', () => {
    const first = finding('ref-bad-prefix', 1, { afterTextError: true });
    const [one, ...others] = oneByValue([first, finding('ref-too-few-slashes', 1)]);
    assert.deepEqual(others, []);
    assert.deepEqual(one, { ...first, message: 'ref-bad-prefix.\nref-too-few-slashes.' });
  });

  it('takes linear time', () => {
    assertLinearTime(
      50_000,
      (n) => Array.from({ length: n }, (_, i) => finding('ref-bad-prefix', i >> 1)),
      oneByValue,
    );
  });
});

describe('an editor marks once', () => {
  const texts: Readonly<
    Record<string, readonly [marked: string, code: string, sentences: number]>
  > = {
    'a ref': [
      'trigger { id: "t" gitiles { repo: "https://x.googlesource.com/y" refs: [["main"]] } }',
      'ref-bad-prefix',
      2,
    ],
    'a builder that is missing': [
      'job { id: "a" [[buildbucket]] { server: "x.com" bucket: "b" } }',
      'bb-builder-missing',
      1,
    ],
  };
  for (const [name, [marked, code, sentences]] of Object.entries(texts)) {
    it(name, () => {
      const { text, ranges } = markedText(marked);
      const config = openConfig(text, { project: 'p' }, validationManagers());
      assert.equal(config.findings().length, 2);
      const { findings } = shownDiagnostics(config);
      assert.deepEqual(
        findings.map((each) => each.range),
        ranges,
      );
      assert.equal(findings[0]?.code, code);
      assert.equal(findings[0]?.message.split('\n').length, sentences);
    });
  }
});
