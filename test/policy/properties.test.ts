// What every policy promises, whatever it is and whatever waits.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { greedyBatching, logarithmicBatching } from '../../src/policy/batching.ts';
import { newestFirst } from '../../src/policy/newest-first.ts';
import type { Policy, PolicyState } from '../../src/policy/policy.ts';
import { newSimulatorState, simulate } from '../../src/policy/simulator.ts';
import type { Trigger } from '../../src/task/request.ts';
import { assertLinearTime } from '../linear-time.ts';
import { NOW, waiting } from './waiting-triggers.ts';

interface Limits {
  readonly maxConcurrent: number;
  readonly maxBatch: number;
  readonly logBase: number;
  readonly timeout: number;
}

const LIMITS: fc.Arbitrary<Limits> = fc.record({
  maxConcurrent: fc.integer({ min: 1, max: 6 }),
  maxBatch: fc.integer({ min: 1, max: 8 }),
  logBase: fc.float({ min: Math.fround(1.0001), max: 20, noNaN: true }),
  timeout: fc.integer({ min: 1, max: 300 }),
});

const KINDS: Readonly<Record<string, (limits: Limits) => Policy>> = {
  'greedy batching': ({ maxConcurrent, maxBatch }) => greedyBatching(maxConcurrent, maxBatch),
  'logarithmic batching': ({ maxConcurrent, maxBatch, logBase }) =>
    logarithmicBatching(maxConcurrent, maxBatch, logBase),
  'newest first': ({ maxConcurrent, timeout }) => newestFirst(maxConcurrent, timeout),
};

const PAYLOAD: fc.Arbitrary<Trigger['payload']> = fc.constantFrom<Trigger['payload']>(
  undefined,
  { kind: 'webui' },
  { kind: 'noop', data: 'x' },
  { kind: 'buildbucket', properties: { a: 1 }, tags: ['a:1'] },
  { kind: 'gitiles', repo: 'https://x.googlesource.com/y', ref: 'r', revision: 'c' },
  { kind: 'gitiles', repo: 'nowhere', ref: 'r', revision: 'c' },
);

/** Deeply frozen, as records in the store may be; sorted. */
const STATE: fc.Arbitrary<PolicyState> = fc
  .record({
    activeInvocations: fc.nat(8),
    triggers: fc.array(fc.record({ age: fc.integer({ min: -20, max: 400 }), payload: PAYLOAD }), {
      maxLength: 40,
    }),
  })
  .map(({ activeInvocations, triggers }) =>
    deepFrozen({
      now: NOW,
      activeInvocations,
      triggers: triggers
        .sort((a, b) => b.age - a.age)
        .map(({ age, payload }, i) => ({
          id: String(i),
          created: NOW - age,
          orderInBatch: 0,
          ...(payload && { payload }),
        })),
    }),
  );

for (const [name, kind] of Object.entries(KINDS)) {
  describe(`every policy of ${name}`, () => {
    it('gives each trigger to one request, drops it or lets it wait, and keeps the order', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, state) => {
          const { requests, discards } = kind(limits)(state);
          const decided = [...discards, ...requests.flatMap((request) => request.incomingTriggers)];
          assert.equal(new Set(decided).size, decided.length);
          assert.ok(decided.every((trigger) => state.triggers.includes(trigger)));
          const places = decided.map((trigger) => state.triggers.indexOf(trigger));
          assert.deepEqual(
            places,
            places.toSorted((a, b) => a - b),
          );
        }),
      );
    });

    it('starts no more than there are slots, and leaves none empty while triggers wait', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, state) => {
          const { requests, discards } = kind(limits)(state);
          const slots = Math.max(0, limits.maxConcurrent - state.activeInvocations);
          const taken = requests.flatMap((request) => request.incomingTriggers).length;
          const waits = state.triggers.length - discards.length - taken > 0;
          assert.ok(requests.length <= slots);
          if (waits) assert.equal(requests.length, slots);
        }),
      );
    });

    it('makes batches of at least one trigger and at most as many as it may', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, state) => {
          const most = name === 'newest first' ? 1 : limits.maxBatch;
          for (const { incomingTriggers } of kind(limits)(state).requests) {
            assert.ok(incomingTriggers.length >= 1 && incomingTriggers.length <= most);
          }
        }),
      );
    });

    it('drops nothing unless it is of the newest first, and then all that is too old', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, state) => {
          const tooOld = state.triggers.filter(({ created }) => NOW - created >= limits.timeout);
          const { discards } = kind(limits)(state);
          assert.deepEqual(discards, name === 'newest first' ? tooOld : []);
        }),
      );
    });

    it('answers the same again, with the lines of its requests in order', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, state) => {
          const decision = kind(limits)(state);
          assert.deepEqual(kind(limits)(state), decision);
          const lines = decision.requests.flatMap(({ logLines }) => logLines);
          assert.deepEqual(decision.logLines.slice(decision.logLines.length - lines.length), lines);
        }),
      );
    });

    it('comes to the end of what waits', () => {
      fc.assert(
        fc.property(LIMITS, STATE, (limits, { triggers }) => {
          const model = { policy: kind(limits), durationOf: () => 7 };
          const start = newSimulatorState(0);
          const arrival = simulate(model, start, { kind: 'triggers', delay: 0, triggers });
          const end = simulate(model, arrival.state, { kind: 'advance', delay: 1e6 });
          assert.deepEqual([end.state.pending, end.state.running], [[], []]);
          const runs = [...arrival.runs, ...end.runs];
          const decided = runs.flatMap(({ decision: { requests, discards } }) => [
            ...requests.flatMap((request) => request.incomingTriggers),
            ...discards,
          ]);
          assert.deepEqual(
            new Set(decided.map(({ id }) => id)),
            new Set(triggers.map((t) => t.id)),
          );
          assert.equal(decided.length, triggers.length);
        }),
      );
    });

    it('takes linear time', () => {
      const policy = kind({ maxConcurrent: 1e9, maxBatch: 1000, logBase: 2, timeout: 1e9 });
      assertLinearTime(100_000, waiting, (triggers) =>
        policy({ now: NOW, activeInvocations: 0, triggers }),
      );
    });
  });
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFrozen(part);
    Object.freeze(value);
  }
  return value;
}
