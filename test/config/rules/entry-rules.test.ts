import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { assertErrors, codeAndPath, errorsIn } from '../../marked-text.ts';
import { messageOf } from '../../schema/message-arbitrary.ts';
import { textOf } from '../message-text.ts';

/** All codes of the rules in validation.md, in its order. */
const CODES: readonly string[] = [
  ...['duplicate-id', 'realm-invalid', 'job-id-missing', 'job-id-invalid', 'schedule-invalid'],
  ...['trigger-unknown-job', 'policy-kind-unknown', 'policy-max-concurrent-negative'],
  ...['policy-max-batch-negative', 'policy-pending-timeout-negative'],
  ...['policy-pending-timeout-not-applicable', 'policy-log-base-too-small'],
  ...['task-multiple', 'task-missing'],
  ...['url-fetch-method-unsupported', 'url-fetch-url-missing', 'url-fetch-url-invalid'],
  ...['url-fetch-url-not-absolute', 'url-fetch-timeout-too-small', 'url-fetch-timeout-too-large'],
  ...['gitiles-repo-missing', 'gitiles-repo-invalid', 'gitiles-repo-not-absolute'],
  ...['ref-bad-prefix', 'ref-too-few-slashes', 'ref-regexp-anchored', 'ref-regexp-invalid'],
  ...['ref-regexp-prefix-too-short', 'ref-regexp-prefix-not-refs'],
  ...['path-regexp-empty', 'path-regexp-anchored', 'path-regexp-invalid'],
  ...['path-exclude-without-include', 'bb-server-missing', 'bb-server-is-url'],
  ...['bb-server-invalid', 'bb-bucket-legacy-malformed', 'bb-bucket-required', 'bb-bucket-legacy'],
  ...['bb-builder-missing', 'bb-property-not-pair', 'bb-tag-not-pair', 'bb-tag-reserved'],
];

/** A config with `[[…]]` around every place that some finding underlines; `code @ path` of the findings. */
type Row = readonly [marked: string, ...findings: string[]];

const LONG = 'x'.repeat(100);

const IDS: readonly Row[] = [
  ['job { id: "0aZ_-. )(" noop {} }'],
  ['job { id: " " noop {} }\njob { id: "()" noop {} }\njob { id: " a " noop {} }'],
  // What a path shows for none is an id like any other.
  [
    '[[job]] { noop {} }\njob { id: "[[#]]" noop {} }',
    'job-id-missing @ job / (empty)',
    'job-id-invalid @ job / #',
  ],
  [`job { id: "${LONG}" noop {} }`],
  [`job { id: [["${LONG}y"]] noop {} }`, `job-id-invalid @ job / ${LONG}y`],
  ['[[trigger]] { noop {} }', 'job-id-missing @ trigger / (empty)'],
  ['job { id: [[""]] noop {} }', 'job-id-missing @ job / (empty)'],
  ['job { id: [[\'\' ""]] noop {} }', 'job-id-missing @ job / (empty)'],
  ['job { id: "a[[/]]b:c" noop {} }', 'job-id-invalid @ job / a/b:c'],
  ['job { id: "a[[\\n]]" noop {} }', 'job-id-invalid @ job / a\n'],
  ['job { id: "a[[\t]]" noop {} }', 'job-id-invalid @ job / a\t'],
  ['job { id: "a[[\\000]]" noop {} }', 'job-id-invalid @ job / a\0'],
  ['job { id: "[[é]]" noop {} }', 'job-id-invalid @ job / é'],
  ['job { id: "a[[😀]]b" noop {} }', 'job-id-invalid @ job / a😀b'],
  ['job { id: "a[[\\377]]b" noop {} }', 'job-id-invalid @ job / a\udcffb'],
  ['job { id: "a[[\udcff]]b" noop {} }', 'job-id-invalid @ job / a\udcffb'],
  ['job { id: "a" # one\n "b[[%]]c" noop {} }', 'job-id-invalid @ job / ab%c'],
  [`job { id: "${LONG}[[/]]" noop {} }`, `job-id-invalid @ job / ${LONG}/`],
  ['trigger { id: "a[[=]]" noop {} }', 'job-id-invalid @ trigger / a='],
];

const DUPLICATES: readonly Row[] = [
  [
    'job { id: "a" noop {} }\njob { id: [["a"]] noop {} }\njob { id: [["a"]] noop {} }',
    'duplicate-id @ job / a',
    'duplicate-id @ job / a',
  ],
  ['job { id: "a" noop {} }\njob { id: "A" noop {} }\njob { id: "a " noop {} }'],
  // Jobs come first, whatever the file says.
  [
    'trigger { id: [["a"]] noop {} }\njob { id: "a" noop {} }\ntrigger { id: [["a"]] noop {} }',
    'duplicate-id @ trigger / a',
    'duplicate-id @ trigger / a',
  ],
  ['job { id: "a" noop {} } job { id: [["\\141"]] noop {} }', 'duplicate-id @ job / a'],
  [
    '[[job]] { noop {} }\njob { id: [[""]] noop {} }\n[[trigger]] { noop {} }',
    'job-id-missing @ job / (empty)',
    'job-id-missing @ job / (empty)',
    'job-id-missing @ trigger / (empty)',
  ],
  // The id of an entry that is disabled or wrong counts all the same.
  ['job { id: "a" disabled: true noop {} }\njob { id: [["a"]] noop {} }', 'duplicate-id @ job / a'],
  [
    '[[job]] { id: "a" }\ntrigger { id: [["a"]] noop {} }',
    'task-missing @ job / a',
    'duplicate-id @ trigger / a',
  ],
];

const TARGETS: readonly Row[] = [
  [
    'job { id: "a" disabled: true noop {} }\ntrigger { id: "t" triggers: "a" triggers: "t" triggers: "a" noop {} }',
  ],
  ['trigger { id: "t" noop {} triggers: "later" }\ntrigger { id: "later" disabled: true noop {} }'],
  [
    'trigger { id: "t" triggers: [["b"]] noop {} triggers: [ "t", [["A"]], [["b"]] ] }\njob { id: "a" noop {} }',
    'trigger-unknown-job @ trigger / t',
    'trigger-unknown-job @ trigger / t',
    'trigger-unknown-job @ trigger / t',
  ],
  [
    '[[job]] { noop {} }\ntrigger { id: "t" triggers: [[""]] noop {} }',
    'job-id-missing @ job / (empty)',
    'trigger-unknown-job @ trigger / t',
  ],
  [
    'trigger { id: "t" disabled: true triggers: [["x"]] noop {} }',
    'trigger-unknown-job @ trigger / t',
  ],
  // Known is whatever stands there, even what cannot be an id.
  [
    'job { id: "[[é]]" noop {} }\ntrigger { id: "t" triggers: "\\303\\251" noop {} }',
    'job-id-invalid @ job / é',
  ],
];

const REALMS: readonly Row[] = [
  ['job { id: "a" realm: "" noop {} }\njob { id: "b" realm: "@project" noop {} }'],
  ['job { id: "a" realm: [["CI"]] noop {} }', 'realm-invalid @ job / a'],
  ['trigger { id: "a" realm: [["p:ci"]] noop {} }', 'realm-invalid @ trigger / a'],
  ['job { id: "a" realm: "ci" buildbucket { server: "h" builder: "b" } }'],
  // What is no realm counts as @legacy, and that names no bucket.
  [
    'job { id: "a" realm: [["CI"]] [[buildbucket]] { server: "h" builder: "b" } }',
    'realm-invalid @ job / a',
    'bb-bucket-required @ job / a / task',
  ],
  [
    'job { id: "a" realm: [["CI"]] buildbucket { server: "h" builder: "b" bucket: "ci" } }',
    'realm-invalid @ job / a',
  ],
];

const SCHEDULES: readonly Row[] = [
  ['job { id: "a" schedule: "" noop {} }'],
  ['trigger { id: "a" schedule: "continuously" noop {} }'],
  ['job { id: "a" schedule: "0 0 * [[13]] *" noop {} }', 'schedule-invalid @ job / a'],
  ['job { id: "a" schedule: "[[Triggered]]" noop {} }', 'schedule-invalid @ job / a'],
  [
    'trigger { id: "a" schedule: "with 1[[d]] interval" noop {} }',
    'schedule-invalid @ trigger / a',
  ],
];

const POLICIES: readonly Row[] = [
  ['job { id: "a" triggering_policy {} noop {} }'],
  [
    'trigger { id: "a" noop {} triggering_policy { kind: [[9]] max_concurrent_invocations: [[-1]] } }',
    'policy-kind-unknown @ trigger / a / triggering_policy',
    'policy-max-concurrent-negative @ trigger / a / triggering_policy',
  ],
  [
    'job { id: "a" noop {} triggering_policy { max_batch_size: [[-1]] [[pending_timeout]] { nanos: -1 } } }',
    'policy-max-batch-negative @ job / a / triggering_policy',
    'policy-pending-timeout-negative @ job / a / triggering_policy',
    'policy-pending-timeout-not-applicable @ job / a / triggering_policy',
  ],
  [
    'job { id: "a" noop {} [[triggering_policy]] { kind: LOGARITHMIC_BATCHING } }',
    'policy-log-base-too-small @ job / a / triggering_policy',
  ],
];

const TASKS: readonly Row[] = [
  ['[[job]] { id: "a" }', 'task-missing @ job / a'],
  ['[[trigger]] { id: "a" acls {} }', 'task-missing @ trigger / a'],
  ['job { id: "a" noop {} }\ntrigger { id: "b" noop <> }'],
  // Of an entry with the wrong number of tasks, no task is looked at.
  ['job { id: "a" noop {} [[url_fetch]] {} }', 'task-multiple @ job / a'],
  ['job { id: "a" buildbucket {} [[url_fetch]] {} noop {} }', 'task-multiple @ job / a'],
  ['trigger { id: "a" gitiles {} [[noop]] {} }', 'task-multiple @ trigger / a'],
  ['job { id: "a" disabled: true [[url_fetch]] {} }', 'url-fetch-url-missing @ job / a / task'],

  [
    'job { id: "a" url_fetch { method: [["get"]] url: "http://h/[[%]]" timeout_sec: [[-1]] } }',
    'url-fetch-method-unsupported @ job / a / task',
    'url-fetch-url-invalid @ job / a / task',
    'url-fetch-timeout-too-small @ job / a / task',
  ],
  [
    'job { id: "a" url_fetch { url: [["h/p"]] timeout_sec: [[481]] } }',
    'url-fetch-url-not-absolute @ job / a / task',
    'url-fetch-timeout-too-large @ job / a / task',
  ],

  ['trigger { id: "a" [[gitiles]] {} }', 'gitiles-repo-missing @ trigger / a / task / repo'],
  [
    'trigger { id: "a" gitiles { repo: "https://[[|]]" refs: [["a"]] } }',
    'gitiles-repo-invalid @ trigger / a / task / repo',
    'ref-bad-prefix @ trigger / a / task / refs',
    'ref-too-few-slashes @ trigger / a / task / refs',
  ],
  [
    'trigger { id: "a" gitiles { repo: [["h"]] refs: "regexp:[[^]]" refs: "regexp:[[)]]" refs: "regexp:[[x]]" } }',
    'gitiles-repo-not-absolute @ trigger / a / task / repo',
    'ref-regexp-anchored @ trigger / a / task / refs / regexp:^',
    'ref-regexp-invalid @ trigger / a / task / refs / regexp:)',
    'ref-regexp-prefix-too-short @ trigger / a / task / refs / regexp:x',
    'ref-regexp-prefix-not-refs @ trigger / a / task / refs / regexp:x',
  ],
  [
    'trigger { id: "a" gitiles { repo: "a:" path_regexps: [[""]] path_regexps: "[[^]]\\"" path_regexps_exclude: "[[(]]" } }',
    'path-regexp-empty @ trigger / a / task / path_regexps ""',
    'path-regexp-anchored @ trigger / a / task / path_regexps "^\\""',
    'path-regexp-invalid @ trigger / a / task / path_regexps_exclude "("',
  ],
  [
    'trigger { id: "a" gitiles { repo: "a:" [[path_regexps_exclude]]: "" } }',
    'path-exclude-without-include @ trigger / a / task',
  ],

  [
    'job { id: "a" realm: "ci" [[buildbucket]] { tags: [["x"]] tags: "user_agent:" properties: [["y"]] } }',
    'bb-server-missing @ job / a / task',
    'bb-builder-missing @ job / a / task',
    'bb-builder-missing @ job / a / task',
    'bb-property-not-pair @ job / a / task / properties',
    'bb-tag-not-pair @ job / a / task / tags',
  ],
  [
    'job { id: "a" [[buildbucket]] { server: "[[http://]]h" tags: "[[user_agent]]:" tags: "[[scheduler_job_id]]:x" } }',
    'bb-server-is-url @ job / a / task',
    'bb-bucket-required @ job / a / task',
    'bb-builder-missing @ job / a / task',
    'bb-tag-reserved @ job / a / task',
    'bb-tag-reserved @ job / a / task',
  ],
  [
    'job { id: "a" buildbucket { server: "h[[/]]" bucket: [["luci.ci"]] builder: "b" } }',
    'bb-server-invalid @ job / a / task',
    'bb-bucket-legacy-malformed @ job / a / task',
  ],
  [
    'job { id: "a" buildbucket { server: "h" bucket: [["luci.proj.ci"]] builder: [[""]] } }',
    'bb-bucket-legacy @ job / a / task',
    'bb-builder-missing @ job / a / task',
  ],
];

const ORDER: readonly Row[] = [
  [
    'trigger { [[gitiles]] {} triggering_policy { kind: [[9]] } triggers: [["x"]] schedule: "[[x]]" realm: [["X"]] id: "[[ü]]" }\njob { id: "[[/]]" noop {} }',
    'job-id-invalid @ job / /',
    'realm-invalid @ trigger / ü',
    'job-id-invalid @ trigger / ü',
    'schedule-invalid @ trigger / ü',
    'trigger-unknown-job @ trigger / ü',
    'policy-kind-unknown @ trigger / ü / triggering_policy',
    'gitiles-repo-missing @ trigger / ü / task / repo',
  ],
  [
    'job { id: "a" noop {} }\ntrigger { noop {} [[gitiles]] {} triggering_policy { kind: [[9]] } triggers: [["x"]] schedule: "[[x]]" realm: [["X"]] id: [["a"]] }',
    'duplicate-id @ trigger / a',
    'realm-invalid @ trigger / a',
    'schedule-invalid @ trigger / a',
    'trigger-unknown-job @ trigger / a',
    'policy-kind-unknown @ trigger / a / triggering_policy',
    'task-multiple @ trigger / a',
  ],
  // One text error hides everything; what is said of other entries is help from us.
  ['job { id: "b" [[realms]]: "X" }', 'textproto-unknown-field'],
];

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'ids (3.2 J3, J4)': IDS,
  'duplicate ids (3.2 J1)': DUPLICATES,
  'realms (3.2 J2)': REALMS,
  'schedules (3.2 J5)': SCHEDULES,
  'policies (3.2 J6)': POLICIES,
  'targets (3.3 T1)': TARGETS,
  'tasks (3.6)': TASKS,
  'the order of the rules': ORDER,
};

describe('the rules of a config (validation.md 3.1–3.6)', () => {
  for (const [what, rows] of Object.entries(TABLES)) {
    describe(what, () => {
      for (const [marked, ...findings] of rows) {
        it(`${marked.slice(0, 100)}: ${findings.length}`, () => assertErrors(marked, findings));
      }
    });
  }

  it('has a row above for every code, and no code beside them', () => {
    const shown = Object.values(TABLES).flatMap((rows) =>
      rows.flatMap(([, ...findings]) => findings.map((finding) => finding.split(' @ ')[0])),
    );
    const rules = shown.filter((code) => !code?.startsWith('textproto-'));
    assert.deepEqual([...new Set(rules)].sort(), CODES.toSorted());
  });

  it('compares ids by their bytes, however they are written', () => {
    const codes = (one: string, other: string) =>
      errorsIn(`job { id: ${one} noop {} }\njob { id: ${other} noop {} }`).map(({ code }) => code);
    const invalid = 'job-id-invalid';
    assert.deepEqual(codes('"é"', '"\\303\\251"'), [invalid, 'duplicate-id', invalid]);
    assert.deepEqual(codes('"\udcff"', '"\\377"'), [invalid, 'duplicate-id', invalid]);
    // A letter and an accent, one character to the eye.
    assert.deepEqual(codes('"é"', '"e\u0301"'), [invalid, invalid]);
  });
});

describe('the words of a finding', () => {
  const table: [what: string, text: string, says: RegExp][] = [
    ['a missing id', 'trigger { noop {} }', /^This trigger has no id: give it/],
    ['a long id', `job { id: "${LONG}y" noop {} }`, /at most 100 characters, .* has 101: shorten/],
    ['a character', 'job { id: "a=b" noop {} }', /^"=" cannot be part of an id: use letters a-z/],
    ['an invisible one', 'job { id: "a\u202e" noop {} }', /^"\\u202e" cannot be/],
    ['a byte', 'job { id: "\\377" noop {} }', /^"\\xff" cannot be/],
    ['no task', 'job { id: "a" }', /add `noop`, `url_fetch` or `buildbucket`\.$/],
    ['no task of a trigger', 'trigger { id: "a" }', /^This trigger .* add `noop` or `gitiles`\.$/],
    [
      'three tasks',
      'job { id: "a" noop {} buildbucket {} url_fetch {} }',
      /one has `noop`, `buildbucket` and `url_fetch`: keep one/,
    ],
  ];
  for (const [what, text, says] of table) {
    it(`about ${what}`, () => assert.match(errorsIn(text)[0]?.message ?? '', says));
  }
});

/** A way to write some field, and the codes that the service has for it. */
interface Choice {
  readonly text: string;
  readonly codes: readonly string[];
}

function choices(table: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Choice> {
  return fc.constantFrom(...Object.entries(table).map(([text, codes]) => ({ text, codes })));
}

const REALM = choices({
  '': [],
  'realm: "ci"': [],
  'realm: "@root"': [],
  'realm: "Ci"': ['realm-invalid'],
});
const ID = fc.constantFrom('', 'a', 'b', 'c/d');
const SCHEDULE = choices({
  '': [],
  'schedule: "triggered"': [],
  'schedule: "never"': ['schedule-invalid'],
});
const POLICY = choices({
  '': [],
  'triggering_policy {}': [],
  'triggering_policy { kind: 4 pending_timeout { nanos: 1 } }': [
    'policy-kind-unknown',
    'policy-pending-timeout-not-applicable',
  ],
});
const TASK = choices({
  '': ['task-missing'],
  'noop {}': [],
  'noop {} url_fetch {}': ['task-multiple'],
  'url_fetch { timeout_sec: 500 }': ['url-fetch-url-missing', 'url-fetch-timeout-too-large'],
  'buildbucket { server: "h" builder: "b" bucket: "ci" }': [],
});
const TRIGGER_TASK = choices({
  '': ['task-missing'],
  'noop {}': [],
  'noop {} gitiles {}': ['task-multiple'],
  'gitiles { repo: "h" }': ['gitiles-repo-not-absolute'],
});

describe('any combination of right and wrong fields', () => {
  const fields = {
    id: ID,
    realm: REALM,
    schedule: SCHEDULE,
    policy: POLICY,
    disabled: fc.boolean(),
  };
  const job = fc.record({
    ...fields,
    kind: fc.constant('job' as const),
    task: TASK,
    targets: fc.constant([]),
  });
  const trigger = fc.record({
    ...fields,
    kind: fc.constant('trigger' as const),
    task: TRIGGER_TASK,
    targets: fc.array(ID, { maxLength: 3 }),
  });

  it('has the findings of the service, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(job, trigger), { maxLength: 6 }), (entries) => {
        const text = entries.map(
          ({ kind, id, realm, schedule, policy, task, targets, disabled }) =>
            `${kind} { ${targets.map((target) => `triggers: "${target}" `).join('')}${policy.text} ${task.text} disabled: ${disabled} ${schedule.text} ${realm.text} id: "${id}" }`,
        );
        const known = new Set<string>(entries.map(({ id }) => id).filter((id) => id !== ''));
        const seen = new Set<string>();
        const expected = ['job', 'trigger'].flatMap((kind) =>
          entries
            .filter((entry) => entry.kind === kind)
            .flatMap(({ id, realm, schedule, targets, policy, task }) => {
              const isDuplicate = id !== '' && seen.has(id);
              seen.add(id);
              return [
                ...(isDuplicate ? ['duplicate-id'] : []),
                ...realm.codes,
                ...(id === '' ? ['job-id-missing'] : id === 'c/d' ? ['job-id-invalid'] : []),
                ...schedule.codes,
                ...targets.filter((target) => !known.has(target)).map(() => 'trigger-unknown-job'),
                ...policy.codes,
                ...task.codes,
              ].map((code) => `${code} ${kind} ${id || '(empty)'}`);
            }),
        );
        const found = errorsIn(text.join('\n'));
        assert.deepEqual(
          found.map(({ code, path }) => `${code} ${path[0]} ${path[1]}`),
          expected,
        );
      }),
    );
  });
});

describe('any message', () => {
  it('is judged without a throw, by known codes, in plain sentences, within the text', () => {
    fc.assert(
      fc.property(messageOf(PROJECT_CONFIG), (message) => {
        const text = textOf(message, PROJECT_CONFIG);
        const lines = text.split('\n');
        for (const finding of errorsIn(text)) {
          assert.ok(CODES.includes(finding.code), codeAndPath(finding));
          assert.match(finding.path[0] ?? '', /^(job|trigger)$/);
          assert.match(finding.message, /^[^\n\r]+[.?]$/);
          assert.ok(finding.message.isWellFormed());
          const { start, end } = finding.range;
          assert.ok(start.line < end.line || start.character < end.character);
          assert.ok(end.character <= (lines[end.line] ?? '').length);
        }
      }),
    );
  });
});
