import assert from 'node:assert/strict';
import { type HintKind, inlayHints } from '../../src/language/inlay-hints.ts';
import { openMarked } from '../marked-text.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');
const ALL: ReadonlySet<HintKind> = new Set(['nextRun', 'defaults', 'triggerCounts']);
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

// Each row: a text with a mark at each hint; what they say.
const TABLE: [marked: string, ...labels: string[]][] = [
  ['job { schedule: "0 15 * * *"[[]] }', 'nextRun: next in 3 h, Thu 2030-01-31 15:00 UTC'],
  ['job { schedule: "0 15 * * *" disabled: true }'],
  [
    'job { schedule: "with 30s interval" }\njob { schedule: "triggered" }\njob { schedule: "nope" }\njob {}',
  ],
  ['trigger {[[]] id: "t" }', 'defaults: schedule: "with 30s interval"'],
  ['trigger { schedule: "with 5m interval" }'],
  [
    'job { triggering_policy {[[]] } }',
    'defaults: kind: GREEDY_BATCHING, max_concurrent_invocations: 1, max_batch_size: 1000',
  ],
  [
    'job { triggering_policy {[[]] kind: NEWEST_FIRST max_concurrent_invocations: 2 } }',
    'defaults: pending_timeout: 7 days',
  ],
  [
    'job { triggering_policy { kind: GREEDY_BATCHING max_concurrent_invocations: 2 max_batch_size: 1 } }',
  ],
  [
    'trigger { schedule: "with 5m interval" triggers: ["a", "b", "a"][[]] }\n\ntrigger {[[]] triggers: "a" triggers: "b"[[]] }',
    ...[
      'triggerCounts: triggers 0 (2 unknown)',
      'defaults: schedule: "with 30s interval"',
      'triggerCounts: triggers 0 (2 unknown)',
    ],
  ],
  [
    'job { id: "a" }\njob { id: "b" }\ntrigger { schedule: "with 5m interval" triggers: ["a", "b", "a"][[]] }',
    'triggerCounts: triggers 2',
  ],
  [
    'job { id: "a" }\ntrigger { schedule: "with 5m interval" triggers: ["a", "b", "c", ""][[]] }',
    'triggerCounts: triggers 1 (3 unknown)',
  ],
  ['trigger { schedule: "with 5m interval" triggers: "a" }'],
  [
    'job {\n  schedule: "0 15 * * *"[[]]\n  noop {\n',
    'nextRun: next in 3 h, Thu 2030-01-31 15:00 UTC',
  ],
];

describe('inlay hints', () => {
  for (const [marked, ...labels] of TABLE) {
    it(JSON.stringify(marked), () => {
      const { document, ranges } = openMarked(marked);
      const hints = inlayHints(document, WHOLE, { kinds: ALL, now: NOW });
      assert.deepEqual(
        hints.map(({ kind, label }) => `${kind}: ${label}`),
        labels,
      );
      assert.deepEqual(
        hints.map(({ position }) => position),
        ranges.map(({ start }) => start),
      );
    });
  }

  it('are those of the kinds that are wanted, in the lines that are shown', () => {
    const { document } = openMarked(
      'trigger { triggers: ["a", "b"] }\ntrigger { triggers: ["c", "d"] }\njob {}\n',
    );
    const shown = (kinds: HintKind[], first: number, last: number) =>
      inlayHints(
        document,
        { start: { line: first, character: 9 }, end: { line: last, character: 0 } },
        { kinds: new Set(kinds), now: NOW },
      ).map(({ position, kind }) => `${position.line} ${kind}`);
    assert.deepEqual(shown(['triggerCounts'], 0, 3), ['0 triggerCounts', '1 triggerCounts']);
    assert.deepEqual(shown(['triggerCounts', 'defaults'], 1, 1), ['1 defaults', '1 triggerCounts']);
    assert.deepEqual(shown([], 0, 3), []);
  });
});
