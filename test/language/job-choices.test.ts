import assert from 'node:assert/strict';
import { jobChoices } from '../../src/language/job-choices.ts';
import { markedCursor, openMarked } from '../marked-text.ts';

const RUNS_HERE = new Set(['noop', 'url_fetch']);

const AT_CURSOR: [what: string, text: string, id: string | undefined][] = [
  ['in an entry', 'job {\n  id: "a"|\n  noop {}\n}\n', 'a'],
  ['at its keyword', '|job { id: "a" noop {} }', 'a'],
  ['behind its closer', 'job { id: "a" noop {} }|', 'a'],
  ['before it on its first line', '|  job { id: "a" noop {} }', 'a'],
  ['above it', '# comment|\njob { id: "a" noop {} }', undefined],
  ['between two', 'job { id: "a" noop {} }\n|\njob { id: "b" noop {} }', undefined],
  ['in the second', 'job { id: "a" noop {} }\njob { id: "b" no|op {} }', 'b'],
  ['in the first of two in a line', 'job { id: "a" noop {|} } job { id: "b" noop {} }', 'a'],
  ['in a trigger', 'job { id: "a" noop {} }\ntrigger {\n  id: "t"|\n}\n', 't'],
  ['in a broken one', 'job {\n  id: "a"\n  nope|: 1\n}', 'a'],
  ['in an empty text', '|', undefined],
];

describe('the entry at the cursor', () => {
  for (const [what, marked, id] of AT_CURSOR) {
    it(what, () => {
      const { text, position } = markedCursor(marked);
      const { document } = openMarked(text);
      assert.equal(jobChoices(document, position, RUNS_HERE).atPosition?.id, id);
    });
  }
});

describe('the entries to choose from', () => {
  it('are those that can be run here, valid or not', () => {
    const { document } = openMarked(`
      job { id: "noop" noop {} }
      job { id: "invalid" schedule: "x" noop {} }
      job { id: "disabled" disabled: true noop {} }
      job { id: "remote" buildbucket {} }
      trigger { id: "trigger" noop {} }
    `);
    assert.deepEqual(
      jobChoices(document, undefined, RUNS_HERE).runnable.map(({ id }) => id),
      ['noop', 'invalid', 'trigger'],
    );
  });

  it('are none but those of the entry at the cursor, if it can be run', () => {
    const { text, position } = markedCursor(
      'job { id: "a" noop {} }\njob {| id: "b" noop {} }\njob { id: "b" noop {} }\n',
    );
    assert.deepEqual(
      jobChoices(openMarked(text).document, position, RUNS_HERE).runnable.map(({ id, valid }) => [
        id,
        valid,
      ]),
      [
        ['b', true],
        ['b', false],
      ],
    );
  });

  it('are all of them where the entry at the cursor cannot be run', () => {
    const { text, position } = markedCursor(
      'job { id: "a" noop {} }\njob { id: "b"| disabled: true noop {} }\n',
    );
    const { atPosition, runnable } = jobChoices(openMarked(text).document, position, RUNS_HERE);
    assert.equal(atPosition?.id, 'b');
    assert.deepEqual(
      runnable.map(({ id }) => id),
      ['a'],
    );
  });
});
