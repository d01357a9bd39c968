import assert from 'node:assert/strict';
import { codeLenses } from '../../src/language/code-lenses.ts';
import { openMarked } from '../marked-text.ts';

const RUNS_HERE = new Set(['noop', 'url_fetch']);

// Each row: what is shown; the text with a mark at each lens; the job ids.
const TABLE: [what: string, marked: string, ...ids: string[]][] = [
  ['nothing in an empty file', ''],
  ['noop', '[[]]job {\n  id: "a"\n  noop {}\n}', 'a'],
  ['url_fetch', '[[]]job { url_fetch { url: "https://h" } id: "a" }', 'a'],
  ['a trigger that runs here', '[[]]trigger { id: "t" noop {} }', 't'],
  ['not a trigger that needs a Gitiles', 'trigger { id: "t" gitiles { repo: "https://h/r" } }'],
  ['not a job that needs a Buildbucket', 'job { id: "b" buildbucket { server: "h" } }'],
  ['not a job that needs a Gitiles', 'job { id: "g" gitiles { repo: "https://h/r" } }'],
  ['an invalid job: running it says why', '[[]]job { id: "a" url_fetch {} }', 'a'],
  ['a job with a text error', '[[]]job { id: "a" noop {} nope: 1 }', 'a'],
  ['not without an id', 'job { noop {} } job { id: "" noop {} }'],
  ['a job with a misspelt field beside its task', '[[]]job { id: "a" shedule: "" noop {} }', 'a'],
  ['a job of which the closer is missing', '[[]]job {\n  id: "a"\n  noop {}\n', 'a'],
  ['not a job without a task', 'job { id: "a" }'],
  ['not a job with two tasks', 'job { id: "a" noop {} url_fetch { url: "https://h" } }'],
  ['not a job whose task is nothing that there is', 'job { id: "a" nopo {} }'],
  ['not a disabled job', 'job { id: "a" disabled: true noop {} }'],
  ['not a disabled trigger', 'trigger { id: "t" disabled: true noop {} }'],
  [
    'each of many, in file order, past comments',
    '# c\n[[]]trigger { id: "t" noop {} }\n\n  # d\n  [[]]job { id: "a" noop {} }',
    't',
    'a',
  ],
  ['each of a list', 'job: [ [[]]{ id: "a" noop {} }, [[]]{ id: "b" noop {} }]', 'a', 'b'],
];

describe('code lenses: Run', () => {
  for (const [what, marked, ...ids] of TABLE) {
    it(what, () => {
      const { document, ranges } = openMarked(marked);
      assert.deepEqual(
        codeLenses(document, RUNS_HERE),
        ranges.map((range, i) => ({ range, title: 'Run', jobId: ids[i] })),
      );
      assert.equal(ranges.length, ids.length);
    });
  }

  it('what can run here is what the host says', () => {
    const { document, ranges } = openMarked(
      '[[]]job { id: "b" buildbucket {} } job { id: "a" noop {} }',
    );
    assert.deepEqual(codeLenses(document, new Set(['buildbucket'])), [
      { range: ranges[0], title: 'Run', jobId: 'b' },
    ]);
    assert.deepEqual(codeLenses(document, new Set()), []);
  });
});
