import assert from 'node:assert/strict';
import { endsLine, entryBoundaries } from '../../../src/config/document/entry-boundaries.ts';

describe('the parts of a config', () => {
  // `|` before each part but the first.
  const table: [what: string, marked: string][] = [
    ['nothing', ''],
    ['one entry', 'job {}\n'],
    ['two entries', 'job {}\n|trigger {}\n'],
    ['an entry after a comment', '# x\n|job {}\n'],
    ['an entry that is a list', 'job {}\n|job: [{}]'],
    ['an entry without anything', 'job\n|job\n|job'],
    ['CR LF', 'job {}\r\n|job {}\r\n'],
    ['other words', 'job {}\njobs {}\njob-x {}\njob.x {}\ntriggers: "a"\nJob {}\n'],
    ['not at the start of a line', 'job {}\n job {} job {}\n\ttrigger {}\n'],
    ['a lone CR ends no line for the service', '# x\rjob {}'],
    ['a backslash may hide the end of the line', '"\\\njob {}"'],
    ['a comment may end in one, too', '# \\\njob {}\n|job {}'],
  ];
  for (const [what, marked] of table) {
    it(what, () => {
      const parts = marked.split('|');
      const expected = parts.map((_, i) => parts.slice(0, i).join('').length);
      assert.deepEqual(entryBoundaries(parts.join('')), expected);
    });
  }

  it('may end where a line does', () => {
    assert.equal(endsLine('x\n'), true);
    assert.equal(endsLine('x'), false);
    assert.equal(endsLine(''), false);
    assert.equal(endsLine('x\\\n'), false);
  });
});
