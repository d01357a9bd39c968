import assert from 'node:assert/strict';
import fs from 'node:fs';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { LINTS } from '../../../src/config/finding-codes.ts';
import { LINT_CODES } from '../../../src/config/lints/codes.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { lintsOf, NOW, testLints } from './lints-of.ts';

/** Keeps a job named `a` from being one that nothing triggers. */
const TARGETED = 'trigger { id: "keeper" triggers: ["a"] noop {} }';

// Each row: what it is about; the config, with a mark at each finding; the codes of the findings.

const ENTRIES: [what: string, marked: string, ...codes: string[]][] = [
  [
    'a poller with nobody to tell',
    '[[trigger]] { id: "t" noop {} }',
    'lint-poller-without-triggers',
  ],
  [
    'refs without a comma between them',
    `${TARGETED} trigger { id: "t" triggers: "keeper" gitiles { repo: "https://h.googlesource.com/r" refs: ["refs/heads/x", [["refs/heads/a" "refs/heads/b"]]] } }`,
    'lint-strings-joined',
  ],
  [
    'properties, each in a line of its own, without a comma after one of them',
    'job { id: "a" schedule: "0 1 * * *" buildbucket { server: "s.appspot.com" bucket: "b" builder: "b" properties: [\n[["a:b"\n"c:d"]],\n"e:f"\n] } }',
    'lint-strings-joined',
  ],
  [
    'a string in pieces, and one that is not in a list',
    'job { id: "a" schedule: "0 1 * * *" buildbucket { server: "s.appspot.com" bucket: "b" builder: "b" properties: ["a:b/" "c", "d:" "e", "f:g" "/h"] tags: "a:b" "c" } }',
  ],
  [
    'a string in pieces, of which only the first two seem meant',
    'job { id: "a" schedule: "0 1 * * *" buildbucket { server: "s.appspot.com" bucket: "b" builder: "b" properties: [ [["a:b/" "c" "d:e"]] ] } }',
    'lint-strings-joined',
  ],
  [
    'a text that is not UTF-8, outside of the task',
    'job { id: "a" schedule: "0 1 * * *" [[acls { role: READER granted_to: "a\\377" }]] noop {} }',
    'lint-deprecated-field',
  ],
  [
    'a byte of another encoding',
    'job { id: "a" schedule: "0 1 * * *" [[url_fetch]] { url: "http://h/\udcff" } }',
    'lint-not-utf8',
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
    'deprecated fields in a task',
    'job { id: "a" schedule: "0 1 * * *" noop {} [[acls { role: OWNER }]] }',
    'lint-deprecated-field',
  ],
  [
    'lints of one job, in the order of its text',
    'job { id: "a" [[acl_sets: "s"]] schedule: [["0 0 30 2 *"]] url_fetch { url: [["htp:/example"]] } }',
    'lint-deprecated-field',
    'lint-schedule-never',
    'lint-url-not-http',
  ],
  [
    'the same the other way round',
    'job { url_fetch { url: [["htp:/example"]] } schedule: [["0 0 30 2 *"]] id: "a" [[acl_sets: "s"]] }',
    'lint-url-not-http',
    'lint-schedule-never',
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

/** 10:30 on a Sunday, which is in two days, is too much for the limit of 2 in these tests. */

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
  for (const [what, marked, ...codes] of ENTRIES) testLints(what, `${marked}\n${TARGETED}`, codes);
  for (const [what, property, ...codes] of PROPERTIES) {
    testLints(
      `property: ${what}`,
      `job { id: "b" schedule: "0 1 * * *" buildbucket { server: "h" bucket: "b" builder: "b" properties: "${property}" } }`,
      codes,
    );
  }

  const filter = (i: number) => `path_regexps${i % 2 ? '_exclude' : ''}: "${i}"`;
  const many: [what: string, count: number, text: (count: number) => string][] = [
    [
      'path filters',
      6000,
      (count) => `trigger { id: "t" noop {} gitiles { ${lines(count, filter)} } triggers: "a" }`,
    ],
    [
      'schedules that never fire',
      300,
      (count) => lines(count, (i) => `job { id: "${i}" schedule: "0 0 31 2,4,6,9,11 *" }`),
    ],
    [
      'schedules',
      2000,
      (count) => lines(count, (i) => `job { id: "${i}" schedule: "${i % 60} ${i % 24} * * *" }`),
    ],
    ['comments', 3000, (count) => `job: [\n${lines(count, () => '{}, # lint-disable: x')}\n{}]`],
  ];
  for (const [what, count, text] of many) {
    it(`take linear time in ${what}`, () => assertLinearTime(count, text, (all) => lintsOf(all)));
  }

  it('leave strings without a comma alone where an error says so, or nobody reads them', () => {
    const text =
      'trigger { id: "t" triggers: ["a" "b"] noop {} }\n' +
      'job { id: "a" schedule: "0 1 * * *" acl_sets: ["s" "t"] noop {} }';
    assert.deepEqual(
      lintsOf(text).map(({ code }) => code),
      ['lint-deprecated-field'],
    );
  });

  it('show what can go, and what is out of date, as such', () => {
    const tags = (text: string) =>
      lintsOf(text).map((finding) => [finding.code, finding.severity, finding.tags]);
    assert.deepEqual(tags('acl_sets { name: "s" }'), [
      ['lint-deprecated-field', LINT_CODES['lint-deprecated-field'].severity, ['deprecated']],
    ]);
    assert.deepEqual(
      tags(
        'trigger { id: "t" noop {} triggers: ["a", "a"] }\njob { id: "a" schedule: "0 0 30 2 *" noop {} }',
      ),
      [
        ['lint-trigger-repeated', LINT_CODES['lint-trigger-repeated'].severity, ['unnecessary']],
        ['lint-schedule-never', LINT_CODES['lint-schedule-never'].severity, undefined],
      ],
    );
  });

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
    const files = ['lints', 'entry/schedule-lints', 'document/cross-entry-lints'].map(
      (name) => new URL(`${name}.test.ts`, import.meta.url),
    );
    files.push(new URL('../../task/gitiles/lints.test.ts', import.meta.url));
    const tests = files.map((file) => fs.readFileSync(file, 'utf8')).join();
    assert.deepEqual(
      LINTS.filter((code) => ![',', ']', ')'].some((end) => tests.includes(`'${code}'${end}`))),
      [],
    );
  });
});

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}
