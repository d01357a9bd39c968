import assert from 'node:assert/strict';
import { hover } from '../../../src/language/hover/hover.ts';
import { lineStarts, offsetAt } from '../../../src/text/lines.ts';
import { markedCursor, openMarked } from '../../marked-text.ts';

const VIEW = { now: Date.parse('2030-01-31T12:00:00Z'), zone: 'America/New_York' };

function hoverIn(marked: string, zone = VIEW.zone) {
  const { text, position } = markedCursor(marked);
  const found = hover(openMarked(text).document, position, { ...VIEW, zone });
  if (!found) return undefined;
  const starts = lineStarts(text);
  const [start, end] = [found.range.start, found.range.end].map((at) => offsetAt(text, starts, at));
  return { over: text.slice(start, end), markdown: found.markdown };
}

// Each row: a text with the mouse in it; what the hover is over; pieces of what it says, in their order.
const TABLE: [marked: string, over: string, ...pieces: string[]][] = [
  ['job { i|d: "a" }', 'id', '```proto\nstring id\n```', 'Required.'],
  ['job { ac|ls {} }', 'acls', 'repeated Acl acls', '**Deprecated.**'],
  [
    'job { triggering_policy { kind: NEW|EST_FIRST } }',
    'NEWEST_FIRST',
    'When triggers wait',
    'NEWEST_FIRST = 3',
    'newest first',
  ],
  ['job { disabled: tr|ue }', 'true', 'bool disabled', 'Default: `false`'],
  [
    '# txtpbfmt: disable, rev|erse_sort',
    'reverse_sort',
    'What is sorted is sorted the other way round.',
  ],
  ['job {\n  # txtpbfmt: of|f\n}', 'off', 'What follows is left as it is'],
  // Schedules.
  [
    'job { schedule: "0 3 * * mon"| }'.replace('"|', '|"'),
    '"0 3 * * mon"',
    'Starts at 03:00 every Monday, in UTC.',
    '| Next | UTC | America/New_York |',
    '| in 4 days | Mon 2030-02-04 03:00 | Sun 2030-02-03 22:00 |',
  ],
  [
    'job { schedule: "*/7| * * * *" }',
    '"*/7 * * * *"',
    '| in 7 min | Thu 2030-01-31 12:07 | 07:07 |',
    '⚠️ `*/7` starts anew with each hour: from minute 56 to the next one it is 4 minutes, not 7.',
  ],
  [
    'job { schedule: "0 0 31| * *" }',
    '"0 0 31 * *"',
    'It leaves out February, April, June, September and November: there is no day 31 then.',
  ],
  ['job { schedule: "0 3 1 */3| *" }', '"0 3 1 */3 *"', 'Clocks change in America/New_York'],
  [
    'job { schedule: "0 0 29| * *" }',
    '"0 0 29 * *"',
    'It leaves out February, but for leap years: there is no day 29 then.',
  ],
  [
    'job { schedule: "0 0 1 1 * 2031|" }',
    '"0 0 1 1 * 2031"',
    'There are no more times after these.',
  ],
  [
    'job { schedule: "with 90s| interval" }',
    '"with 90s interval"',
    'Starts 1 minute 30 seconds after the last run has ended.',
  ],
  ['job { schedule: "trig|gered" }', '"triggered"', 'Starts only when it is triggered.'],
  ['job { schedule: "nope|" }', '"nope"', 'string schedule'],
  // Ids.
  [
    'job { id: "a|" noop {} schedule: "0 3 * * *" }\ntrigger { id: "t" triggers: "a" }\ntrigger { id: "u" triggers: ["b", "a"] }',
    '"a"',
    '**Job** `a`, `noop`',
    'Schedule: `0 3 * * *`, at 03:00 every day; next Fri 2030-02-01 03:00 UTC (in 15 h)',
    'Triggered by `t`, `u`',
  ],
  [
    'trigger { id: "t" triggers: ["|a"] }\njob { id: "a" disabled: true }',
    '"a"',
    '**Job** `a`, disabled',
    'Schedule: `triggered` (the default), only when it is triggered',
    'Triggered by `t`',
  ],
  [
    'trigger { id: "|t" gitiles {} triggers: ["a", "a", "b"] }',
    '"t"',
    '**Trigger** `t`, `gitiles`',
    '30 seconds after the last run has ended',
    'Nothing in this file triggers it.',
    'It triggers nothing.',
    'It names what is not there: `a`, `b`',
  ],
  [
    'trigger { id: "|t" gitiles {} triggers: ["a", "a", "b", "c"] }\njob { id: "a" }\njob { id: "c" }',
    '"t"',
    '**Trigger** `t`, `gitiles`',
    '30 seconds after the last run has ended',
    'Nothing in this file triggers it.',
    'Triggers `a`, `c`',
    'It names what is not there: `b`',
  ],
  ['trigger { triggers: "no|pe" }', '"nope"', 'repeated string triggers'],
  ['jo|b { id: "a" noop {} }', 'job', '**Job** `a`', 'repeated Job job'],
  ['job { id: "a|`b" noop {} }', '"a`b"', '**Job** ``a`b``'],
  // Policies.
  [
    'job { triggering_pol|icy { kind: LOGARITHMIC_BATCHING log_base: 2 max_concurrent_invocations: 2 } }',
    'triggering_policy',
    '| Triggers | Starts | Until none waits |',
    '| 1 | 1 invocation with 1 | 1 invocation, at most 1 at once |',
    '| 10 | 2 invocations with 3 + 2 |',
    'TriggeringPolicy triggering_policy',
  ],
  [
    'job { triggering_policy { kind: NEWEST_FIRST max_conc|urrent_invocations: 3 } }'.replace(
      'max_conc|urrent_invocations: 3',
      'max_concurrent_invocations: 3|',
    ),
    '3',
    '| 100 | 3 invocations with 1 + 1 + 1 | 100 invocations, at most 3 at once |',
  ],
  [
    'job { triggering_policy { kind: LOGARITHMIC|_BATCHING } }',
    'LOGARITHMIC_BATCHING',
    'LOGARITHMIC_BATCHING = 2',
  ],
  [
    'job { triggering_policy { pending_timeout { seconds: 86|400 nanos: 5 } } }',
    '86400',
    'That is 1 day 5 nanoseconds.',
    'int64 seconds',
  ],
  ['job { noop { sleep_ms: 150|0 } }', '1500', 'That is 1 second 500 milliseconds.'],
  // Patterns.
  [
    'trigger { gitiles { refs: "refs/heads/|main" } }',
    '"refs/heads/main"',
    'The ref `refs/heads/main`, and no other.',
  ],
  [
    'trigger { gitiles { refs: "regexp:refs/|heads/.+" } }',
    '"regexp:refs/heads/.+"',
    'Matches refs whose full name is matched by `^(?:refs/heads/.+)$`',
    'All of them begin with `refs/heads/`.',
  ],
  [
    'trigger { gitiles { path_regexps: "src/.+\\\\.|cc" } }',
    '"src/.+\\\\.cc"',
    'files whose whole path',
    '`^(?:src/.+\\.cc)$`',
    'begin with `src/`',
  ],
  ['trigger { gitiles { path_regexps: "a|" } }', '"a"', 'That is `a` alone.'],
  ['trigger { gitiles { refs: "regexp:[|" } }', '"regexp:["', 'repeated string refs'],
  // Builders.
  [
    'job { realm: "ci" buildbucket { builder: "Linux| x" bucket: "luci.flutter.prod" } }',
    '"Linux x"',
    "[The builder's page](https://ci.chromium.org/ui/p/flutter/builders/prod/Linux%20x)",
  ],
  [
    'job { realm: "ci" build|bucket { builder: "b" } }',
    'buildbucket',
    'https://ci.chromium.org/ui/p/proj/builders/ci/b',
  ],
  [
    'job { buildbucket { builder: "b|" bucket: "other:try" } }',
    '"b"',
    'https://ci.chromium.org/ui/p/other/builders/try/b',
  ],
  ['job { realm: "@root" buildbucket { builder: "b|" } }', '"b"', 'string builder'],
  // Comments.
  ['# lint-disable: lint-not-|utf8', 'lint-not-utf8', '**Text that is not UTF-8'],
  // Broken texts.
  [
    'job {\n  id: "a"\n  schedule: "0 3| * * *\n  noop {}\n}',
    '"0 3 * * *',
    'Starts at 03:00 every day',
  ],
  ['job {\n  noop {\n    sleep_ms: 1|000\n', '1000', 'That is 1 second.'],
];

describe('hover', () => {
  for (const [marked, over, ...pieces] of TABLE) {
    it(JSON.stringify(marked), () => {
      const found = hoverIn(marked);
      assert.ok(found, 'there is none');
      assert.equal(found.over, over);
      let from = 0;
      for (const piece of pieces) {
        const at = found.markdown.indexOf(piece, from);
        assert.ok(at >= 0, `no ${JSON.stringify(piece)} behind ${from} of\n${found.markdown}`);
        from = at + piece.length;
      }
    });
  }

  for (const marked of [
    '|',
    '# job|',
    'job {\n  #txtpbfmt:of|f\n}',
    'job { nope|: 1 }',
    'job |{ }',
    'job { id: "a" | }',
    'job { nope { id: "a|" } }',
  ]) {
    it(`is nothing on ${JSON.stringify(marked)}`, () => {
      assert.equal(hoverIn(marked), undefined);
    });
  }

  it('leaves out local times where they are those of UTC', () => {
    assert.ok(
      hoverIn('job { schedule: "0 3 * * |mon" }', 'UTC')?.markdown.includes('| Next | UTC |\n'),
    );
  });
});
