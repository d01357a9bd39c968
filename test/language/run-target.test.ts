import assert from 'node:assert/strict';
import { type RunTarget, runTarget } from '../../src/language/run-target.ts';
import { assertLinearTime } from '../linear-time.ts';
import { openMarked } from '../marked-text.ts';

const RUNS_HERE = new Set(['noop', 'url_fetch']);

const GOOD = 'job { id: "good" noop {} }\n';

// Each row: the config, the id to run, what comes of it.
const TABLE: [what: string, text: string, id: string, target: string][] = [
  ['a good job', GOOD, 'good', 'runnable proj/good'],
  ['a trigger', 'trigger { id: "t" noop {} }', 't', 'runnable proj/t'],
  ['a good job beside a bad one', `${GOOD}job { id: "a/b" noop {} }`, 'good', 'runnable proj/good'],
  ['a good job beside a text error', `${GOOD}job { id: a }`, 'good', 'runnable proj/good'],
  ['an id that is not there', GOOD, 'nothing', 'unknown, known: good'],
  ['a misspelt id', GOOD, 'goood', 'unknown, did you mean good, known: good'],
  ['no jobs', '', 'good', 'unknown, known: '],
  ['the empty id', 'job { noop {} }', '', 'invalid: job-id-missing'],
  [
    'a rule broken, twice',
    'job { id: "u" schedule: "x" url_fetch {} }',
    'u',
    'invalid: schedule-invalid, url-fetch-url-missing',
  ],
  ['a text error', 'job { id: "a" noop {} nope: 1 }', 'a', 'invalid: textproto-unknown-field'],
  [
    'only its own errors',
    'job { id: "a" }\njob { id: "b/" noop {} }',
    'a',
    'invalid: task-missing',
  ],
  ['disabled', 'job { id: "a" disabled: true noop {} }', 'a', 'disabled a'],
  ['disabled and invalid', 'job { id: "a" disabled: true }', 'a', 'invalid: task-missing'],
  [
    'a task that needs a service',
    'trigger { id: "t" gitiles { repo: "https://h/r" } }',
    't',
    'not-local gitiles',
  ],
  [
    'text that is not UTF-8',
    'job { id: "a" url_fetch { url: "http://h/\\377" } }',
    'a',
    'unloadable a',
  ],
  ['an id that is not UTF-8', 'job { id: "a\\377" noop {} }', 'a\udcff', 'invalid: job-id-invalid'],
  [
    'such an id as it is shown',
    'job { id: "a\\377" noop {} }',
    'a\ufffd',
    'invalid: job-id-invalid',
  ],
  [
    'what is shown alike and is not there',
    GOOD,
    'good\ufffd',
    'unknown, did you mean good, known: good',
  ],
  ['the first of two with the same id', `${GOOD}${GOOD}`, 'good', 'runnable proj/good'],
  [
    'the job before the trigger of the same id',
    `trigger { id: "good" gitiles { repo: "https://h/r" } }\n${GOOD}`,
    'good',
    'runnable proj/good',
  ],
];

describe('run target', () => {
  for (const [what, text, id, target] of TABLE) {
    it(what, () => {
      assert.equal(
        describeTarget(runTarget(openMarked(text).document, id, { runsHere: RUNS_HERE })),
        target,
      );
    });
  }

  it('takes time in proportion to many invalid jobs of one id', () => {
    assertLinearTime(
      8000,
      (count) => {
        const { document } = openMarked('job { id: "a" url_fetch {} }\n'.repeat(count));
        document.findings();
        return document;
      },
      (document) => {
        const target = runTarget(document, 'a', { runsHere: RUNS_HERE });
        assert.ok(target.kind === 'invalid');
      },
    );
  });
});

function describeTarget(target: RunTarget): string {
  switch (target.kind) {
    case 'runnable':
      return `runnable ${target.definition.jobId}`;
    case 'unknown': {
      const closest = target.closest === undefined ? '' : `, did you mean ${target.closest}`;
      return `unknown${closest}, known: ${target.ids.join(' ')}`;
    }
    case 'invalid':
      return `invalid: ${target.findings.map(({ code }) => code).join(', ')}`;
    case 'disabled':
      return `disabled ${target.entry.id}`;
    case 'unloadable':
      return `unloadable ${target.entry.id}`;
    case 'not-local':
      return `not-local ${target.entry.taskField}`;
  }
}
