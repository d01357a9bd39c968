import assert from 'node:assert/strict';
import { openLinted } from '../../config/fixes/open-linted.ts';

/** A config, and what is said to want quotes in it. */
const TEXTS: readonly [text: string, wants: string][] = [
  ['job { id: "a" schedule: 0 9 * * * noop {} }', '"0 9 * * *"'],
  ['job { id: "a" noop {} schedule: 0 9 * * * }', '"0 9 * * *"'],
  ['job {\n  id: "a"\n  schedule: 0 9 * * *\n  noop {}\n}', '"0 9 * * *"'],
  ['job { id: a b noop {} }', '"a b"'],
  ['job { id: "a" url_fetch { url: http://x.com timeout_sec: 5 } }', '"http://x.com"'],
  [
    'job { id: "a" url_fetch { url: http://x.com:80/y?z=1 timeout_sec: 5 } }',
    '"http://x.com:80/y?z=1"',
  ],
];

describe('Text without quotes', () => {
  for (const [text, wants] of TEXTS) {
    it(`ends where a field begins: ${JSON.stringify(text)}`, () => {
      const messages = openLinted(`${text}\n`)
        .findings()
        .map(({ message }) => message);
      assert.ok(
        messages.includes(`Text needs quotes around it: put it in quotes, as \`${wants}\`.`),
        messages.join('\n'),
      );
    });
  }
});
