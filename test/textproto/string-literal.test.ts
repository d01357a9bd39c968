import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../src/text/span.ts';
import { Lexer } from '../../src/textproto/lexer.ts';
import { decodeString, sourceOffset } from '../../src/textproto/string-literal.ts';

/** The quoted pieces of a text that has nothing else. */
function pieces(text: string): Span[] {
  const found: Span[] = [];
  const lexer = new Lexer(text, (error) => assert.fail(error.message));
  for (; lexer.kind === 'string'; lexer.advance())
    found.push({ start: lexer.start, end: lexer.end });
  return found;
}

describe('string literals', () => {
  const table: [source: string, value: string][] = [
    ['""', ''],
    ['"a"', 'a'],
    ['"a" \'b\' # c\n "c"', 'abc'],
    [String.raw`"\a\b\f\n\r\t\v\?\'\"\\"`, '\x07\b\f\n\r\t\v?\'"\\'],
    [String.raw`"\101\0601"`, 'A01'],
    [String.raw`"\x41\X4a1"`, 'AJ1'],
    [String.raw`"\u00e9\U0001F600"`, 'é😀'],
    [String.raw`"\uD83D\uDE00"`, '\ufffd\ufffd'],
    [String.raw`"\303\244"`, 'ä'],
    [String.raw`"\303" "\xa4"`, 'ä'],
    ['"\udcc3" "\udca4"', 'ä'],
    [String.raw`"\377"`, '\udcff'],
    ['"\udcff"', '\udcff'],
    ["'\"'", '"'],
    ['"\0\t\r"', '\0\t\r'],
    [String.raw`"refs/heads/\\d+"`, String.raw`refs/heads/\d+`],
  ];
  for (const [source, value] of table) {
    it(JSON.stringify(source), () => assert.equal(decodeString(source, pieces(source)), value));
  }

  it('reads back what JSON writes, escape for escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        // JSON's escapes \" \\ \n \r \t \b \f and \u00xx are all escapes of the text format.
        const source = JSON.stringify(value);
        assert.equal(decodeString(source, pieces(source)), value);
      }),
    );
  });

  it('maps offsets in the value back to the source', () => {
    const source = String.raw`"ab\n" "\x41c"`;
    const offsets = ['a', 'b', '\\', '\\', 'c', '"'].map((c, i) => {
      const offset = sourceOffset(source, pieces(source), i);
      assert.equal(source[offset], c, `value offset ${i}`);
      return offset;
    });
    assert.deepEqual(offsets, [1, 2, 3, 8, 12, 13]);
  });
});
