import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts } from '../../../src/text/lines.ts';
import { markedText } from '../../marked-text.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

const BEFORE = 'job {\n  id: "before"\n  realm: "A"\n  noop {}\n}\n';
const AFTER = 'job {\n  id: "after"\n  realm: "B"\n  noop {}\n}\n';

/** Code and offset in the text of each finding of `before + text + after` that is about neither neighbour. */
function findingsBetween(before: string, text: string, after: string): unknown[] {
  const all = before + text + after;
  const starts = lineStarts(all);
  const findings = ProjectConfigDocument.open(all, OPTIONS).findings();
  for (const [id, line] of [
    ['before', 2],
    ['after', lineStarts(before + text).length + 1],
  ] as const) {
    const ofNeighbour = findings.filter(({ path }) => path[1] === id);
    assert.deepEqual(
      ofNeighbour.map((f) => [f.code, f.range.start.line, f.afterTextError]),
      [['realm-invalid', line, true]],
      `the job ${id} it is still checked`,
    );
  }
  return findings
    .filter(({ path }) => path[1] !== 'before' && path[1] !== 'after')
    .map(({ code, range: { start, end } }) => {
      const offset = (p: typeof start) => (starts[p.line] ?? 0) + p.character - before.length;
      return [code, offset(start), offset(end)];
    });
}

describe('one mistake in a job between two others is one finding', () => {
  const table: [what: string, code: string, marked: string][] = [
    ['{ not closed', 'missing-brace', 'job [[{]]\n  id: "m"\n  noop {}\n'],
    ['{ not closed, without indentation', 'missing-brace', 'job [[{]]\nid: "m"\nnoop {\n}\n'],
    ['{ not closed, all indented', 'missing-brace', '  job [[{]]\n    id: "m"\n    noop {}\n'],
    ['inner { not closed', 'missing-brace', 'job {\n  id: "m"\n  noop [[{]]\n    sleep_ms: 1\n}\n'],
    [
      'inner { not closed, a field after it',
      'missing-brace',
      'job {\n  noop [[{]]\n    sleep_ms: 1\n  id: "m"\n}\n',
    ],
    [
      'inner { not closed, a message after it',
      'missing-brace',
      'job {\n  id: "m"\n  noop [[{]]\n  triggering_policy {\n    kind: NEWEST_FIRST\n  }\n}\n',
    ],
    [
      '{ not closed, where the next entry passes for a field',
      'missing-brace',
      'trigger [[{]]\n  id: "m"\n  noop {}\nacl_sets {\n}\n',
    ],
    ['} too many, after the job', 'surplus-brace', 'job {\n  id: "m"\n  noop {}\n}\n[[}]]\n'],
    ['} too many, in a line', 'surplus-brace', 'job {\n  noop {} [[}]]\n  id: "m"\n}\n'],
    [
      '} too many, further right',
      'surplus-brace',
      'job {\n  noop {\n    sleep_ms: 1\n    [[}]]\n  }\n  id: "m"\n}\n',
    ],
    ['wrong closer', 'mismatched-brace', 'job {\n  id: "m"\n  noop {[[>]]\n}\n'],
    [
      'wrong closer, one that is needed',
      'mismatched-brace',
      'job {\n  noop <[[}]]\n  id: "m"\n}\n',
    ],
    ['wrong closer of the job', 'mismatched-brace', 'job {\n  id: "m"\n  noop <>\n[[>]]\n'],
    ['no {', 'missing-brace', 'job[[]]\n  id: "m"\n  noop {}\n}\n'],
    ['no { in one line', 'missing-brace', 'job[[]] id: "m" noop {} }\n'],
    ['no inner {', 'missing-brace', 'job {\n  noop[[]]\n    sleep_ms: 1\n  }\n  id: "m"\n}\n'],
    ['no inner { nor }', 'missing-brace', 'job {\n  noop[[]]\n    sleep_ms: 1\n  id: "m"\n}\n'],
    ['} in place of {}', 'missing-brace', 'job {\n  noop[[]] }\n  id: "m"\n}\n'],
    ['no colon', 'missing-colon', 'job {\n  id [["m"]]\n  noop {}\n}\n'],
    ['no colon, no value', 'missing-colon', 'job {\n  id\n  [[noop]] {}\n}\n'],
    ['= for :', 'unexpected-byte', 'job {\n  id [[=]] "m"\n  noop {}\n}\n'],
    ['two colons', 'bad-string', 'job {\n  id:[[:]] "m"\n  noop {}\n}\n'],
    ['no value', 'bad-string', 'job {\n  id:\n  [[noop]] {}\n}\n'],
    ['no value, job ends', 'bad-string', 'job {\n  noop {}\n  id:\n[[}]]\n'],
    ['" not closed', 'unmatched-quote', 'job {\n  id: [["m]]\n  noop {}\n}\n'],
    ['second " not closed', 'unmatched-quote', 'job {\n  id: "m" [["n]]\n  noop {}\n}\n'],
    ['typographic quotes', 'unexpected-byte', 'job {\n  id: [[“m”]]\n  noop {}\n}\n'],
    ['bad escape', 'bad-escape', 'job {\n  id: "a[[\\d]]"\n  noop {}\n}\n'],
    ['field twice', 'field-repeated', 'job {\n  id: "m"\n  [[id]]: "n"\n  noop {}\n}\n'],
    ['unknown field', 'unknown-field', 'job {\n  [[foo]] { bar: 1 }\n  noop {}\n}\n'],
    ['entry in an entry', 'unknown-field', 'job {\n  noop {}\n  [[job]] {\n  }\n}\n'],
    ['unknown entry', 'unknown-field', '[[jobs]] {\n  id: "m"\n  noop {}\n}\n'],
    ['no name', 'unknown-field', '[[{]]\n  id: "m"\n  noop {}\n}\n'],
    ['quoted name', 'unknown-field', 'job {\n  [["id"]]: "m"\n  noop {}\n}\n'],
    ['// comment', 'unknown-field', 'job {\n  [[//]] the { job\n  noop {}\n}\n'],
    ['/* comment */', 'unknown-field', 'job {\n  [[/*]] the { job */ noop {}\n}\n'],
    ['two separators', 'unknown-field', 'job {\n  id: "m",[[,]]\n  noop {}\n}\n'],
    ['separator first', 'unknown-field', 'job {\n  [[;]]id: "m"\n  noop {}\n}\n'],
    ['list not closed', 'list-separator', 'job {\n  acl_sets: ["a"\n  [[noop]] {}\n}\n'],
    ['list not closed, job ends', 'list-separator', 'job {\n  noop {}\n  acl_sets: ["a"\n[[}]]\n'],
    ['; in a list', 'list-separator', 'job {\n  acl_sets: ["a"[[;]] "b"]\n  noop {}\n}\n'],
    ['no comma in a list', 'missing-comma', 'job {\n  acls: [{} [[{]]}]\n  noop {}\n}\n'],
    ['comma first in a list', 'bad-string', 'job {\n  acl_sets: [ [[,]] "b"]\n  noop {}\n}\n'],
    ['here-document', 'bad-string', 'job {\n  id: [[<<EOF]]\n} "\nEOF\n  noop {}\n}\n'],
    ['a byte order mark', 'unexpected-byte', '[[\ufeff]]job {\n  id: "m"\n  noop {}\n}\n'],
    ['bad enum', 'bad-enum', 'job {\n  noop {}\n  triggering_policy { kind: [[x]] }\n}\n'],
    ['bad number', 'bad-int', 'job {\n  url_fetch {\n    timeout_sec: [[10s]]\n  }\n}\n'],
    ['bad bool', 'bad-bool', 'job {\n  disabled: [[yes]]\n  noop {}\n}\n'],
  ];
  for (const [what, code, marked] of table) {
    for (const [name, lineEnd] of [
      ['LF', '\n'],
      ['CR LF', '\r\n'],
    ] as const) {
      it(`${what} (${name})`, () => {
        const [before, entry, after] = [BEFORE, marked, AFTER].map((text) =>
          text.replaceAll('\n', lineEnd),
        );
        const { text, spans } = markedText(entry ?? '');
        assert.deepEqual(
          findingsBetween(before ?? '', text, after ?? ''),
          spans.map(({ start, end }) => [`textproto-${code}`, start, end]),
        );
      });
    }
  }
});

describe('entries that are laid out in other ways are checked each by itself', () => {
  const unreadable = 'job { idd: "b" noop {} }';
  const bad = (id: string) => `{ id: "${id}" realm: "A" noop {} }`;
  const table: [what: string, text: string][] = [
    ['in one line', `job ${bad('a')} ${unreadable} job ${bad('c')}`],
    ['without white space', `job${bad('a')}${unreadable}job${bad('c')}`],
    ['in angle brackets', `job ${bad('a')}\n${unreadable}\njob < id: "c" realm: "A" noop <> >`],
    ['in a list', `job: [${bad('a')}, { idd: "b" noop {} }, ${bad('c')}]`],
    ['indented', `  job ${bad('a')}\n  ${unreadable}\n  job ${bad('c')}`],
    ['after lone carriage returns', `job ${bad('a')}\r${unreadable}\rjob ${bad('c')}`],
    [
      'with the keyword in a comment',
      `# x\njob ${bad('a')}\n#\\\n${unreadable} #\njob ${bad('c')}`,
    ],
    [
      'with the keyword in a string',
      `job { id: "a" realm: "job {" noop {} }\n${unreadable}\njob ${bad('c')}`,
    ],
  ];
  for (const [what, text] of table) {
    it(what, () => {
      const findings = ProjectConfigDocument.open(text, OPTIONS).findings();
      assert.deepEqual(
        findings.map(({ code, path }) => [code, path[1]]),
        [
          ['textproto-unknown-field', undefined],
          ['realm-invalid', 'a'],
          ['realm-invalid', 'c'],
        ],
      );
    });
  }
});
