// Pieces of configs for generated tests.

import fc from 'fast-check';

/** Such that parts, entries and lines are all shared in some way, and every severity occurs. */
export const FRAGMENTS = [
  'job { id: "a" noop {} }\n',
  'job { id: "b" } job { realm: "A" schedule: "never" id: "" }\n',
  'job {\n  schedule: "nope"\n  id: "b!"\n}\n',
  'job { id: "c" schedule: "* * * * *" noop {} }\n',
  'job { id: "d" schedule: "14/12 * * * *" noop {} }\n',
  'trigger { id: "t" triggers: ["a", "x", "a", "off", "t"] noop {} }\n',
  'trigger { id: "u" noop {} }\n',
  'job { id: "off" disabled: true noop {} }\n',
  'job: [{ id: "m" noop {} }, { id: "n" noop {} }]\n',
  'job { id: "e" buildbucket { server: "s.appspot.com" bucket: "b" builder: "x" } }\n',
  'job { id: "f" buildbucket { server: "s.appspot.com" bucket: "b" builder: "x" } }\n',
  'job { id: "g" url_fetch { url: "http://h" } acls { role: READER } }\n',
  'trigger { id: "p" gitiles { repo: "https://h/r" refs: "x" refs: "regexp:[" } triggers: "a" }\n',
  '# lint-disable: lint-job-never-triggered\n',
  '# lint-disable-file: lint-job-copied\n',
  '# lint-disable: lint-nonsense\n',
  'job { id: "z" nope: 1 }\n',
  'job { id: @ noop {} ) }\n',
];

/** Up to twelve of them in a row. */
export const generatedConfigs = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 })
  .map((f) => f.join(''));
