import assert from 'node:assert/strict';
import { Source } from '../../src/text/source.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import type { ParseResult } from '../../src/textproto/tree.ts';
import { markedText } from '../marked-text.ts';
import { shownTree } from './shown-tree.ts';

function parse(text: string): ParseResult {
  return parseTextproto(new Source(text));
}

describe('brace repair', () => {
  describe('finds the brace that is not closed by indentation', () => {
    const table: [name: string, marked: string, tree: string][] = [
      ['the inner one', 'a {\n  b [[{]]\n    c: 1\n\n}\n', 'a {b {c:1}}'],
      ['the outer one', 'a [[{]]\n  b {\n    c: 1\n  }\n', 'a {b {c:1}}'],
      ['followed by a sibling', 'a {\n  b [[{]]\n    c: 1\n  d: 2\n}\n', 'a {b {c:1} d:2}'],
      ['empty, followed by a sibling', 'a {\n  x: 0\n  b [[{]]\n  d: 2\n}\n', 'a {x:0 b {} d:2}'],
      ['followed by another entry', 'a [[{]]\n  b: 1\nc {\n  d: 2\n}\n', 'a {b:1} c {d:2}'],
      ['no indentation to learn from', 'a [[{]]\nb: 1\nc: 2\n', 'a {b:1 c:2}'],
    ];
    for (const [name, marked, tree] of table) {
      it(name, () => {
        const { text, spans } = markedText(marked);
        const { fields, errors } = parse(text);
        assert.deepEqual(
          errors.map((e) => [e.code, e.start, e.end]),
          spans.map(({ start, end }) => ['textproto-missing-brace', start, end]),
        );
        assert.equal(shownTree(text, fields), tree);
      });
    }

    it('finds the closer that is too many', () => {
      const rows: [marked: string, tree: string][] = [
        ['a {\n  b {\n    [[}]]\n  }\n  c: 1\n}\n', 'a {b {} c:1}'],
        ['a {\n  b {} [[}]]\n  c: 1\n}\n', 'a {b {} c:1}'],
        ['a {\n  b: 1\n}\n[[}]]\nc: 1\n', 'a {b:1} c:1'],
      ];
      for (const [marked, tree] of rows) {
        const { text, spans } = markedText(marked);
        const { fields, errors, imbalance } = parse(text);
        assert.equal(shownTree(text, fields), tree);
        assert.deepEqual(
          errors.map(({ start, end }) => ({ start, end })),
          spans,
        );
        assert.equal(imbalance?.error, errors[0]);
      }
    });

    it('tells as well what the text is without regard to indentation', () => {
      const text = 'a {\n  b {\n    c: 1\n  d: 2\n}\n';
      const { fields, imbalance } = parse(text);
      assert.equal(shownTree(text, fields), 'a {b {c:1} d:2}');
      assert.equal(shownTree(text, imbalance?.literal.fields ?? []), 'a {b {c:1 d:2}}');
    });

    it('learns from a mistake in one line where the surplus closer comes from', () => {
      const rows: [marked: string, tree: string, literal: string][] = [
        ['a {\n  b c: 1 }\n  d: 2\n}\n', 'a {b {c:1} d:2}', 'a {b ∅ c:1} d:2'],
        ['a {\n  b }\n  d: 2\n}\n', 'a {b ∅ d:2}', 'a {b ∅} d:2'],
        ['a <\n  b { c: 1 [[>]]\n  d: 2\n[[}]]\n', 'a {b {c:1} d:2}', 'a {b {c:1}} d:2'],
      ];
      for (const [marked, tree, literal] of rows) {
        const { text, spans } = markedText(marked);
        const { fields, errors, imbalance } = parse(text);
        assert.deepEqual(
          errors.map(({ start, end }) => ({ start, end })),
          spans,
        );
        assert.equal(shownTree(text, fields), tree);
        assert.equal(shownTree(text, imbalance?.literal.fields ?? []), literal);
      }
    });

    it('is not called for where an opener is missing and its closer, too', () => {
      const text = 'a {\n  b\n    c: 1\n}\nd: 2\n';
      const { fields, errors, imbalance } = parse(text);
      assert.equal(shownTree(text, fields), 'a {b {c:1}} d:2');
      assert.deepEqual(errors, []);
      assert.equal(imbalance, undefined);
    });

    it('does not care about indentation where braces match', () => {
      const text = 'a {\nb {\n      c: 1\n}\n  d: 2\n}\n';
      assert.deepEqual(parse(text).errors, []);
    });
  });
});
