import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_LINE, OutputLines } from '../../../host/processes/output-lines.ts';
import { assertLinearTime } from '../../linear-time.ts';

const TABLE: readonly (readonly [
  what: string,
  pieces: readonly string[],
  lines: readonly string[],
])[] = [
  ['nothing', [], []],
  ['a line', ['a\n'], ['a']],
  ['no line feed at the end', ['a\nb'], ['a', 'b']],
  ['empty lines', ['\n\na\n\n'], ['', '', 'a', '']],
  ['a line in pieces', ['a', 'b', '\nc', '\n'], ['ab', 'c']],
  ['CR LF', ['a\r\nb\r\n'], ['a', 'b']],
  ['CR and LF in two pieces', ['a\r', '\nb'], ['a', 'b']],
  ['CR CR LF', ['a\r\r\nb\n'], ['a', 'b']],
  ['progress', ['10%\r20%\r', '100%\ndone\n'], ['100%', 'done']],
  ['progress that ends with CR', ['10%\r20%\r'], ['20%']],
  ['CR at the start of a line', ['\ra\n\rb\n'], ['a', 'b']],
  ['colours', ['\x1b[31mred\x1b[0m\n'], ['\x1b[31mred\x1b[0m']],
  ['other control characters and separators', ['a\0b\u2028c\vd\n'], ['a\0b\u2028c\vd']],
  ['a byte order mark', ['\ufeffa\n'], ['\ufeffa']],
];

describe('lines of output', () => {
  for (const [what, pieces, lines] of TABLE) {
    it(what, () => {
      assert.deepEqual(linesOf(pieces.map((piece) => Buffer.from(piece))), lines);
    });
  }

  it('bytes that are not UTF-8', () => {
    assert.deepEqual(linesOf([Buffer.from([0x61, 0xff, 0x0a, 0xe2, 0x82])]), ['a\ufffd', '\ufffd']);
  });

  it('are the same, however the bytes are cut', () => {
    const text = fc.array(fc.constantFrom('a', '€', '😀', '\r', '\n', '\x1b[1m', '\ufeff'));
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.integer({ min: 1, max: 5 })), (parts, sizes) => {
        const bytes = Buffer.from(parts.join(''));
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; ) {
          const size = sizes.next().value ?? 1;
          pieces.push(bytes.subarray(at, at + size));
          at += size;
        }
        assert.deepEqual(linesOf(pieces), linesOf([bytes]));
      }),
    );
  });

  describe('that are too long go on in the next one', () => {
    const x = 'x'.repeat(MAX_LINE - 1);
    const LONG: readonly (readonly [what: string, text: string, lines: readonly string[]])[] = [
      ['exactly as long as can be', `${x}y\nz`, [`${x}y`, 'z']],
      ['one more', `${x}yz\n`, [`${x}y`, 'z']],
      ['many times as long', x.repeat(3), [`${x}x`, `${x}x`, 'x'.repeat(MAX_LINE - 3)]],
      ['a pair of surrogates at the limit', `${x}😀\n`, [x, '😀']],
    ];
    for (const [what, text, lines] of LONG) {
      it(what, () => assert.deepEqual(linesOf([Buffer.from(text)]), lines));
    }
  });

  it('take linear time, without any line feed and in small pieces', () => {
    const piece = Buffer.from('x'.repeat(64));
    assertLinearTime(
      200_000,
      (size) => size,
      (size) => {
        const output = new OutputLines();
        for (let i = 0; i < size; i++) output.push(piece);
      },
    );
  });
});

function linesOf(pieces: readonly Uint8Array[]): readonly string[] {
  const output = new OutputLines();
  const lines = pieces.flatMap((piece) => output.push(piece));
  return [...lines, ...output.end()];
}
