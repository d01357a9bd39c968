import assert from 'node:assert/strict';
import { runRefusal } from '../../src/language/run-refusal.ts';
import { runTarget } from '../../src/language/run-target.ts';
import { openMarked } from '../marked-text.ts';

const RUNS_HERE = new Set(['noop', 'url_fetch']);

// Each row: the config, the id to run, the message; marks are the places to look at.
const TABLE: [what: string, text: string, id: string, message: RegExp][] = [
  [
    'an id that is not there',
    'job { id: "a" noop {} }',
    'zzzzzz',
    /^Job "zzzzzz" is not in this config\. The config has "a"\.$/,
  ],
  [
    'an id that is not there, among many',
    Array.from({ length: 12 }, (_, i) => `job { id: "${i}" noop {} }`).join('\n'),
    'zzzzzz',
    /The config has "0", "1", .*"8", "9" and 2 more\.$/,
  ],
  ['a misspelt id', 'job { id: "hello" noop {} }', 'helo', /Did you mean "hello"\?$/],
  ['one error', 'job { id: "a" noop { [[nope]]: 1 } }', 'a', /^Job "a" cannot be run: .*nope/],
  [
    'two errors',
    'job { id: "a" schedule: "[[x]]" [[url_fetch]] {} }',
    'a',
    /^Job "a" cannot be run: .* \(And one more error\.\)$/,
  ],
  [
    'text that is not UTF-8',
    'job { id: [["a"]] url_fetch { url: "http://h/\\377" } }',
    'a',
    /^Job "a" has text that is not valid UTF-8/,
  ],
  ['disabled', 'job { id: [["a"]] disabled: true noop {} }', 'a', /^Job "a" is disabled\. /],
  [
    'a task that needs a service',
    'trigger { id: [["t"]] gitiles { repo: "https://h.googlesource.com/r" } }',
    't',
    /its gitiles task needs another service\. Jobs with a `noop` or `url_fetch` task can\.$/,
  ],
];

describe('why a job cannot be run', () => {
  for (const [what, marked, id, message] of TABLE) {
    it(what, () => {
      const { document, ranges } = openMarked(marked);
      const target = runTarget(document, id, { runsHere: RUNS_HERE });
      assert.ok(target.kind !== 'runnable');
      const refusal = runRefusal(target, id);
      assert.match(refusal.message, message);
      assert.deepEqual(refusal.places, ranges);
    });
  }

  it('names few of many places', () => {
    const { document } = openMarked('job { id: "a" url_fetch {} }\n'.repeat(200));
    const target = runTarget(document, 'a', { runsHere: RUNS_HERE });
    assert.ok(target.kind === 'invalid' && target.findings.length > 200);
    assert.equal(runRefusal(target, 'a').places.length, 100);
  });

  it('stays short when the id is long', () => {
    const { document } = openMarked('');
    const id = 'x'.repeat(100_000);
    const target = runTarget(document, id, { runsHere: RUNS_HERE });
    assert.ok(target.kind !== 'runnable');
    assert.ok(runRefusal(target, id).message.length < 200);
  });
});
