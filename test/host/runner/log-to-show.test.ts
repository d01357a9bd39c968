import assert from 'node:assert/strict';
import { logToShow } from '../../../host/runner/log-to-show.ts';
import { TRIM_MARKER } from '../../../src/engine/invocation/debug-log.ts';

/** A letter for each line. */
const lines = (letters: string) => letters.replace(/./g, '$&\n');

describe('the log that is shown', () => {
  for (const [what, shown, stored, expected] of [
    ['nothing at all', '', '', ''],
    ['what is not stored yet', 'abc', '', 'abc'],
    ['what is stored in part', 'abc', 'a', 'abc'],
    ['what is stored', 'abc', 'abc', 'abc'],
    ['what is stored and was not shown', '', 'ab', 'ab'],
    ['a stored line after it', 'ab', 'abx', 'abx'],
    ['a stored line in front of it', 'ab', 'xab', 'xab'],
    ['a stored line, and what was shown and is not stored', 'abc', 'ax', 'axbc'],
    ['none of it stored', 'ab', 'x', 'xab'],
    ['equal lines, of which some are stored', 'aaba', 'axa', 'axaba'],
    ['equal lines that are all stored', 'aba', 'axab', 'axab'],
    ['more equal lines than were shown', 'aba', 'aaaxb', 'aaaxb'],
  ] as const) {
    it(`is ${expected || 'empty'} of ${what}`, () => {
      assert.equal(logToShow(lines(shown), lines(stored)), lines(expected));
    });
  }

  it('is as it is stored once that is cut', () => {
    const stored = `a\n${TRIM_MARKER}\nz\n`;
    assert.equal(logToShow(lines('abcxyz'), stored), stored);
  });
});
