import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { LINTS } from '../../../src/config/finding-codes.ts';
import type { LintOptions } from '../../../src/config/lints/lint-options.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import type { Range } from '../../../src/text/range.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { markedText } from '../../marked-text.ts';

/** A Friday. */
const NOW = Date.parse('2026-07-10T12:00:00Z');

/** Keeps a job named `a` from being one that nothing triggers. */
const TARGETED = 'trigger { id: "keeper" triggers: ["a"] noop {} }';

// Each row: what it is about; the config, with a mark at each finding; the codes of the findings.
const SCHEDULES: [what: string, schedule: string, ...codes: string[]][] = [
  ['cron', '0 3 * * *'],
  ['yearly', '@yearly'],
  ['every leap year', '[[0 0 29 2 *]]', 'lint-schedule-rare'],
  ['the fifth Monday of February', '[[0 0 * 2 1#5]]', 'lint-schedule-rare'],
  ['a day that no month has', '[[0 0 31 2,4,6 *]]', 'lint-schedule-never'],
  ['a year that is over', '[[0 0 1 1 * 2020]]', 'lint-schedule-never'],
  ['a year that begins soon', '[[0 0 1 1 * 2027]]', 'lint-schedule-rare'],
  ['a year to come, monthly', '0 0 1 * * 2027'],
  ['an interval of a year', 'with 8760h interval'],
  ['a longer interval', '[[with 9000h interval]]', 'lint-schedule-rare'],
  ['reversed hours', '0 [[17-9]] * * *', 'lint-cron-empty-range'],
  ['reversed weekdays in a list', '0 9 * * mon,[[fri-tue]]', 'lint-cron-empty-range'],
  ['a range up to Sunday, which is 0', '0 9 * * [[5-7]]', 'lint-cron-empty-range'],
  ['six fields, any year', '30 */2 * * * *'],
  ['six fields, any year, as the service documents them', '0 */3 * * * *'],
  ['six fields with a question mark', '0 0 12 * * [[?]]', 'lint-cron-year-field'],
  ['six fields with a question mark for a day', '0 0 12 [[?]] * *', 'lint-cron-year-field'],
  ['five fields with a question mark', '0 12 ? * mon'],
  ['seven fields with a question mark', '0 0 12 ? * 6L *'],
  ['a step beyond the last hour', '0 [[14/12]] * * *', 'lint-cron-step-once'],
  ['a step beyond the last minute', '[[45/20]] * * * *', 'lint-cron-step-once'],
  ['a step that just fails', '[[30/30]] * * * *', 'lint-cron-step-once'],
  ['a step that just succeeds', '29/30 * * * *'],
  ['a step beyond the last day', '0 0 [[20/15]] * *', 'lint-cron-step-once'],
  ['a step beyond the last weekday', '0 0 * * [[5/2]]', 'lint-cron-step-once'],
  ['a step beyond the last month', '0 0 1 [[jul/6]] *', 'lint-cron-step-once'],
  ['a step beyond the last year', '0 0 1 * * [[2090/10]]', 'lint-cron-step-once'],
  ['a step beyond the last second', '0,[[40/20]] 0 0 1 * * *', 'lint-cron-step-once'],
  ['a step larger than its range', '0 [[9-17/9]] * * *', 'lint-cron-step-once'],
  ['a step from any value', '0 */23 * * *'],
  ['a day that steps once', '0 0 */30 * *'],
  ['every minute of an hour', '[[*]] 13 * * *', 'lint-cron-every-minute'],
  ['every minute of some days of an hour', '[[*]] 9 * * 1-5', 'lint-cron-every-minute'],
  ['every minute of every second hour', '[[*/1]] */2 * * *', 'lint-cron-every-minute'],
  ['every minute by its range', '[[0-59]] 13 * * *', 'lint-cron-every-minute'],
  ['every minute of every hour', '* * * * *'],
  ['every minute of every hour of a day', '* * 1 * *'],
  ['every fifth minute of an hour', '*/5 13 * * *'],
  ['every second of a minute', '[[*]] 0 13 * * * *', 'lint-cron-every-minute'],
  ['a week of a month and a weekday', '0 0 [[1-7 * 1]]', 'lint-cron-both-days'],
  ['a day and a weekday', '0 0 [[13 * fri]]', 'lint-cron-both-days'],
  ['the first Monday', '0 0 * * 1#1'],
  ['a weekday and any day', '0 0 ? * 1'],
  ['six fields, a year meant', '0 5 1 * * 2026-2090'],
  ['seven fields', '0 0 5 * * * *'],
  ['a macro', '@daily'],
  ['a padded month', '0 0 1 [[07]] *', 'lint-cron-zero-padded'],
  ['a padded weekday in a list', '0 9 * * 1,[[05]]', 'lint-cron-zero-padded'],
  ['padded hours, which are fine', '00 09 01 * *'],
  ['reversed and padded', '0 0 * * [[05-01/2]]', 'lint-cron-zero-padded'],
  ['an invalid schedule has an error instead', '0 0 * *'],
];

const ENTRIES: [what: string, marked: string, ...codes: string[]][] = [
  [
    'a poller with nobody to tell',
    '[[trigger]] { id: "t" noop {} }',
    'lint-poller-without-triggers',
  ],
  ['a disabled poller with nobody to tell', 'trigger { id: "t" disabled: true noop {} }'],
  [
    'a target twice',
    'job { id: "a" noop {} }\ntrigger { id: "t" noop {} triggers: ["a", [["a"]]] triggers: [["a"]] }',
    'lint-trigger-repeated',
    'lint-trigger-repeated',
  ],
  [
    'deprecated fields, the outermost',
    '[[acl_sets { name: "s" acls { role: OWNER } }]]\njob { id: "a" schedule: "0 1 * * *" [[acl_sets: "s"]] [[acls { role: READER }]] noop {} }',
    'lint-deprecated-field',
    'lint-deprecated-field',
    'lint-deprecated-field',
  ],
  [
    'a disabled job is not asked for its schedule',
    'job { id: "off" disabled: true schedule: "0 0 30 2 *" noop {} }',
  ],
  [
    'NaN as a base',
    'job { id: "a" schedule: "0 1 * * *" triggering_policy { kind: LOGARITHMIC_BATCHING log_base: [[nan]] } noop {} }',
    'lint-log-base-nan',
  ],
  [
    'NaN where nobody reads it',
    'job { id: "a" schedule: "0 1 * * *" triggering_policy { log_base: nan } noop {} }',
  ],
  [
    'a scheme that is misspelt',
    'job { id: "a" schedule: "0 1 * * *" url_fetch { url: [["htp:/example"]] } }',
    'lint-url-not-http',
  ],
  [
    'a URL without a host',
    'job { id: "a" schedule: "0 1 * * *" url_fetch { url: [["https:///x"]] } }',
    'lint-url-not-http',
  ],
  ['a good URL', 'job { id: "a" schedule: "0 1 * * *" url_fetch { url: "HTTP://h:80/x?y#z" } }'],
  [
    'a text that is not UTF-8',
    'job { id: "a" schedule: "0 1 * * *" [[url_fetch]] { url: "http://h/\\377" } }',
    'lint-not-utf8',
  ],
];

const GITILES: [what: string, fields: string, ...codes: string[]][] = [
  ['a good repository', 'repo: "https://a.googlesource.com/x/y.git"'],
  ['http', 'repo: [["http://a.googlesource.com/x"]]', 'lint-repo-not-gitiles'],
  ['another host', 'repo: [["https://github.com/x/y"]]', 'lint-repo-not-gitiles'],
  ['a port', 'repo: [["https://a.googlesource.com:443/x"]]', 'lint-repo-not-gitiles'],
  ['a plus', 'repo: [["https://a.googlesource.com/x/+/main"]]', 'lint-repo-not-gitiles'],
  ['no repository', 'repo: [["https://a.googlesource.com/"]]', 'lint-repo-not-gitiles'],
  ['a query', 'repo: [["https://a.googlesource.com/x?a=b"]]', 'lint-repo-not-gitiles'],
  ['a fragment', 'repo: [["https://a.googlesource.com/x#f"]]', 'lint-repo-not-gitiles'],
  ['refs without wildcards', 'refs: "regexp:refs/heads/a" refs: "regexp:refs/heads/b"'],
  ['one pattern', 'refs: "regexp:refs/heads/a.*" refs: "refs/heads/b"'],
  [
    'patterns in different namespaces',
    'refs: "regexp:refs/heads/a.*" refs: "regexp:refs/tags/b.*"',
  ],
  [
    'two patterns in one namespace',
    'refs: [["regexp:refs/heads/a.*"]] refs: "regexp:refs/heads/b.*"',
    'lint-refs-unanchored',
  ],
  ['an unclosed quote', 'refs: [["regexp:refs/heads/\\\\Qa.b"]]', 'lint-regexp-unclosed-quote'],
  ['a closed quote', 'refs: "regexp:refs/heads/\\\\Qa.b\\\\E"'],
  ['path filters', 'path_regexps: ["src/.+", "lib/.+"] path_regexps_exclude: "src/docs/.+"'],
  [
    'the same filter twice',
    'path_regexps: ["src/.+", [["src/.+"]]]',
    'lint-path-filter-unreachable',
  ],
  ['a path from the root', 'path_regexps: [["/src/.+"]]', 'lint-path-filter-unreachable'],
  ['a path from here', 'path_regexps: [["\\\\./src/.+"]]', 'lint-path-filter-unreachable'],
  ['added files', 'path_regexps: "/dev/null"'],
  [
    'everything excluded',
    'path_regexps: [["src/.+"]] path_regexps_exclude: ".*"',
    'lint-path-filter-unreachable',
  ],
  [
    'one file excluded by a pattern',
    'path_regexps: [["DEPS"]] path_regexps: "src/.+" path_regexps_exclude: "[A-Z]+"',
    'lint-path-filter-unreachable',
  ],
  [
    'an exclusion of nothing',
    'path_regexps: "src/.+" path_regexps_exclude: [["docs/.+"]]',
    'lint-path-filter-unreachable',
  ],
  ['an exclusion that is wider', 'path_regexps: "src/.+" path_regexps_exclude: ".+\\\\.md"'],
];

/** 10:30 on a Sunday, which is in two days, is too much for the limit of 2 in these tests. */
const CROWD = `job { id: "a" schedule: "30 * * * *" noop {} }
job { id: "b" schedule: "30 10 * * 0" noop {} }
job { id: "c" schedule: "*/10 10 * * *" noop {} }`;

const ACROSS: [what: string, marked: string, ...codes: string[]][] = [
  ['a job that nothing triggers', 'job { id: [["a"]] noop {} }', 'lint-job-never-triggered'],
  [
    'the same, in words',
    'job { id: [["a"]] schedule: "triggered" noop {} }',
    'lint-job-never-triggered',
  ],
  [
    'two jobs of one id, of which one has a schedule',
    'job { id: [["a"]] noop {} } job { id: "a" schedule: "0 1 * * *" noop {} }',
    'lint-job-never-triggered',
  ],
  ['a job that is triggered', 'job { id: "a" noop {} } trigger { id: "t" triggers: "a" noop {} }'],
  [
    'a job whose trigger is disabled',
    'job { id: [["a"]] noop {} } trigger { id: "t" disabled: true triggers: "a" noop {} }',
    'lint-job-never-triggered',
  ],
  ['a disabled job', 'job { id: "a" disabled: true noop {} }'],
  [
    'a job that others may trigger',
    'job { id: "a" [[acls { role: TRIGGERER granted_to: "b" }]] noop {} }',
    'lint-deprecated-field',
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
    'another one is off',
    '# lint-disable: lint-schedule-rare\njob { id: [["a"]] noop {} }',
    'lint-job-never-triggered',
  ],
];

const PROPERTIES: [what: string, property: string, ...codes: string[]][] = [
  ['text', 'a:b'],
  ['nothing', 'a:'],
  ['an object', 'a:{\\"b\\": [1]}'],
  ['an object without quotes', 'a:[[{b: 1}]]', 'lint-property-json'],
  ['a list in single quotes', "a:[[['b'] ]]", 'lint-property-json'],
  ['a list with a comma too many', 'a:[[[1,] ]]', 'lint-property-json'],
  ['an object that is not closed', 'a:[[{\\"b\\": 1]]', 'lint-property-json'],
  ['a brace that is text', 'a:{'],
];

describe('lints', () => {
  for (const [what, schedule, ...codes] of SCHEDULES) {
    test(`schedule: ${what}`, `job { id: "a" schedule: ${quotedMark(schedule)} noop {} }`, codes);
  }
  for (const [what, marked, ...codes] of ENTRIES) test(what, `${marked}\n${TARGETED}`, codes);
  for (const [what, fields, ...codes] of GITILES) {
    const repo = fields.includes('repo') ? '' : 'repo: "https://a.googlesource.com/x" ';
    test(
      `gitiles: ${what}`,
      `job { id: "a" noop {} }\ntrigger { id: "t" triggers: "a" gitiles { ${repo}${fields} } }`,
      codes,
    );
  }
  for (const [what, property, ...codes] of PROPERTIES) {
    test(
      `property: ${what}`,
      `job { id: "b" schedule: "0 1 * * *" buildbucket { server: "h" bucket: "b" builder: "b" properties: "${property}" } }`,
      codes,
    );
  }

  for (const [what, marked, ...codes] of ACROSS) test(`across entries: ${what}`, marked, codes);

  const words: [schedule: string, message: RegExp][] = [
    [
      '0 14/12 * * *',
      /^`14\/12` is 14 alone: .* 26, is beyond 23, .* `2\/12` for 2 and 14, or `14`/,
    ],
    ['30/30 * * * *', /Write `0\/30` for 0 and 30, or `30` for what it is\.$/],
    ['0 0 * * 5/2', /^`5\/2` is 5 alone: .* Write `1\/2` for 1, 3 and 5, or `5`/],
    ['* 13 * * *', /each of the 60 minutes of hour 13\. .* write a minute, such as `0`\.$/],
    ['* */2 * * *', /each of the 60 minutes of 12 hours\./],
    [
      '0 0 1-7 * 1',
      /this means every Monday, and every day from 1 to 7\. For the first Monday .*`1#1`/,
    ],
    ['0 0 15-21 * wed', /For the third Wednesday of a month alone, write `\*` .* and `3#3` as/],
    ['0 0 1,15 * mon-fri', /means every day from Monday to Friday, and day 1 and day 15\./],
    ['0 0 L * friL', /means the last Friday, and the last day\./],
    ['0 0 * * 5-7', /`5-7` .*: 7 is Sunday, which is 0\. Write `5-6,0`\.$/],
    ['0 0 * * 6-7', /Write `6,0`\.$/],
    ['0 17-9 * * *', /selects no hour: .* With an empty hour field the service crashes/],
    ['0 17-9,12 * * *', /selects no hour: turn it round, or write two ranges\.$/],
    ['0 0 1 12-1 *', /With an empty month field the service crashes/],
    ['0 0 31-1 * *', /selects no day of month: turn it round, or write two ranges\.$/],
    [
      '0 0 31-1 02 *',
      /as month 0: .* No date matches either, and the two together crash the service/,
    ],
    ['0 0 1 02 *', /as month 0: write it without the leading zero\.$/],
    ['0 0 12 * * ?', /this one is the year: .* leave it out: `0 12 \* \* \?`\.$/],
  ];
  for (const [schedule, message] of words) {
    it(`say in words what is wrong with ${schedule}`, () => {
      const found = lintsOf(`job { id: "a" schedule: "${schedule}" noop {} }`);
      assert.ok(
        found.some((finding) => message.test(finding.message)),
        JSON.stringify(found),
      );
    });
  }

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

  const filter = (i: number) => `path_regexps${i % 2 ? '_exclude' : ''}: "${i}"`;
  const many: [what: string, text: (count: number) => string][] = [
    [
      'path filters',
      (count) => `trigger { id: "t" noop {} gitiles { ${lines(count, filter)} } triggers: "a" }`,
    ],
    [
      'schedules that never fire',
      (count) => lines(count, (i) => `job { id: "${i}" schedule: "0 0 31 2,4,6,9,11 *" }`),
    ],
    [
      'schedules',
      (count) => lines(count, (i) => `job { id: "${i}" schedule: "${i % 60} ${i % 24} * * *" }`),
    ],
    ['comments', (count) => `job: [\n${lines(count, () => '{}, # lint-disable: x')}\n{}]`],
  ];
  for (const [what, text] of many) {
    it(`take linear time in ${what}`, () => assertLinearTime(3000, text, (all) => lintsOf(all)));
  }

  it('keep to one line, whatever they quote', () => {
    const gitiles = 'gitiles { path_regexps: "a\\nb" path_regexps_exclude: "a\\nb" }';
    const targets = 'triggers: "a\\nb" triggers: "a\\nb"';
    const messages = lintsOf(
      `job { id: "a\\nb" disabled: true noop {} }\ntrigger { id: "t" ${targets} ${gitiles} }`,
    ).map(({ message }) => message);
    assert.equal(messages.length, 4);
    assert.deepEqual(
      messages.filter((message) => message.includes('\n')),
      [],
    );
  });

  it('can be switched off', () => {
    assert.deepEqual(lintsOf(CROWD, { off: new Set(['lint-crowded-minute']) }), []);
    assert.deepEqual(lintsOf(CROWD, { crowdedMinuteLimit: 3 }), []);
  });

  it('are not asked unless somebody wants them', () => {
    const text = 'trigger { id: "t" noop {} }';
    const document = ProjectConfigDocument.open(text, {
      project: 'p',
      registry: validationManagers(),
    });
    assert.deepEqual(document.findings(), []);
  });

  it('speak after the service', () => {
    const text = 'trigger { noop {} }\njob { id: "a" }';
    const lints = { off: new Set<string>(), crowdedMinuteLimit: 2, now: () => NOW };
    const findings = ProjectConfigDocument.open(text, {
      project: 'p',
      registry: validationManagers(),
      lints,
    }).findings();
    assert.deepEqual(
      findings.map(({ code, path }) => `${code} ${path.join('/')}`),
      [
        'task-missing job/a',
        'job-id-missing trigger/(empty)',
        'lint-poller-without-triggers trigger/(empty)',
        'lint-job-never-triggered job/a',
      ],
    );
  });

  it('have tests, every one', () => {
    const tables = [...SCHEDULES, ...ENTRIES, ...GITILES, ...PROPERTIES, ...ACROSS];
    const tested = new Set(tables.flatMap(([, , ...codes]) => codes));
    assert.deepEqual([...tested].sort(), [...LINTS].sort());
  });
});

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** The whole string is marked with its quotes, a piece of it without. */
function quotedMark(marked: string): string {
  const whole = /^\[\[(.*)\]\]$/.exec(marked);
  return whole ? `[["${whole[1]}"]]` : `"${marked}"`;
}

function test(what: string, marked: string, codes: readonly string[]): void {
  it(what, () => {
    const { text, ranges } = markedText(marked);
    const found = lintsOf(text);
    assert.deepEqual(
      found.map(({ code }) => code),
      codes,
    );
    assert.deepEqual(
      found.map(({ range }): Range => range),
      ranges,
    );
  });
}

function lintsOf(text: string, more: Partial<LintOptions> = {}): readonly Finding[] {
  const lints = { off: new Set<string>(), crowdedMinuteLimit: 2, now: () => NOW, ...more };
  return ProjectConfigDocument.open(text, { project: 'p', registry: validationManagers(), lints })
    .findings()
    .filter(({ code }) => code.startsWith('lint-'));
}
