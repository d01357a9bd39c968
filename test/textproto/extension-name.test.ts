import assert from 'node:assert/strict';
import { Source } from '../../src/text/source.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';

describe('names in brackets', () => {
  it('are extensions, closed or not', () => {
    const rows: [text: string, error: string][] = [
      ['[x.y] : 1', '[x.y]'],
      ['[x/y] {}', '[x/y]'],
      ['["x" y] a: 1', '["x" y]'],
      ['[x: 1\na: 1', '[x: 1'],
    ];
    for (const [text, error] of rows) {
      const { errors } = parseTextproto(new Source(text));
      assert.deepEqual(
        errors.map(({ code, start, end }) => [code, text.slice(start, end)]),
        [['textproto-extension', error]],
      );
    }
  });
});
