import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../../src/task/builtin-managers.ts';
import { lintsOf, NOW, testLints } from '../lints-of.ts';

const CROWD = `job { id: "a" schedule: "30 * * * *" noop {} }
job { id: "b" schedule: "30 10 * * 0" noop {} }
job { id: "c" schedule: "*/10 10 * * *" noop {} }`;

// Each row: what it is about; the config, with a mark at each finding; the codes of the findings.
const ACROSS: [what: string, marked: string, ...codes: string[]][] = [
  ['a job that nothing triggers', 'job { id: [["a"]] noop {} }', 'lint-job-never-triggered'],
  [
    'the same, in words',
    'job { id: "a" schedule: [["triggered"]] noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'two jobs of one id, of which one has a schedule',
    'job { id: [["a"]] noop {} } job { id: "a" schedule: "0 1 * * *" noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'a job that shares its id with a trigger of the default schedule',
    'job { id: [["a"]] noop {} }\njob { id: "b" schedule: "0 1 * * *" noop {} }\ntrigger { id: "a" triggers: "b" noop {} }',
    'lint-job-never-triggered',
  ],
  ['a trigger without an id, which nobody means', 'trigger { triggers: "" noop {} }'],
  ['a job that is triggered', 'job { id: "a" noop {} } trigger { id: "t" triggers: "a" noop {} }'],
  [
    'a job whose trigger is disabled',
    'job { id: [["a"]] noop {} } trigger { id: "t" disabled: true triggers: "a" noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'a job without an id, about which there is something else to say',
    'job { [[acls { role: READER granted_to: "b" }]] noop {} }',
    'lint-deprecated-field',
  ],
  ['a disabled job', 'job { id: "a" disabled: true noop {} }'],
  [
    'a job that others may trigger',
    'job { id: "a" [[acls { role: TRIGGERER granted_to: "b" }]] noop {} }',
    'lint-deprecated-field',
  ],
  [
    'a job that others may trigger by a set',
    '[[acl_sets { name: "s" acls { role: TRIGGERER granted_to: "b" } }]]\njob { id: "a" [[acl_sets: "s"]] noop {} }',
    'lint-deprecated-field',
    'lint-deprecated-field',
  ],
  [
    'a set that lets others do something else',
    '[[acl_sets { name: "s" acls { role: OWNER granted_to: "b" } }]]\njob { id: [["a"]] [[acl_sets: "s"]] noop {} }',
    'lint-deprecated-field',
    'lint-job-never-triggered',
    'lint-deprecated-field',
  ],
  [
    'a trigger that triggers itself',
    'trigger { id: "t" triggers: ["a", [["t"]]] noop {} }\njob { id: "a" noop {} }',
    'lint-trigger-circle',
  ],
  [
    'a circle of triggers, with others before and behind it',
    'trigger { id: "in" triggers: "a" noop {} }\n' +
      'trigger { id: "a" triggers: [["b"]] noop {} } trigger { id: "b" triggers: [["c"]] triggers: "out" noop {} }\n' +
      'trigger { id: "c" triggers: [["a"]] noop {} } trigger { id: "out" triggers: "j" noop {} } job { id: "j" noop {} }',
    'lint-trigger-circle',
    'lint-trigger-circle',
    'lint-trigger-circle',
  ],
  [
    'a circle that a disabled trigger breaks',
    'trigger { id: "a" triggers: [["b"]] noop {} } trigger { id: "b" triggers: [["a"]] noop {} }\n' +
      'trigger { id: "c" triggers: [["d"]] noop {} } trigger { id: "d" disabled: true triggers: "c" noop {} }',
    'lint-trigger-circle',
    'lint-trigger-circle',
    'lint-trigger-disabled-job',
  ],
  [
    'a circle through a job is none: jobs start nothing',
    'trigger { id: "t" triggers: "j" noop {} }\njob { id: "j" noop {} }',
  ],
  [
    'the crowd, of which the first entry does not start then',
    `job { id: "z" schedule: "31 * * * *" noop {} }\n${CROWD.replace('"30 * * * *"', '[["30 * * * *"]]')}`,
    'lint-crowded-minute',
  ],
  [
    'the crowd behind an interval, a disabled job, one that is triggered, and a trigger with that schedule',
    `job { id: "i" schedule: "with 1h interval" noop {} }\njob { id: "d" disabled: true schedule: "30 10 * * 0" noop {} }\n` +
      `job { id: "w" schedule: "triggered" noop {} }\ntrigger { id: "t" schedule: "30 10 * * 0" triggers: "w" noop {} }\n` +
      CROWD.replace('"30 * * * *"', '[["30 * * * *"]]'),
    'lint-crowded-minute',
  ],
  ['a trigger that cannot be read', 'job { id: "a" noop {} }\ntrigger { id: "t" noop: 5 }'],
  [
    'a disabled target',
    'job { id: "a" disabled: true noop {} } trigger { id: "t" triggers: [["a"]] noop {} }',
    'lint-trigger-disabled-job',
  ],
  [
    'a disabled target of a disabled trigger',
    'job { id: "a" disabled: true noop {} } trigger { id: "t" disabled: true triggers: "a" noop {} }',
  ],
  [
    'a crowded minute, at the first of the jobs',
    CROWD.replace('"30 * * * *"', '[["30 * * * *"]]'),
    'lint-crowded-minute',
  ],
  ['the crowd without one that is disabled', CROWD.replace('"c"', '"c" disabled: true')],
  [
    'off in the entry',
    'job {\n  # lint-disable: lint-job-never-triggered\n  id: "a" noop {}\n}\njob { id: [["b"]] noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'off above the entry',
    'job { id: [["a"]] noop {} }\n# why\n# lint-disable: lint-schedule-rare, lint-job-never-triggered\njob { id: "b" noop {} }\njob { id: [["c"]] noop {} }',
    'lint-job-never-triggered',
    'lint-job-never-triggered',
  ],
  [
    'off beside the end of the entry',
    'job { id: "a" noop {} } # lint-disable: lint-job-never-triggered\njob { id: [["b"]] noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'off in the file',
    'job { id: "a" noop {} }\n# lint-disable-file: lint-job-never-triggered\njob { id: "b" noop {} }',
  ],
  [
    'what looks like a comment and is none',
    'job { id: [["a"]] url_fetch { url: "http://h/# lint-disable-file: lint-job-never-triggered" } }',
    'lint-job-never-triggered',
  ],
  [
    'a code that is misspelt',
    '# lint-disable: [[lint-schedule-rar]], lint-schedule-rare\n# lint-disable-file: lint-job-never-triggered [[x]]\njob { id: "a" noop {} }',
    'lint-unknown-code',
    'lint-unknown-code',
  ],
  [
    'a code of the service',
    'job { id: "a" schedule: "@daily" noop {} } # lint-disable: [[task-missing]]\n',
    'lint-unknown-code',
  ],
  [
    'another one is off',
    '# lint-disable: lint-schedule-rare\njob { id: [["a"]] noop {} }',
    'lint-job-never-triggered',
  ],
];

/** Triggers of which each starts the next, and the last the first. */
function circle(...ids: readonly string[]): string {
  const next = (i: number) => ids[(i + 1) % ids.length];
  return ids.map((id, i) => `trigger { id: "${id}" triggers: "${next(i)}" noop {} }\n`).join('');
}

describe('lints across entries', () => {
  for (const [what, marked, ...codes] of ACROSS) testLints(what, marked, codes);

  const across: [text: string, message: RegExp][] = [
    ['job { id: "a" noop {} }', /: it has no schedule, and no trigger names it\./],
    ['job { id: "a" schedule: "triggered" noop {} }', /: its schedule is `triggered`, and/],
    ['trigger { id: "t" triggers: "t" noop {} }', /^This trigger starts itself: .* Remove this\.$/],
    [
      'trigger { id: "t" triggers: "u" noop {} } trigger { id: "u" triggers: "t" noop {} }',
      /^Triggers "t", "u" start each other in a circle: .* Break it at one of them\.$/,
    ],
    [
      circle('a', 'b', 'c', 'd', 'e'),
      /^Triggers "a", "b", "c", "d", "e" start each other in a circle: /,
    ],
    [
      circle('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      /^Triggers "a", "b", "c", "d", "e" and 2 more start each other in a circle: /,
    ],
    ['# lint-disable: lint-cron-empty-rang\n', /Did you mean lint-cron-empty-range\?$/],
    [
      '# lint-disable: task-missing\n',
      /^"task-missing" is not a lint: the service rejects the file, .* Remove it\.$/,
    ],
    ['# lint-disable: nonsense\n', /^There is no lint "nonsense", .* Remove it\.$/],
    ['# lint-disable: id-duplicate\n', /^There is no lint "id-duplicate"|is not a lint/],
  ];
  for (const [text, message] of across) {
    it(`say in words what is wrong with ${text.trim()}`, () => {
      assert.match(lintsOf(text)[0]?.message ?? '', message);
    });
  }

  it('find copies of jobs that start a build', () => {
    const job = (id: string, more: string, realm = 'ci') =>
      `job { id: "${id}" realm: "${realm}" schedule: "@daily" buildbucket { server: "h.com" builder: "x" ${more} } }`;
    const copied = (...jobs: string[]) =>
      lintsOf(jobs.join('\n'), { crowdedMinuteLimit: 9 }).map(({ code, path, message }) => {
        assert.equal(code, 'lint-job-copied');
        return [path[1], message];
      });
    const message = (id: string, more = '') =>
      `Job "${id}"${more} builder "x", with the same properties: is this a copy in which something was to be changed?`;
    assert.deepEqual(copied(job('a', ''), job('b', '')), [
      ['a', message('b', ' also starts')],
      ['b', message('a', ' also starts')],
    ]);
    const properties = 'properties: ["a:1", "b:2"]';
    assert.deepEqual(
      copied(job('a', properties), job('b', 'properties: ["b:2", "a:1"]'), job('c', properties)),
      [
        ['a', message('b', ' and 1 other job also start')],
        ['b', message('a', ' and 1 other job also start')],
        ['c', message('a', ' and 1 other job also start')],
      ],
    );
    assert.deepEqual(
      copied(job('a', ''), job('b', properties), job('c', 'bucket: "try"'), job('d', '', 'dev')),
      [],
    );
    assert.deepEqual(copied(job('a', ''), job('b', '').replace('"b"', '"b" disabled: true')), []);
  });

  it('say in words what they mean', () => {
    const [finding] = lintsOf(CROWD);
    assert.equal(
      finding?.message,
      '3 jobs start in the same minute as this one, 10:30 UTC (first on 2026-07-12): spread them out.',
    );
  });

  it('look ahead from today, whenever that is', () => {
    let now = NOW;
    const document = ProjectConfigDocument.open(CROWD, {
      project: 'p',
      registry: validationManagers(),
      lints: { off: new Set(), crowdedMinuteLimit: 2, now: () => now },
    });
    assert.match(document.findings()[0]?.message ?? '', /first on 2026-07-12/);
    now = Date.parse('2027-07-10T12:00:00Z');
    document.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ' ');
    assert.match(document.findings()[0]?.message ?? '', /first on 2027-07-/);
  });

  it('can be switched off', () => {
    assert.deepEqual(lintsOf(CROWD, { off: new Set(['lint-crowded-minute']) }), []);
    assert.deepEqual(lintsOf(CROWD, { crowdedMinuteLimit: 3 }), []);
  });
});
