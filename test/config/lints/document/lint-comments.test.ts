import assert from 'node:assert/strict';
import {
  lintCommentsIn,
  NO_LINT_COMMENTS,
} from '../../../../src/config/lints/document/lint-comments.ts';
import { entriesOf } from '../../../../src/config/message/entries.ts';
import { readPart } from '../../../../src/config/message/read-part.ts';
import { PROJECT_CONFIG } from '../../../../src/schema/schema.ts';
import { Source } from '../../../../src/text/source.ts';
import type { Span } from '../../../../src/text/span.ts';
import { markedText } from '../../../marked-text.ts';

/** What is switched off in the file, in each entry and in the entry after the text; and the places of all codes. */
function read(text: string) {
  const entries = entriesOf(readPart(new Source(text), PROJECT_CONFIG)).map(({ span }) => span);
  const named: [code: string, at: Span][] = [];
  const found = lintCommentsIn(text, entries, (code, at) => named.push([code, at]));
  return { off: [found.file, found.entries.map((codes) => [...codes]), found.next], named, found };
}

describe('comments that switch lints off', () => {
  type Codes = readonly string[];
  const table: readonly (readonly [
    marked: string,
    file: Codes,
    entries: readonly Codes[],
    next: Codes,
  ])[] = [
    ['# lint-disable: [[a]]\njob {}\n', [], [['a']], []],
    ['job {} # lint-disable: [[a]]\njob {}\n', [], [['a'], []], []],
    ['job {\n# lint-disable: [[a]]\n}\njob {}\n', [], [['a'], []], []],
    ['job {} job {} # lint-disable: [[a]]\njob {}\n', [], [['a'], [], []], []],
    ['job {\n} job {} # lint-disable: [[a]]\n', [], [['a'], []], []],
    ['job {}\n# lint-disable: [[a]]\njob {}\n', [], [[], ['a']], []],
    [
      'job {}\n\n# x\n# lint-disable: [[a]]\n# lint-disable: [[b]]\n\njob {}\n',
      [],
      [[], ['a', 'b']],
      [],
    ],
    ['job {}\n# lint-disable: [[a]]\n', [], [[]], ['a']],
    ['# lint-disable: [[a]]\n', [], [], ['a']],
    [
      '# lint-disable-file: [[a]], [[b]]\njob {}\n# lint-disable-file:[[c]]',
      ['a', 'b', 'c'],
      [[]],
      [],
    ],
    ['## lint-disable :[[a]] [[b]],,[[c]] ,\njob {}', [], [['a', 'b', 'c']], []],
    ['#lint-disable:[[a]]\r\njob {}', [], [['a']], []],
    ['# lint-disable:\njob {}', [], [[]], []],
    // These are about something else.
    ['# see lint-disable: a\njob {}', [], [[]], []],
    ['# lint-disabled: a\njob {}', [], [[]], []],
    ['# lint-disable-files: a\njob {}', [], [[]], []],
    ['job { id: "# lint-disable: a" }', [], [[]], []],
    ["job { id: '\\\n# lint-disable: a' }\n# lint-disable: [[b]]", [], [[]], ['b']],
  ];
  for (const [marked, ...off] of table) {
    it(JSON.stringify(marked), () => {
      const { text, spans } = markedText(marked);
      const { off: found, named } = read(text);
      assert.deepEqual(found, off);
      assert.deepEqual(
        named,
        spans.map((at) => [text.slice(at.start, at.end), at]),
      );
    });
  }

  it('are none in most texts', () => {
    assert.equal(read('job {} # a comment').found, NO_LINT_COMMENTS);
  });
});
