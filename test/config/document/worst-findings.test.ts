import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { SEVERITIES, totalOf } from '../../../src/config/finding-counts.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts, positionAt } from '../../../src/text/lines.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { FRAGMENTS, generatedConfigs } from './config-fragments.ts';

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
    lints: { off: new Set(['lint-url-fetch-no-timeout']), crowdedMinuteLimit: 1, now: () => 0 },
    onRecovery: (error) => assert.fail(String(error)),
  });
}

/** By definition: all findings if they are few enough, else the worst, in the order that they are in. */
function worstOf(findings: readonly Finding[], limit: number): readonly Finding[] {
  if (findings.length <= limit) return findings;
  return SEVERITIES.flatMap((severity) => findings.filter((f) => f.severity === severity)).slice(
    0,
    limit,
  );
}

function checkWorst(document: ProjectConfigDocument, limit: number): void {
  const all = document.findings();
  const { shown, more } = document.worstFindings(limit);
  assert.deepEqual(shown, worstOf(all, limit));
  for (const severity of SEVERITIES) {
    const count = (findings: readonly Finding[]) =>
      findings.filter((finding) => finding.severity === severity).length;
    assert.equal(more[severity], count(all) - count(shown), severity);
  }
}

describe('the worst findings', () => {
  it('are those of all that the definition says, with the count of the others', () => {
    fc.assert(
      fc.property(generatedConfigs, fc.nat(12), (text, limit) => checkWorst(open(text), limit)),
      { numRuns: 400 },
    );
  }).timeout(180_000);

  it('stay so while the text is edited', () => {
    const edits = fc.array(
      fc.record({ at: fc.nat(), length: fc.nat(40), insert: fc.constantFrom('', ...FRAGMENTS) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(generatedConfigs, edits, fc.nat(8), (initial, sequence, limit) => {
        const document = open(initial);
        let text = initial;
        for (const { at, length, insert } of sequence) {
          const starts = lineStarts(text);
          const start = at % (text.length + 1);
          const end = Math.min(start + length, text.length);
          document.edit({ start: positionAt(starts, start), end: positionAt(starts, end) }, insert);
          text = text.slice(0, start) + insert + text.slice(end);
          assert.deepEqual(document.worstFindings(limit), open(text).worstFindings(limit));
          checkWorst(document, limit);
        }
      }),
      { numRuns: 150 },
    );
  }).timeout(180_000);

  it('stay so in a config of very many entries', () => {
    const many = fc.array(fc.constantFrom(...FRAGMENTS.slice(0, -2)), {
      minLength: 120,
      maxLength: 200,
    });
    const edits = fc.array(
      fc.record({ at: fc.nat(), length: fc.nat(40), insert: fc.constantFrom('x', ...FRAGMENTS) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(many, edits, fc.nat(150), (fragments, sequence, limit) => {
        const document = open(fragments.join(''));
        for (const { at, length, insert } of sequence) {
          const { text } = document;
          const starts = lineStarts(text);
          const start = at % (text.length + 1);
          const end = Math.min(start + length, text.length);
          document.edit({ start: positionAt(starts, start), end: positionAt(starts, end) }, insert);
          checkWorst(document, limit);
          assert.deepEqual(document.findings(), open(document.text).findings());
        }
      }),
      { numRuns: 25 },
    );
  }).timeout(180_000);

  it('are the same whether sets or a walk find what lints across entries say', () => {
    const few = [
      'noop {} schedule: "triggered"',
      'noop {}',
      'noop {} disabled: true',
      'url_fetch {}',
    ];
    const jobs = Array.from({ length: 2500 }, (_, n) => `job { id: "j${n}" ${few[n % 4]} }\n`);
    const circles = 'trigger { id: "r" noop {} triggers: "r" triggers: "j2" }\n';
    const many = open(jobs.join('') + circles);
    checkWorst(many, 1000);
    const lines = new Map<number, Finding>();
    for (const finding of many.findings()) {
      if (finding.code === 'lint-job-never-triggered') lines.set(finding.range.start.line, finding);
    }
    const apart = open(jobs.slice(0, 100).join('') + circles);
    for (const finding of apart.findings()) {
      const { line } = finding.range.start;
      if (finding.code === 'lint-job-never-triggered') assert.deepEqual(lines.get(line), finding);
    }
    assert.ok(lines.size > 1500);
  });

  it('begin with what the service says, however much else there is', () => {
    const text = `${'job { id: "!" }\n'.repeat(50)}job { id: @ }\n${'job { id: "?" nope: 1 }\n'.repeat(50)}`;
    const { shown, more } = open(text).worstFindings(10);
    assert.equal(shown[0]?.code, 'textproto-unexpected-byte');
    assert.equal(shown[0]?.afterTextError, undefined);
    assert.deepEqual(
      shown.slice(1).map(({ range, afterTextError }) => [range.start.line, afterTextError]),
      [0, 0, 1, 1, 1, 2, 2, 2, 3].map((line) => [line, true]),
    );
    assert.equal(totalOf(more), open(text).findings().length - 10);
  });
});

describe('the length of all findings', () => {
  // Each finding carries its path, and may quote what it is about.
  const kinds: Readonly<Record<string, (size: number) => string>> = {
    'a long id of a trigger with many targets': (size) =>
      `trigger { id: "${'x'.repeat(size)}" noop {} ${'triggers: "y" '.repeat(size / 16)} }`,
    'a long id, and many refs': (size) =>
      `trigger { id: "${'x'.repeat(size)}" gitiles { repo: "https://h" ${'refs: "" '.repeat(size / 16)} } }`,
    'long refs': (size) =>
      `trigger { id: "t" gitiles { repo: "https://h" ${`refs: "${'r'.repeat(2000)}" `.repeat(size / 2000)} } }`,
    'a long id that is not unique': (size) =>
      `job { id: "${'x'.repeat(size)}" noop {} }\n`.repeat(20),
  };
  for (const [name, textOf] of Object.entries(kinds)) {
    it(`grows as the text does: ${name}`, () => {
      const length = (size: number) => JSON.stringify(open(textOf(size)).findings()).length;
      const [small, large] = [length(16_000), length(64_000)];
      assert.ok(large < 5 * small, `${small} → ${large}`);
    });
  }

  it('takes linear time to make', () => {
    assertLinearTime(
      100_000,
      (size) =>
        open(`trigger { id: "${'x'.repeat(size)}" noop {} ${'triggers: "y" '.repeat(size / 16)} }`),
      (document) => {
        document.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
        return document.worstFindings(1000);
      },
    );
  });
});
