import assert from 'node:assert/strict';
import {
  blockCommentsIn,
  MAX_BLOCK_COMMENT,
} from '../../../src/textproto/mending/block-comments.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { markedText } from '../../marked-text.ts';

describe('block comments of other languages', () => {
  const table: [what: string, marked: string, open?: number][] = [
    ['in a line', 'a [[/* b */]] c'],
    ['over lines', '[[/*\njob {\n*/]]\nid: "a"'],
    ['one after the other', '[[/* a */]][[/* b */]]'],
    ['of HTML', '  [[<!-- job\n-->]]'],
    ['in each other', '[[/* /* <!-- */]] -->'],
    ['not ended', 'a\n/* b', 2],
    ['not ended, the last one', 'a\n/* b /* c', 7],
    ['not ended by the other mark', '/* a -->', 0],
    ['in a string', 'a: "src/*.c" b: "*/"'],
    ['behind a string', 'a: "b" /* c */'],
    ['in a comment', '# /* a\n*/'],
    ['in a comment of another language', '// /* a\n*/'],
    ['ended at once', '[[/**/]]'],
    ['whose marks share a letter', '/*/', 0],
    ['none', 'job { id: "a" }'],
    ['as long as one may be', `[[/*${'a'.repeat(MAX_BLOCK_COMMENT - 4)}*/]]`],
    ['longer than one may be', `/*${'a'.repeat(MAX_BLOCK_COMMENT - 3)}*/`],
    ['not ended, too far away', `/*${'a'.repeat(MAX_BLOCK_COMMENT)}`],
  ];
  for (const [what, marked, open = -1] of table) {
    it(what, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(blockCommentsIn(text), { closed: spans, open });
    });
  }

  for (const piece of ['/*', '/*\n', '/* ', '/**/', '<!--\n', '*/\n/*']) {
    it(`are found in time linear in the text: ${JSON.stringify(piece)}`, function () {
      this.timeout(30_000);
      assertLinearTime(1_000_000, (size) => piece.repeat(size / piece.length), blockCommentsIn);
    });
  }
});
