// Inputs that users had trouble with, and what they should be told.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { decodeUtf8 } from '../../src/golang/utf8.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

/** The text, the line of its only error from 1, and what that says. */
const TABLE: readonly (readonly [
  what: string,
  text: string | Uint8Array,
  line: number,
  says: RegExp,
])[] = [
  [
    '01: a duration as schedule',
    'job {\n  id: "a"\n  realm: "ci"\n  schedule: "10m"\n  noop {}\n}\n',
    4,
    /write `with 10m interval`/,
  ],
  [
    'a schedule in words',
    'job { id: "a" noop {} schedule: "every 2 hours" }',
    1,
    /`with 2h interval`/,
  ],
  [
    'a schedule as of cron jobs in Go',
    'job { id: "a" noop {} schedule: "@every 1h30m" }',
    1,
    /`with 1h30m interval`/,
  ],
  [
    '44: a merge conflict',
    'job {\n  id: "a"\n  noop {}\n}\n<<<<<<< HEAD\njob { id: "b" noop {} }\n=======\njob { id: "c" noop {} }\n>>>>>>> branch\n',
    5,
    /merge conflict/,
  ],
  [
    'a merge conflict over entries with the same id',
    '<<<<<<< HEAD\njob { id: "b" noop {} }\n||||||| 1234567\njob { id: "b" }\n=======\njob { id: "b" noop {} }\n>>>>>>> branch\n',
    1,
    /merge conflict/,
  ],
  [
    '51: a line of prose',
    'job { id: "a" noop {} }\n\nFinal end to end test of config validation.\n',
    3,
    /neither a field nor a comment/,
  ],
  ['27: a byte order mark', '\ufeffjob { id: "a" noop {} }\n', 1, /U\+FEFF, byte order mark/],
  [
    '27b: UTF-16, little-endian',
    Uint8Array.from(Buffer.from('\ufeffjob { id: "a" noop {} }\n', 'utf16le')),
    1,
    /looks like UTF-16/,
  ],
  [
    'UTF-16, big-endian',
    Uint8Array.from(Buffer.from('\ufeffjob { id: "a" noop {} }\n', 'utf16le').swap16()),
    1,
    /looks like UTF-16/,
  ],
  [
    'UTF-16 without a mark',
    Uint8Array.from(Buffer.from('job { id: "a" noop {} }\n', 'utf16le')),
    1,
    /looks like UTF-16/,
  ],
  [
    '27c: Latin-1',
    Uint8Array.from(Buffer.from('job {\n  id: "a"\n  \xe9 noop {}\n}\n', 'latin1')),
    3,
    /not UTF-8 \(byte 0xE9\)/,
  ],
  [
    'Latin-1 in several places',
    Uint8Array.from(
      Buffer.from(
        'job {\n  id: "a"\n  \xe9 noop {} \xe8\n}\n\xfcjob { id: "b" noop {} }\n',
        'latin1',
      ),
    ),
    3,
    /byte 0xE9/,
  ],
  ['28: a no-break space', 'job {\n  id: "a"\n\u00a0 noop {}\n}\n', 3, /U\+00A0, no-break space/],
  [
    '28b: a zero width space',
    'job {\n  id: "a"\n\u200b noop {}\n}\n',
    3,
    /U\+200B, zero width space/,
  ],
  [
    'a bidirectional override',
    'job {\n  id: "a"\n  noop {}\u202e\n}\n',
    3,
    /U\+202E, right-to-left override/,
  ],
  ['a tag character', 'job {\n  id: "a"\n  noop {}\u{e0041}\n}\n', 3, /U\+E0041, a tag character/],
  [
    'a letter of another alphabet',
    'job {\n  іd: "a"\n  noop {}\n}\n',
    2,
    /U\+0456, a Cyrillic character that looks like `i`/,
  ],
  ['a colon of full width', 'job {\n  id： "a"\n  noop {}\n}\n', 2, /write `:`/],
  [
    '16: repository',
    'trigger { id: "t" triggers: "a" gitiles { repository: "https://x.googlesource.com/p" refs: "refs/heads/main" } }\njob { id: "a" noop {} }\n',
    1,
    /It is called `repo` here/,
  ],
  ['url in a job', 'job { id: "a" noop {}\n url: "https://x" }', 2, /belongs in `url_fetch`/],
  ['triggers in a job', 'job { id: "a" noop {}\n triggers: "a" }', 2, /belongs in `trigger`/],
  [
    'a comma missing between ids',
    'job { id: "a" noop {} } job { id: "b" noop {} }\ntrigger { id: "t" noop {} triggers: ["a" "b"] }',
    2,
    /A comma is missing between "a" and "b"/,
  ],
  [
    'a block comment around a job',
    'job {\n  id: "a"\n  noop {}\n}\n/*\njob {\n  id: "b"\n  noop {}\n}\n*/\njob {\n  id: "c"\n  noop {}\n}\n',
    5,
    /starts with `#`, not with `\/\*`/,
  ],
  [
    'a block comment in a job, with a line that begins another one',
    'job {\n  id: "a"\n  /*\njob { x }\n*/\n  noop {}\n}\n',
    3,
    /starts with `#`, not with `\/\*`/,
  ],
  [
    'a comment of HTML around a job',
    '<!--\njob {\n  id: "b"\n}\n-->\njob {\n  id: "c"\n  noop {}\n}\n',
    1,
    /starts with `#`, not with `<!--`/,
  ],
  [
    'a list without its opening bracket',
    'job { id: "a" noop {} }\njob { id: "b" noop {} }\ntrigger { id: "t" noop {} triggers: "a", "b"] }',
    3,
    /Several values of one field need brackets/,
  ],
  [
    'a list in parentheses',
    'job { id: "a" noop {} }\njob { id: "b" noop {} }\ntrigger { id: "t" noop {} triggers: ("a", "b") }',
    3,
    /`\[` is expected here, not `\(`/,
  ],
  [
    'server without its opening quote',
    'job { id: "a" buildbucket {\n server: x.com" bucket: "b" builder: "c" } }',
    2,
    /put it in quotes, as `"x\.com"`/,
  ],
  [
    'curly quotes around several words',
    'job { id: "a" noop {}\n schedule: “0 1 * * *” }',
    2,
    /Curly quotes/,
  ],
];

describe('inputs that users had trouble with', () => {
  for (const [what, text, line, says] of TABLE) {
    it(what, () => {
      const read = typeof text === 'string' ? text : decodeUtf8(text);
      const options = { project: 'proj', registry: validationManagers() };
      const errors = ProjectConfigDocument.open(read, options).findings();
      assert.deepEqual(
        errors.map(({ range }) => range.start.line + 1),
        [line],
      );
      assert.match(errors[0]?.message ?? '', says);
    });
  }
});
