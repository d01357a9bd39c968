import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Source } from '../../src/text/source.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import type { FieldNode, ParseResult } from '../../src/textproto/tree.ts';
import { markedText } from '../marked-text.ts';
import { shownTree } from './shown-tree.ts';

function parse(text: string): ParseResult {
  return parseTextproto(new Source(text));
}

describe('text format parser', () => {
  describe('builds the tree of what is valid', () => {
    const table: [text: string, tree: string][] = [
      ['', ''],
      ['# only a comment', ''],
      ['a: 1', 'a:1'],
      ['a:1 b:-2;c:x,', 'a:1 b:-2 c:x'],
      ['a{b<c:1>}', 'a {b {c:1}}'],
      ['a: { b: "x" }', 'a:{b:"x"}'],
      ['a: "x" \'y\' # c\n "z"', 'a:"x"+\'y\'+"z"'],
      ['a: ["x" "y", 1, {b: 2}]', 'a:["x"+"y",1,{b:2}]'],
      ['a: 5foo b.c-d: --x', 'a:5foo b.c-d:--x'],
      ['a:\n  1', 'a:1'],
      ['a: "\\"}"', 'a:"\\"}"'],
      ['job\n{\n}', 'job {}'],
    ];
    for (const [text, tree] of table) {
      it(JSON.stringify(text), () => {
        const { fields, errors } = parse(text);
        assert.equal(shownTree(text, fields), tree);
        assert.deepEqual(errors, []);
      });
    }
  });

  describe('reports one finding for one mistake, at the mistake', () => {
    const table: [marked: string, code: string, tree?: string][] = [
      ['a: [[@]] b: 1', 'textproto-unexpected-byte', 'a:∅ b:1'],
      ['[[\ufeff]]a: 1', 'textproto-unexpected-byte', 'a:1'],
      ['a: [[übergrößen]]', 'textproto-unexpected-byte'],
      ['a: [["x]]\nb: 1', 'textproto-unmatched-quote', 'a:"x b:1'],
      ['a: [["x]]\r\nb: 1', 'textproto-unmatched-quote', 'a:"x b:1'],
      ['a: [["x]]', 'textproto-unmatched-quote'],
      ['a: "x" [["y]]\n"z" b: 1', 'textproto-unmatched-quote'],
      ['a: "b[[\\d]]+"', 'textproto-bad-escape'],
      ['a: "[[\\0]]"', 'textproto-bad-escape'],
      ['a: "[[\\07]]8"', 'textproto-bad-escape'],
      ['a: "[[\\400]]"', 'textproto-bad-escape'],
      ['a: "[[\\x4]]"', 'textproto-bad-escape'],
      ['a: "[[\\u12]]"', 'textproto-bad-escape'],
      ['a: "[[\\U00110000]]"', 'textproto-bad-escape'],
      ['a: "\\n[[\udcff]]"', 'textproto-bad-utf8'],
      ['a [[{]] b: 1', 'textproto-missing-brace'],
      ['a { b: 1 [[>]] c: 2', 'textproto-mismatched-brace'],
      ['a < b { [[>]]', 'textproto-mismatched-brace'],
      ['a: 1 [[}]] b: 2', 'textproto-surplus-brace', 'a:1 b:2'],
      ['a: 1;[[;]] b: 2', 'textproto-unknown-field', 'a:1 b:2'],
      ['[[,]] b: 2', 'textproto-unknown-field', 'b:2'],
      ['a: 1 [[:]] 2 b: 3', 'textproto-unknown-field', 'a:1 :2 b:3'],
      ['[[//]] x: 1\na: 1', 'textproto-unknown-field', 'a:1'],
      ['a: 1 [[//]] x', 'textproto-unknown-field', 'a:1'],
      ['a: 1 [[/*]] x */ b: 2', 'textproto-unknown-field', 'a:1 b:2'],
      ['[[/*]] x\na: 1', 'textproto-unknown-field', 'a:1'],
      ['[[/*]]/ a: 1', 'textproto-unknown-field', 'a:1'],
      ['a: 1 [[/]] b: 2', 'textproto-unknown-field', 'a:1 b:2'],
      ['a [[=]] "x" b: 1', 'textproto-unexpected-byte', 'a:"x" b:1'],
      ['a: "x" [[@]] "y" b: 1', 'textproto-unexpected-byte'],
      ['[[{]] b: 2 }', 'textproto-unknown-field', ''],
      ['[["a"]]: 1', 'textproto-unknown-field'],
      ['[x.y] : 1', 'textproto-extension'],
      ['a: [1 [[2]]]', 'textproto-missing-comma', 'a:[1,2]'],
      ['a: [1[[;]] 2]', 'textproto-list-separator', 'a:[1,2]'],
      ['c { a: ["x" [[}]]', 'textproto-list-separator', 'c {a:["x"]}'],
      ['a: ["x"\n[[b]]: 1', 'textproto-list-separator', 'a:["x"] b:1'],
    ];
    for (const [marked, code, tree] of table) {
      it(JSON.stringify(marked), () => {
        // `[x.y]` itself is spelt with brackets, so that row has no marks.
        const { text, spans } = markedText(marked);
        const { fields, errors } = parse(text);
        assert.equal(errors[0]?.code, code);
        if (spans[0]) assert.deepEqual({ start: errors[0]?.start, end: errors[0]?.end }, spans[0]);
        assert.deepEqual(errors.slice(1), []);
        if (tree !== undefined) assert.equal(shownTree(text, fields), tree);
      });
    }
  });

  describe('leaves to the type of the field what depends on it', () => {
    const table: [text: string, tree: string][] = [
      ['a:: 1 b: 2', 'a:1 b:2'],
      ['a / {} b: 2', 'a {} b:2'],
      ['a: ] b: 2', 'a:∅ b:2'],
      ['a }', 'a ∅'],
      ['a: [] b: [,] c: [1,]', 'a:[∅] b:[∅,∅] c:[1,∅]'],
      ['a\n  b: 1\n}\nc: 2', 'a {b:1} c:2'],
      ['a {\n  b\n    c: 1\n  d: 2\n}', 'a {b {c:1} d:2}'],
    ];
    for (const [text, tree] of table) {
      it(JSON.stringify(text), () => {
        const { fields, errors } = parse(text);
        assert.equal(shownTree(text, fields), tree);
        assert.deepEqual(errors, []);
      });
    }
  });

  it('sees one string where the service does, and two where something is between', () => {
    const pieces = (text: string) =>
      parse(text).fields.map(({ value }) => value.kind === 'string' && value.pieces.length);
    assert.deepEqual(pieces('a: "x" # y\n "z"'), [2]);
    assert.deepEqual(pieces('a: "x" @ "z"')[0], 1);
  });

  it('sorts errors by where the service would stop', () => {
    const { errors } = parse('a {\n  b: @\n  c: "x\n');
    assert.deepEqual(
      errors.map((e) => e.code),
      ['textproto-unexpected-byte', 'textproto-unmatched-quote', 'textproto-missing-brace'],
    );
  });

  describe('survives anything', () => {
    const token = fc.constantFrom(
      ...[
        'job',
        '{',
        '}',
        '<',
        '>',
        '[',
        ']',
        ':',
        ';',
        ',',
        '/',
        '"a"',
        '"',
        "'b'",
        '# c\n',
        '\n  ',
      ],
      ...['\n', '\\', '1', '-', '\ud800', '\udc80', '\0', 'é', '\t', '\r', '"\\x41"', '"\\q"'],
    );
    it('token soup: every node lies inside its parent, errors lie inside the text', () => {
      fc.assert(
        fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
          const text = tokens.join('');
          const { fields, errors } = parse(text);
          for (const e of errors) {
            assert.ok(0 <= e.start && e.start <= e.end && e.end <= text.length, e.code);
          }
          checkNesting(fields, 0, text.length);
        }),
        { numRuns: 5000 },
      );
    });

    const hostile: [name: string, text: string][] = [
      ['100,000 open braces', '{'.repeat(100_000)],
      ['100,000 nested messages', 'a{'.repeat(100_000)],
      ['closed again', `${'a{'.repeat(50_000)}${'}'.repeat(50_000)}`],
      ['100,000 nested lists', `a:${'['.repeat(100_000)}`],
      ['lists and messages', 'a:[{'.repeat(50_000)],
      ['100,000 colons', ': '.repeat(100_000)],
      ['100,000 strings', '"a\\n" '.repeat(100_000)],
      ['100,000 comments in one line', '/* */'.repeat(100_000)],
      ['100,000 lines, none of which closes a here-document', `a: <<E\n${'E x\n'.repeat(100_000)}`],
    ];
    for (const [name, text] of hostile) {
      it(name, () => {
        const { fields, errors } = parse(text);
        for (const { start, end } of errors) {
          assert.ok(0 <= start && start <= end && end <= text.length);
        }
        checkNesting(fields, 0, text.length);
      });
    }
  });
});

function checkNesting(fields: readonly FieldNode[], from: number, to: number): void {
  let at = from;
  for (const field of fields) {
    assert.ok(at <= field.start && field.start <= field.end && field.end <= to, 'field order');
    at = field.end;
    const { value } = field;
    if (value.kind === 'missing') continue;
    assert.ok(field.start <= value.start && value.end <= field.end, 'value in field');
    if (value.kind === 'message') checkNesting(value.fields, value.start, value.end);
  }
}
