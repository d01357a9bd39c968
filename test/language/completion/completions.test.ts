import assert from 'node:assert/strict';
import { LINTS } from '../../../src/config/finding-codes.ts';
import { completions } from '../../../src/language/completion/completions.ts';
import type { Offer } from '../../../src/language/completion/offer.ts';
import { FILE_DIRECTIVES } from '../../../src/textproto/format/directives.ts';
import { markedCursor, openMarked } from '../../marked-text.ts';
import { acceptedIn } from './accept.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');

/** The offers, best first. */
function offersIn(
  marked: string,
  typed?: string,
): { readonly text: string; readonly offers: readonly Offer[] } {
  const { text, position } = markedCursor(marked);
  const { document } = openMarked(text);
  const { offers } = completions(document, position, {
    now: NOW,
    ...(typed !== undefined && { typed }),
  });
  return { text, offers: offers.toSorted((a, b) => a.rank - b.rank) };
}

const DIRECTIVES = FILE_DIRECTIVES.map(({ name }) => name);

// Each row: a text with its cursor; the labels, best first.
const LABELS: [marked: string, ...labels: string[]][] = [
  // Fields.
  [
    '|',
    'job … noop',
    'job … url_fetch',
    'job … buildbucket',
    'job',
    'trigger … noop',
    'trigger … gitiles',
    'trigger',
    'acl_sets',
  ],
  [
    'job { | }',
    ...[
      'id',
      'realm',
      'schedule',
      'disabled',
      'triggering_policy',
      'noop',
      'url_fetch',
      'buildbucket',
    ],
    ...['acls', 'acl_sets'],
  ],
  [
    'job { id: "a" realm: "r" schedule: "x" | noop {} }',
    'disabled',
    'triggering_policy',
    'acls',
    'acl_sets',
  ],
  [
    'job {\n  id: "a"\n  realm: "r"\n  |\n  schedule: "x"\n  url_fetch {',
    'disabled',
    'triggering_policy',
    'acls',
    'acl_sets',
  ],
  [
    'trigger { id: "t" realm: "" schedule: "" triggers: "a" noop {} | }',
    'disabled',
    'triggering_policy',
    'triggers',
    'acls',
    'acl_sets',
  ],
  ['job { buildbucket { | } }', 'server', 'builder', 'bucket', 'properties', 'tags'],
  ['job { url_fetch { | } }', 'url', 'method', 'timeout_sec'],
  ['trigger { gitiles { | } }', 'repo', 'refs', 'path_regexps', 'path_regexps_exclude'],
  [
    'job { triggering_policy { | } }',
    'kind',
    'max_concurrent_invocations',
    'max_batch_size',
    'log_base',
    'pending_timeout',
  ],
  [
    'job { triggering_policy { kind: LOGARITHMIC_BATCHING | } }',
    'log_base',
    'max_concurrent_invocations',
    'max_batch_size',
  ],
  [
    'job { triggering_policy { kind: NEWEST_FIRST | } }',
    'max_concurrent_invocations',
    'max_batch_size',
    'log_base',
    'pending_timeout',
  ],
  ['job { triggering_policy { kind: NEWEST_FIRST pending_timeout { | } } }', 'seconds', 'nanos'],
  ['acl_sets { | }', 'name', 'acls'],
  ['job { nope { | } }'],
  // The name of a field that has its value may become that of another of the same type.
  ['job { sch|edule: "x" noop {} }', 'id', 'realm', 'schedule', 'acl_sets'],
  ['job { noo|p {} }', 'noop'],
  // Values.
  ['job { disabled: | noop {} }', 'true', 'false'],
  ['job { disabled: t| noop {} }', 'true', 'false'],
  ['job { disabled: | true }'],
  [
    'job { triggering_policy { kind: | } }',
    'GREEDY_BATCHING',
    'LOGARITHMIC_BATCHING',
    'NEWEST_FIRST',
    'UNDEFINED',
  ],
  ['job { acls { role: O| } }', 'TRIGGERER', 'OWNER', 'READER'],
  ['job { triggering_policy { max_batch_size: | } }', '1', '1000'],
  ['job { triggering_policy { log_base: | } }', '2', '1.5', '10'],
  ['job { triggering_policy { pending_timeout { seconds: | } } }', '3600', '86400', '604800'],
  ['job { url_fetch { timeout_sec: | } }', '60', '120', '480'],
  ['job { noop: | }', '{ … }'],
  ['job { noop: | {} }'],
  ['job { noop | }'],
  ['job { id: | "a" }'],
  // Ids.
  [
    'trigger { id: "t" triggers: "|" }\njob { id: "b" }\njob { id: "a" }\ntrigger { id: "u" }',
    'b',
    'a',
    'u',
  ],
  ['job { id: "b" }\njob { id: "a" }\ntrigger { triggers: ["a", "|"] }', 'b'],
  ['job { id: "b" }\njob { id: "a" }\ntrigger { triggers: "a" triggers: "|" }', 'b'],
  ['job { id: "b" }\njob { id: "a" }\ntrigger { triggers: ["|", "b"] }', 'a'],
  ['job { id: "b" }\njob { id: "a" }\ntrigger { triggers: "a|" triggers: "b" }', 'a'],
  // The one that the cursor is in, to choose another one or to keep it.
  ['job { id: "bcd" }\ntrigger { triggers: "b|cd" }', 'bcd'],
  ['job { id: "bcd" }\ntrigger { triggers: "bcd" triggers: "b|cd" }'],
  // A whole id behind another piece of the same text would be no id.
  ['job { id: "b" }\ntrigger { triggers: "a" "|" }'],
  ['job { id: "b" }\ntrigger { triggers: "|" "a" }'],
  ['job { id: "b" }\ntrigger { triggers: "" "|" }', 'b'],
  ['job { id: "a" schedule: "0 3 * *" "|" }'],
  ['job { id: "b" }\ntrigger { triggers: | }', 'b'],
  ['job { id: "b" }\ntrigger { triggers: [|] }', 'b'],
  ['job { id: "b" }\ntrigger { triggers: ["a", |] }', 'b'],
  ['job { id: "b" }\ntrigger { triggers: ["a" |] }'],
  ['job { id: "b" }\ntrigger { triggers: [|"a"] }'],
  ['job { id: "b" }\ntrigger { triggers: "|', 'b'],
  ['job { id: "long-name" }\njob { id: "other" }\ntrigger { triggers: "lnm|" }', 'long-name'],
  // Other strings.
  ['job { id: "|" }'],
  [
    'job { realm: "|" }\njob { realm: "ci" }\njob { realm: "ci" }\njob { realm: "a" }',
    'ci',
    'a',
    '@legacy',
    '@root',
    '@project',
  ],
  ['acl_sets { name: "x" }\njob { acl_sets: "y" }\njob { acl_sets: "x" acl_sets: "|" }', 'y'],
  [
    'trigger { gitiles { refs: "|" } }',
    'refs/heads/main',
    'refs/heads/',
    'regexp:refs/heads/',
    'regexp:refs/tags/',
  ],
  [
    'trigger { gitiles { refs: "|" } }\ntrigger { gitiles { refs: ["refs/heads/main", "refs/heads/x"] } }',
    ...[
      'refs/heads/main',
      'refs/heads/x',
      'refs/heads/',
      'regexp:refs/heads/',
      'regexp:refs/tags/',
    ],
  ],
  [
    'trigger { gitiles { refs: "refs/heads/main" refs: "|" } }',
    'refs/heads/',
    'regexp:refs/heads/',
    'regexp:refs/tags/',
  ],
  ['job { url_fetch { url: "|" } }', 'https://', 'http://'],
  ['job { url_fetch { method: "|" } }', 'GET'],
  ['trigger { gitiles { repo: "|" } }', 'https://chromium.googlesource.com/', 'https://'],
  ['job { buildbucket { server: "|" } }', 'cr-buildbucket.appspot.com'],
  [
    'job { id: "linux" buildbucket { builder: "|" } }\njob { buildbucket { builder: "mac" } }',
    'linux',
    'mac',
  ],
  [
    'job { buildbucket { properties: "|" } }\njob { buildbucket { properties: ["a:1", "b:2"] properties: "a:3" } }',
    'a:',
    'b:',
  ],
  ['job { buildbucket { tags: "team:|" } }\njob { buildbucket { tags: "team:x" } }'],
  // Schedules.
  ['job { schedule: "trig|" }', 'triggered'],
  ['job { schedule: "@w|" }', '@weekly'],
  [
    'trigger { schedule: "with |" }',
    ...['30s', '5m', '15m', '1h', '6h', '24h'].map((d) => `with ${d} interval`),
  ],
  ['job { schedule: "0 3 * * m|" }', 'mon-fri', 'mon', 'mon#1', '0 3 * * mon-fri'],
  // The next of a list.
  ['job { schedule: "0 3 * * mon,wed,t|" }', 'mon,wed,tue', 'mon,wed,thu'],
  [
    'job { schedule: "0 3 * * sat,|" }',
    ...['mon', 'tue', 'wed', 'thu', 'fri', 'sun'].map((day) => `sat,${day}`),
  ],
  ['job { schedule: "0 3 1 jan,j| *" }', 'jan,jun', 'jan,jul'],
  ['job { schedule: "0 3,| * * *" }'],
  ['job { schedule: "*/1| * * * *" }', '*/10', '*/15', '*/15 * * * *'],
  [
    'job { schedule: "0 |" }',
    '*',
    '*/2',
    '*/3',
    '*/6',
    '*/12',
    '0',
    '9-17',
    ...['0 * * * *', '0 */6 * * *', '0 3 * * *', '0 3 * * mon-fri', '0 3 * * sun', '0 0 1 * *'],
  ],
  ['job { schedule: "0 0 | * *" }', '*', '1', '15', 'L', 'LW', '1-7', '0 0 1 * *'],
  // Comments.
  ['# jo|\njob { id: "job" }'],
  ['job { # i|\n }'],
  ['job { // i|\n }'],
  ['# lint-disable: lint-cron-e|', ...lintCodes()],
  [
    '# lint-disable-file: lint-not-utf8, |',
    ...lintCodes().filter((code) => code !== 'lint-not-utf8'),
  ],
  // Comments: words of ours, where nobody writes prose.
  ['# |\njob {}', 'lint-disable', 'lint-disable-file', 'txtpbfmt', 'txtpbfmt: off', 'txtpbfmt: on'],
  ['#|\njob {}', 'lint-disable', 'lint-disable-file', 'txtpbfmt', 'txtpbfmt: off', 'txtpbfmt: on'],
  ['# lint|', 'lint-disable', 'lint-disable-file'],
  ['# txt|', 'txtpbfmt', 'txtpbfmt: off', 'txtpbfmt: on'],
  ['# a\n# txt|', 'txtpbfmt'],
  ['# a\n\n  # txt|', 'txtpbfmt', 'txtpbfmt: off', 'txtpbfmt: on'],
  ['job {\n  # txt|\n}', 'txtpbfmt: off', 'txtpbfmt: on'],
  ['job {\n  # a\n  # txt|\n}'],
  ['job { # txt|\n}'],
  ['job { id: "a" # lint|\n}', 'lint-disable', 'lint-disable-file'],
  ['## lint|', 'lint-disable', 'lint-disable-file'],
  ['## txt|'],
  ['# t|'],
  ['# the|'],
  ['# lint| is what sticks to clothes'],
  ['# | is what sticks to clothes'],
  ['# see lint|'],
  ['# l|int-disable'],
  ['// lint|'],
  [
    '# txtpbfmt: sort_fields_by_field_name, off, expand_all_children, |',
    ...DIRECTIVES.filter(
      (name) => !['sort_fields_by_field_name', 'expand_all_children'].includes(name),
    ),
  ],
  ['# txtpbfmt: |', ...DIRECTIVES, 'off', 'on'],
  ['# txtpbfmt:|', ...DIRECTIVES, 'off', 'on'],
  ['#txtpbfmt:|', ...DIRECTIVES],
  ['job {\n  #  txtpb|\n}'],
  ['# a\n# txtpbfmt: di|', ...DIRECTIVES],
  ['job {\n  # txtpbfmt: |\n}', 'off', 'on'],
  ['job { # txtpbfmt: |\n}'],
  ['job {}\n# a\n# txtpbfmt: |\n}'],
];

function lintCodes(): readonly string[] {
  return LINTS;
}

describe('completion', () => {
  for (const [marked, ...labels] of LABELS) {
    it(JSON.stringify(marked), () => {
      const found = offersIn(marked).offers.map(({ label }) => label);
      assert.deepEqual(found, labels);
    });
  }
});

// Each row: a text with its cursor; the label of what is accepted; the text after that.
const ACCEPTED: [marked: string, label: string, text: string][] = [
  ['|', 'job … noop', 'job {\n  id: ""\n  noop {}\n}'],
  [
    '|',
    'trigger … gitiles',
    'trigger {\n  id: ""\n  gitiles {\n    repo: ""\n    refs: ""\n  }\n  triggers: ""\n}',
  ],
  ['jo|', 'job', 'job {\n  id: ""\n}'],
  ['job { sch| noop {} }', 'schedule', 'job { schedule: "" noop {} }'],
  ['job { |noop {} }', 'schedule', 'job { schedule: "" noop {} }'],
  ['job { sch|edule: "x" }', 'realm', 'job { realm: "x" }'],
  ['job { | }', 'disabled', 'job { disabled: true }'],
  [
    'job { | }',
    'buildbucket',
    'job { buildbucket {\n  server: ""\n  builder: ""\n  bucket: ""\n} }',
  ],
  ['job { | }', 'triggering_policy', 'job { triggering_policy {\n  kind: GREEDY_BATCHING\n} }'],
  [
    'job { triggering_policy { kind: G|REEDY } }',
    'NEWEST_FIRST',
    'job { triggering_policy { kind: NEWEST_FIRST } }',
  ],
  ['job { noop: | }', '{ … }', 'job { noop: {} }'],
  [
    'job { id: "b" }\ntrigger { triggers: "|xy" }',
    'b',
    'job { id: "b" }\ntrigger { triggers: "b" }',
  ],
  [
    "job { id: \"it's\" }\ntrigger { triggers: '|' }",
    "it's",
    "job { id: \"it's\" }\ntrigger { triggers: 'it\\'s' }",
  ],
  ['job { id: "b" }\ntrigger { triggers: | }', 'b', 'job { id: "b" }\ntrigger { triggers: "b" }'],
  [
    'job { id: "b" }\ntrigger {\n  triggers: "|\n}',
    'b',
    'job { id: "b" }\ntrigger {\n  triggers: "b"\n}',
  ],
  [
    'trigger { gitiles { refs: "reg|" } }',
    'regexp:refs/heads/',
    'trigger { gitiles { refs: "regexp:refs/heads/.+" } }',
  ],
  ['job { schedule: "0 | * *" }', '*/6', 'job { schedule: "0 */6 * *" }'],
  ['job { schedule: "0 9| * *" }', '9-17', 'job { schedule: "0 9-17 * *" }'],
  ['job { schedule: with| }', 'with 30s interval', 'job { schedule: "with 30s interval" }'],
  [
    'job { buildbucket { properties: "m|:full" } }\njob { buildbucket { properties: "mode:x" } }',
    'mode:',
    'job { buildbucket { properties: "mode:full" } }\njob { buildbucket { properties: "mode:x" } }',
  ],
  ['#|', 'lint-disable', '# lint-disable: '],
  ['# lin|t', 'lint-disable-file', '# lint-disable-file: '],
  ['# txt|', 'txtpbfmt: off', '# txtpbfmt: off'],
  ['# txtpbfmt:|', 'off', '# txtpbfmt: off'],
  ['#txtpbfmt:|', 'disable', '#txtpbfmt:disable'],
  ['# txtpbfmt: |', 'wrap_strings_at_column', '# txtpbfmt: wrap_strings_at_column=80'],
  ['# txtpbfmt: di|x, reverse_sort', 'disable', '# txtpbfmt: disable, reverse_sort'],
  ['# lint-disable: lint|-x, b', 'lint-not-utf8', '# lint-disable: lint-not-utf8, b'],
];

describe('what is accepted', () => {
  for (const [marked, label, expected] of ACCEPTED) {
    it(`${JSON.stringify(marked)} ${label}`, () => {
      const { text, offers } = offersIn(marked);
      const offer = offers.find((one) => one.label === label);
      assert.ok(offer, `there are only ${offers.map((one) => one.label).join(', ')}`);
      assert.equal(acceptedIn(text, offer), expected);
    });
  }
});
