import assert from 'node:assert/strict';
import { analysePart } from '../../../src/config/document/entry-analysis.ts';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';
import { markedText, rangeOf } from '../../marked-text.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

describe('what is missing has a code of its own, and the service its verdict', () => {
  const table: [what: string, marked: string, code: string, verdict: string, says: RegExp][] = [
    [
      'a comma between messages',
      'job { id: "a" noop {} acls: [{} [[{]]}] }',
      'textproto-missing-comma',
      'textproto-list-separator',
      /comma is missing before `{`/,
    ],
    [
      'a comma between entries',
      'job: [{ id: "a" noop {} } [[{]] id: "b" noop {} }]',
      'textproto-missing-comma',
      'textproto-list-separator',
      /comma is missing before `{`/,
    ],
    [
      'another separator',
      'job { id: "a" noop {} acls: [{}[[;]] {}] }',
      'textproto-list-separator',
      'textproto-list-separator',
      /not by `;`/,
    ],
    [
      'the brackets of a list',
      'job { id: "a" noop {} acl_sets: [["a", "b"]] }',
      'textproto-list-separator',
      'textproto-unknown-field',
      /need brackets/,
    ],
    [
      'the brackets of a list in several lines',
      'job {\n  id: "a"\n  acl_sets: [["a",\n    "b\\"c",\n    "d"]]\n  noop {}\n}',
      'textproto-list-separator',
      'textproto-unknown-field',
      /need brackets/,
    ],
    [
      'an opening quote',
      'job { id: [[a"]] noop {} }',
      'textproto-missing-quote',
      'textproto-bad-string',
      /opening quote is missing: put it in quotes, as `"a"`/,
    ],
    [
      'an opening quote of an item',
      'job { id: "a" noop {} acl_sets: ["a", [[b"]], "c"] }',
      'textproto-missing-quote',
      'textproto-bad-string',
      /opening quote is missing/,
    ],
    [
      'the opening quote of a URL',
      'job {\n  id: "a"\n  url_fetch { url: [[https://x/y"]] }\n}',
      'textproto-missing-quote',
      'textproto-bad-string',
      /opening quote is missing/,
    ],
    [
      'a closing quote, and nothing else follows in the line',
      'job {\n  id: [["a]]\n  noop {}\n}',
      'textproto-unmatched-quote',
      'textproto-unmatched-quote',
      /not closed/,
    ],
    [
      'a closing quote, and the rest of the entry follows',
      'job { id: [["a]] noop {} }',
      'textproto-unmatched-quote',
      'textproto-unmatched-quote',
      /not closed: add `"` behind it/,
    ],
    [
      'a closing quote, and a string follows',
      'job { id: [["a]] realm: "b" noop {} }',
      'textproto-unmatched-quote',
      'textproto-unknown-field',
      /not closed: add `"` behind it/,
    ],
    [
      'both quotes',
      'job {\n  id: "a"\n  schedule: [[0 1 * * *]]\n  noop {}\n}',
      'textproto-bad-string',
      'textproto-bad-string',
      /put it in quotes, as `"0 1 \* \* \*"`/,
    ],
  ];
  for (const [what, marked, code, verdict, says] of table) {
    it(what, () => {
      const { text, spans } = markedText(marked);
      const findings = ProjectConfigDocument.open(text, OPTIONS).findings();
      assert.deepEqual(
        findings.map((finding) => [finding.code, finding.range]),
        spans.map((span) => [code, rangeOf(text, span)]),
      );
      assert.match(findings[0]?.message ?? '', says);
      const [first] = analysePart(new Source(text), OPTIONS).textErrors;
      assert.equal(first?.verdict ?? first?.code, verdict);
    });
  }
});

describe('a comma that is missing between ids', () => {
  const jobs = 'job { id: "a" noop {} }\njob { id: "b" noop {} }\n';
  const table: [triggers: string, ...codes: string[]][] = [
    ['triggers: [ [["a" "b"]] ]', 'trigger-missing-comma'],
    ['triggers: ["b", [["a"\n    "b"]] ]', 'trigger-missing-comma'],
    ['triggers: [["a" "b"]]', 'trigger-missing-comma'],
    ['triggers: [ [["a" "c"]] ]', 'trigger-missing-comma'],
    ['triggers: [ [["c" "d"]] ]', 'trigger-unknown-job'],
    ['triggers: ["" "a"]'],
  ];
  for (const [marked, ...codes] of table) {
    it(marked, () => {
      const { text, spans } = markedText(`${jobs}trigger { id: "t" noop {} ${marked} }`);
      const findings = ProjectConfigDocument.open(text, OPTIONS).findings();
      assert.deepEqual(
        findings.map((finding) => [finding.code, finding.range]),
        codes.map((code, i) => [code, rangeOf(text, spans[i] ?? { start: 0, end: 0 })]),
      );
      if (codes[0] !== 'trigger-missing-comma') return;
      assert.match(findings[0]?.message ?? '', /A comma is missing between "\w" and "\w"/);
    });
  }
});
