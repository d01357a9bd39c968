import assert from 'node:assert/strict';
import { documentSymbols } from '../../src/language/document-symbols.ts';
import { lineStarts, offsetAt } from '../../src/text/lines.ts';
import type { Range } from '../../src/text/range.ts';
import { openMarked } from '../marked-text.ts';

// Each row: a text with what each symbol selects in marks; `kind name: detail` of each; the text of each.
const TABLE: [what: string, marked: string, symbols: string[], texts: string[]][] = [
  ['an empty file', '# nothing', [], []],
  [
    'kind of task and schedule',
    'job {\n  id: [["a"]]\n  schedule: "0 * * * *"\n  noop {}\n}\n# c',
    ['job a: noop, 0 * * * *'],
    ['job {\n  id: "a"\n  schedule: "0 * * * *"\n  noop {}\n}'],
  ],
  [
    'the default schedules',
    'trigger { id: [["t"]] gitiles {} } job { id: [["a"]] buildbucket {} }',
    ['trigger t: gitiles, with 30s interval', 'job a: buildbucket, triggered'],
    ['trigger { id: "t" gitiles {} }', 'job { id: "a" buildbucket {} }'],
  ],
  [
    'disabled',
    'job { id: [["a"]] disabled: true noop {} }',
    ['job a: noop, triggered, disabled'],
    ['job { id: "a" disabled: true noop {} }'],
  ],
  ['no id', '[[job]] { noop {} }', ['job (empty): noop, triggered'], ['job { noop {} }']],
  ['no task', 'job { id: [["a"]] }', ['job a: triggered'], ['job { id: "a" }']],
  [
    'no id in a list: the keyword is outside of the symbol',
    'job: [ [[]]{ noop {} }, { id: [["b"]] noop {} }]',
    ['job (empty): noop, triggered', 'job b: noop, triggered'],
    ['{ noop {} }', '{ id: "b" noop {} }'],
  ],
  [
    'sets of access rules, among the others in the order of the file',
    'acl_sets { name: [["s"]] acls {} acls {} }\njob { id: [["a"]] acl_sets: "s" }\nacl_sets {\n  name: [["t"]]\n  acls {}\n}\njob { id: [["b"]] }',
    [
      'acl-set s: ACL set, 2 rules',
      'job a: triggered',
      'acl-set t: ACL set, 1 rule',
      'job b: triggered',
    ],
    [
      'acl_sets { name: "s" acls {} acls {} }',
      'job { id: "a" acl_sets: "s" }',
      'acl_sets {\n  name: "t"\n  acls {}\n}',
      'job { id: "b" }',
    ],
  ],
  [
    'sets before and after entries of one line, in a list, without a name, and broken',
    'acl_sets: [{ name: [["s"]] }, [[]]{}] job { id: [["a"]] } [[acl_sets]] {} acl_sets { name: [["u"]] acls {',
    [
      'acl-set s: ACL set, 0 rules',
      'acl-set (empty): ACL set, 0 rules',
      'job a: triggered',
      'acl-set (empty): ACL set, 0 rules',
      'acl-set u: ACL set, 1 rule',
    ],
    ['{ name: "s" }', '{}', 'job { id: "a" }', 'acl_sets {}', 'acl_sets { name: "u" acls {'],
  ],
];

describe('document symbols', () => {
  for (const [what, marked, symbols, texts] of TABLE) {
    it(what, () => {
      const { document, text, ranges } = openMarked(marked);
      const found = documentSymbols(document);
      assert.deepEqual(
        found.map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`),
        symbols,
      );
      assert.deepEqual(
        found.map(({ selectionRange }) => selectionRange),
        ranges,
      );
      assert.deepEqual(
        found.map(({ range }) => textIn(text, range)),
        texts,
      );
    });
  }
});

function textIn(text: string, { start, end }: Range): string {
  const starts = lineStarts(text);
  return text.slice(offsetAt(text, starts, start), offsetAt(text, starts, end));
}
