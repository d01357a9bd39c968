import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts, offsetAt } from '../../../src/text/lines.ts';
import type { Position, Range } from '../../../src/text/range.ts';
import { markedText } from '../../marked-text.ts';

const OPTIONS = { project: 'p', registry: validationManagers() };

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, OPTIONS);
}

describe('a finding about an id that is there twice', () => {
  // The marks are where the first is, once for each finding about it, in the order of the findings.
  const cases: readonly [marked: string, ...messages: string[]][] = [
    ['job { id: [["a"]] noop {} }\njob { id: "a" noop {} }', 'This job has the id "a" already.'],
    ['job { id: [["a"]] noop {} } job { id: "a" noop {} }', 'This job has the id "a" already.'],
    // Jobs come before triggers, whatever the file says.
    [
      'trigger { id: "a" noop {} }\njob { id: [["a"]] noop {} }',
      'This job has the id "a" already.',
    ],
    [
      'trigger { id: [["a"]] noop {} }\n\ntrigger {\n  id: "a" noop {} }',
      'This trigger has the id "a" already.',
    ],
    [
      'job {\n  id: [["a" "b"]] noop {} }\njob { id: "ab" noop {} }',
      'This job has the id "ab" already.',
    ],
    ['job { id: "a" noop {} }'],
    ['job { noop {} }\njob { noop {} }'],
  ];
  for (const [marked, ...messages] of cases) {
    it(`points at the first: ${marked}`, () => {
      const { text, ranges } = markedText(marked);
      const related = open(text)
        .findings()
        .flatMap((finding) => finding.related ?? []);
      assert.deepEqual(
        related,
        messages.map((message, i) => ({ message, range: ranges[i] })),
      );
    });
  }

  it('points at the first of all, even from the third', () => {
    const findings = open('job { id: "a" noop {} }\n'.repeat(3)).findings();
    assert.deepEqual(
      findings.map(({ range, related }) => [range.start.line, related?.[0]?.range.start.line]),
      [
        [1, 0],
        [2, 0],
      ],
    );
  });

  it('points at the first when only some findings are shown', () => {
    const { shown } = open('job { id: "a" noop {} }\n'.repeat(9)).worstFindings(2);
    assert.deepEqual(
      shown.map(({ related }) => related?.[0]?.range.start.line),
      [0, 0],
    );
  });

  it('points at the first behind a text error', () => {
    const { text, ranges } = markedText(
      'nope: 1\njob { id: [["a"]] noop {} }\njob { id: "a" noop {} }',
    );
    const duplicate = open(text)
      .findings()
      .find(({ code }) => code === 'duplicate-id');
    assert.deepEqual(
      duplicate?.related?.map(({ range }) => range),
      ranges,
    );
  });

  it('follows edits', () => {
    const line = fc.constantFrom(
      'job { id: "a" noop {} }\n',
      'job {\n  id: "a"\n  noop {}\n}\n',
      'trigger { id: "a" noop {} }\n',
      'job { id: "b" noop {} } job { id: "a" noop {} }\n',
      'trigger {\n id: "b" noop {} }\n',
      '# x\n',
      '\n',
    );
    const lines = fc.array(line, { maxLength: 6 }).map((all) => all.join(''));
    const at = fc.nat({ max: 30 });
    const edits = fc.array(fc.tuple(at, fc.nat({ max: 4 }), lines), { maxLength: 5 });
    let seen = 0;
    fc.assert(
      fc.property(lines, edits, (text, changes) => {
        const document = open(text);
        let expected = text;
        for (const [start, count, added] of changes) {
          const range: Range = { start: lineStart(start), end: lineStart(start + count) };
          const starts = lineStarts(expected);
          expected =
            expected.slice(0, offsetAt(expected, starts, range.start)) +
            added +
            expected.slice(offsetAt(expected, starts, range.end));
          document.edit(range, added);
          const findings = document.findings();
          assert.deepEqual(findings, open(expected).findings());
          seen += findings.filter(({ related }) => related).length;
        }
      }),
    );
    assert.ok(seen > 0);
  });
});

function lineStart(line: number): Position {
  return { line, character: 0 };
}
