// Explanations of errors: those that are sought when only better ones are of use.

import assert from 'node:assert/strict';
import { explanationsOf } from '../../../src/textproto/mending/explanations.ts';

const TEXTS = [
  '// job\njob { id: "a" }',
  '/* job { */ id: "a"',
  'id: “a” b',
  'id: "a" b: "c"',
  '"id": "a" "schedule": "b"',
  'id: "a"b", c: [d',
  'id = a, b; c => d',
  'job [ id: a ]',
  'jоb { id: “a" }',
  'Please add a job here\n',
  'id: "a", "b"',
  '"a\nb"',
  '; a <b> (c)',
];
const CODES = [
  'textproto-unknown-field',
  'textproto-bad-string',
  'textproto-unmatched-quote',
  'textproto-unexpected-byte',
] as const;

describe('Explanations of an error', () => {
  it('that are better than it are all found if only such are sought', () => {
    const isField = (name: string) => ['id', 'job', 'schedule', 'triggers'].includes(name);
    let count = 0;
    for (const text of TEXTS) {
      for (let start = 0; start < text.length; start++) {
        for (const code of CODES) {
          const error = { code, message: '', start, end: start + 1, raisedAt: start };
          const trouble = { text, error, isField, isTextField: isField };
          const better = explanationsOf(trouble).filter((explanation) => explanation.better);
          const sought = explanationsOf(trouble, true).filter((explanation) => explanation.better);
          assert.deepEqual(sought, better, `${text} at ${start}`);
          count += better.length;
        }
      }
    }
    assert.ok(count > 100, `${count} of them`);
  });
});
