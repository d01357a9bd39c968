import assert from 'node:assert/strict';
import { greedyBatching } from '../../src/policy/batching.ts';
import { newestFirst } from '../../src/policy/newest-first.ts';
import type { Policy } from '../../src/policy/policy.ts';
import {
  newSimulatorState,
  type SimulatorEvent,
  type SimulatorState,
  simulate,
} from '../../src/policy/simulator.ts';
import type { Trigger } from '../../src/task/request.ts';
import { shown } from './waiting-triggers.ts';

describe('the policy simulator (engine.md 5.16)', () => {
  /** Events as `+10 a b` (triggers after 10 ms) or `10` (10 ms pass); runs as `time/active pending: decision`. */
  const cases: [
    what: string,
    policy: Policy,
    durations: number[],
    events: string[],
    runs: string[],
  ][] = [
    [
      'starts an invocation, and asks again when it ends',
      greedyBatching(1, 1000),
      [100],
      ['+0 a b', '+10 c', '500'],
      ['0/0 a,b: a,b', '10/1 c: ', '100/0 c: c', '200/0 : '],
    ],
    [
      'asks even if nothing arrives, and not because time passes',
      greedyBatching(1, 1000),
      [100],
      ['+5', '1000', '+0'],
      ['5/0 : ', '1005/0 : '],
    ],
    [
      'knows every id for ever',
      greedyBatching(1, 1000),
      [10],
      ['+0 a b a', '+1000 b c a', '+100000000 c'],
      ['0/0 a,b: a,b', '10/0 : ', '1000/0 c: c', '1010/0 : ', '100001000/0 : '],
    ],
    [
      'keeps the order of arrival',
      greedyBatching(1, 2),
      [100],
      ['+0 x', '+1 c a', '+1 b', '500'],
      ['0/0 x: x', '1/1 c,a: ', '2/1 c,a,b: ', '100/0 c,a,b: c,a', '200/0 b: b', '300/0 : '],
    ],
    [
      'ends what is due at the time of an arrival before it',
      greedyBatching(1, 1000),
      [100],
      ['+0 a', '+100 b'],
      ['0/0 a: a', '100/0 : ', '100/0 b: b'],
    ],
    [
      'ends one after the other what is due at the same time',
      greedyBatching(2, 1),
      [100],
      ['+0 a b c d', '100'],
      ['0/0 a,b,c,d: a b', '100/1 c,d: c', '100/1 d: d'],
    ],
    [
      'takes the durations in the order of starts',
      greedyBatching(2, 1),
      [100, 30],
      ['+0 a b c d', '99'],
      ['0/0 a,b,c,d: a b', '30/1 c,d: c'],
    ],
    [
      'forgets what is dropped',
      newestFirst(1, 50),
      [100],
      ['+0 a', '+10 b', '+60 c', '+0 b', '100'],
      ['0/0 a: a', '10/1 b: ', '70/1 b,c: − b', '70/1 c: ', '100/0 c: c'],
    ],
    [
      'runs for ever what never ends',
      greedyBatching(1, 1000),
      [Infinity],
      ['+0 a', '1e12', '+0 b'],
      ['0/0 a: a', '1000000000000/1 b: '],
    ],
  ];
  for (const [what, policy, durations, events, expected] of cases) {
    it(what, () => {
      const durationOf = (_: unknown, n: number) => durations[n % durations.length] ?? 0;
      let state = newSimulatorState(0);
      const runs: string[] = [];
      for (const event of events) {
        const step = simulate({ policy, durationOf }, state, parsed(event));
        state = step.state;
        for (const { time, activeInvocations, pending, decision } of step.runs) {
          const ids = pending.map(({ id }) => id).join(',');
          runs.push(`${time}/${activeInvocations} ${ids}: ${shown(decision)}`);
        }
      }
      assert.deepEqual(runs, expected);
    });
  }

  it('tells when each invocation starts and ends, and what it was asked for', () => {
    const model = { policy: greedyBatching(2, 1), durationOf: (_: unknown, n: number) => n + 1 };
    const first = simulate(model, newSimulatorState(1000), parsed('+5 a b'));
    const second = simulate(model, first.state, parsed('+10 c'));
    assert.deepEqual(
      [...first.runs, ...second.runs].flatMap(({ decision, invocations }) =>
        invocations.map(({ request, ...rest }, i) => {
          assert.equal(request, decision.requests[i]);
          return rest;
        }),
      ),
      [
        { index: 0, start: 1005, end: 1006 },
        { index: 1, start: 1005, end: 1007 },
        { index: 2, start: 1015, end: 1018 },
      ],
    );
  });

  it('stamps triggers with the time of their arrival', () => {
    const model = { policy: greedyBatching(1, 1), durationOf: () => 1000 };
    let state = newSimulatorState(1000);
    for (const event of ['+5 a', '+7 b']) state = simulate(model, state, parsed(event)).state;
    assert.deepEqual(
      state.pending.map(({ id, created }) => [id, created]),
      [['b', 1012]],
    );
  });

  it('can be gone on from an earlier state', () => {
    const model = { policy: greedyBatching(1, 1), durationOf: () => 1000 };
    const go = (from: SimulatorState, event: string) => simulate(model, from, parsed(event)).state;
    const earlier = frozen(go(newSimulatorState(0), '+0 a b'));
    const one = go(earlier, '+1 c d');
    const other = go(earlier, '+2 d e');
    const ids = ({ pending }: SimulatorState) => pending.map(({ id }) => id).join();
    assert.deepEqual([ids(earlier), ids(one), ids(other)], ['b', 'b,c,d', 'b,d,e']);
    assert.equal(ids(go(one, '+0 e c')), 'b,c,d,e');
  });

  it('refuses time that runs backwards', () => {
    const model = { policy: greedyBatching(1, 1), durationOf: () => 0 };
    const state = newSimulatorState(0);
    assert.throws(() => simulate(model, state, { kind: 'advance', delay: -1 }), RangeError);
    assert.throws(() => simulate(model, state, { kind: 'advance', delay: NaN }), RangeError);
    assert.throws(() => simulate(model, state, parsed('+0 a')), RangeError);
  });
});

function parsed(text: string): SimulatorEvent {
  const [delay, ...ids] = text.split(' ');
  if (!text.startsWith('+')) return { kind: 'advance', delay: Number(delay) };
  const triggers = ids.map((id): Trigger => ({ id, created: 0, orderInBatch: 0 }));
  return { kind: 'triggers', delay: Number(delay), triggers };
}

function frozen(state: SimulatorState): SimulatorState {
  for (const trigger of state.pending) Object.freeze(trigger);
  Object.freeze(state.pending);
  Object.freeze(state.running);
  return Object.freeze(state);
}
