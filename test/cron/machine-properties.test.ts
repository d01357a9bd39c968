// What holds for the cron machine of engine.md 5.3 whatever happens.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CronStep, EarlyTick } from '../../src/cron/cron-machine.ts';
import { type CronState, isSuspended } from '../../src/cron/cron-state.ts';
import { delayOfTick, SERVICE_TICK_WAITS } from '../../src/cron/tick-delay.ts';
import { nextCronTime } from '../../src/schedule/cron-next.ts';
import { nextTime } from '../../src/schedule/next-time.ts';
import { isAbsolute } from '../../src/schedule/schedule.ts';
import { cronModel } from '../schedule/cron-arbitrary.ts';
import { MachineDriver, parsed, START } from './machine-driver.ts';

const DAY = 86_400_000;

const interval = fc.oneof(
  fc.integer({ min: 0, max: 90_000 }).map((ms) => `with ${ms}ms interval`),
  fc.constantFrom('continuously', 'with 400h interval', 'with 1us interval'),
);
const schedule = fc.oneof(
  { arbitrary: cronModel.map(({ text }) => text), weight: 4 },
  { arbitrary: interval, weight: 4 },
  fc.constantFrom('triggered', '* * * * *', '*/20 * * * * * *', '0 0 29 2 *', '@yearly'),
  // None, and not after now.
  fc.constantFrom('0 0 30 2 *', '9-8 * * * *', '* * * 5-1 *', '* * * 02 *', '* * * 09 5#5'),
);

type Event =
  | { readonly kind: 'say'; readonly event: string }
  | { readonly kind: 'pass'; readonly ms: number }
  /** Delivers one of the ticks on the way, early or late; `again` leaves it there. */
  | { readonly kind: 'deliver'; readonly which: number; readonly again: boolean }
  /** Waits until one of the ticks is due, but for a little, and delivers it. */
  | { readonly kind: 'await'; readonly which: number; readonly offset: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    arbitrary: fc.constantFrom('enable', 'rewind').map((word) => ({ kind: 'say', event: word })),
    weight: 2,
  },
  fc.constant({ kind: 'say', event: 'disable' }),
  schedule.map((text) => ({ kind: 'say', event: `change ${text}` })),
  fc.nat().map((nonce) => ({ kind: 'say', event: `tick ${nonce}` })),
  fc
    .oneof(fc.nat(2000), fc.nat(90_000), fc.nat(40 * DAY), fc.nat(500 * DAY))
    .map((ms) => ({ kind: 'pass', ms })),
  fc.record({ kind: fc.constant('deliver'), which: fc.nat(), again: fc.boolean() }),
  {
    arbitrary: fc.record({
      kind: fc.constant('await'),
      which: fc.nat(),
      offset: fc.oneof(fc.constant(0), fc.integer({ min: -1100, max: 5000 })),
    }),
    weight: 4,
  },
) as fc.Arbitrary<Event>;

interface Tick {
  readonly when: number | undefined;
  readonly nonce: number;
}

/** A machine with ticks on their way to it. */
class DeliveredMachine {
  readonly machine: MachineDriver;
  readonly ticks: Tick[] = [];
  now = START;

  constructor(text: string) {
    this.machine = new MachineDriver(text);
  }

  apply(happening: Event): void {
    switch (happening.kind) {
      case 'say':
        this.perform(happening.event);
        break;
      case 'pass':
        this.now += happening.ms;
        break;
      case 'deliver':
        this.deliver(this.pick(happening.which), happening.again);
        break;
      case 'await': {
        const tick = this.pick(happening.which);
        if (tick?.when !== undefined) {
          this.now = Math.max(this.now, Math.ceil(tick.when) + happening.offset);
        }
        this.deliver(tick, false);
      }
    }
  }

  perform(words: string): CronStep | EarlyTick {
    const before = this.machine.state;
    const result = this.machine.perform(words, this.now);
    if (!('kind' in result)) {
      for (const action of result.actions) {
        if (action.kind === 'tick-later') this.ticks.push(action);
      }
      checkGeneration(before, result, words);
    }
    this.check();
    return result;
  }

  private pick(which: number): Tick | undefined {
    return this.ticks[which % this.ticks.length];
  }

  private deliver(tick: Tick | undefined, again: boolean): void {
    if (tick === undefined) return;
    const before = this.machine.state;
    const result = this.perform(`tick ${tick.nonce}`);
    if (tick.nonce !== before.lastTick.nonce || tick.when === undefined) {
      assert.equal(this.machine.state, before, 'a tick that is not awaited changes nothing');
    }
    // One that came early is delivered again later.
    if (!again && !('kind' in result)) this.ticks.splice(this.ticks.indexOf(tick), 1);
    this.check();
  }

  /** What holds at any time. */
  private check(): void {
    const { state } = this.machine;
    const { schedule: inForce } = this.machine.context(this.now);
    if (!state.enabled) {
      assert.deepEqual({ ...state.lastTick, rewind: state.lastRewind }, NOTHING);
      return;
    }
    assert.ok(state.lastRewind !== undefined);
    if (!isSuspended(state)) {
      assert.ok(
        this.ticks.some(({ nonce }) => nonce === state.lastTick.nonce),
        'the tick that is awaited is on its way',
      );
    }
    if (state.lastTick.when === undefined && isAbsolute(inForce)) {
      const next = nextTime(inForce, this.now, state.lastRewind);
      assert.equal(next, undefined, 'a machine that could wait for a tick does');
    }
  }
}

const NOTHING = { when: undefined, nonce: 0, rewind: undefined };

/** Each of these counts one: a rewind, a new tick, a start, being disabled (M1–M6). */
function checkGeneration(before: CronState, { state, actions }: CronStep, words: string): void {
  const starts = actions.filter(({ kind }) => kind === 'start').length;
  const newTick = state.lastTick.nonce !== before.lastTick.nonce && state.lastTick.nonce !== 0;
  const rise = state.generation - before.generation;
  if (words === 'disable') {
    assert.equal(rise, 1);
  } else if (state === before) {
    assert.deepEqual(actions, []);
  } else {
    const rewound = rise - starts - (newTick ? 1 : 0);
    assert.ok(rewound === 0 || rewound === 1, `rises by ${rise}`);
    if (rewound === 0) assert.equal(state.lastRewind, before.lastRewind);
    assert.ok(rise > 0);
  }
  for (const action of actions) {
    if (action.kind === 'start') assert.equal(action.generation, before.generation + 1);
  }
}

describe('a cron machine, whatever happens in whatever order,', () => {
  it('counts what it does, ignores what it does not await, and loses no tick', () => {
    fc.assert(
      fc.property(schedule, fc.array(event, { maxLength: 60 }), (text, events) => {
        const delivered = new DeliveredMachine(text);
        for (const happening of events) delivered.apply(happening);
      }),
      { numRuns: 400 },
    );
  });

  it('starts once for a tick, however late it is and however often it comes', () => {
    const late = fc.oneof(fc.nat(50), fc.nat(100_000), fc.nat(1000 * DAY)).map((ms) => ms - 50);
    fc.assert(
      fc.property(schedule, late, fc.nat(3), (text, lateness, repeats) => {
        const machine = new MachineDriver(text);
        machine.perform('enable', START);
        const { when, nonce } = machine.state.lastTick;
        if (isSuspended(machine.state) || when === undefined) return;
        const now = Math.max(START, Math.ceil(when) + lateness);
        let starts = 0;
        for (let i = 0; i <= repeats; i++) {
          const result = machine.perform(`tick ${nonce}`, now + i);
          assert.ok(!('kind' in result));
          starts += result.actions.filter(({ kind }) => kind === 'start').length;
        }
        assert.equal(starts, 1);
      }),
    );
  });

  it('starts at each time of a cron expression, over waits of any length', () => {
    fc.assert(
      fc.property(cronModel, ({ text }) => {
        const { expression } = parsedCron(text);
        const delivered = new DeliveredMachine(text);
        delivered.perform('enable');
        let expected = nextCronTime(expression, START);
        for (let starts = 0, ticks = 0; starts < 4 && ticks < 2000; ticks++) {
          const tick = delivered.ticks.pop();
          assert.equal(tick?.when, expected);
          if (tick === undefined) return;
          delivered.now += delayOfTick(
            tick.when,
            delivered.machine.context(delivered.now),
            SERVICE_TICK_WAITS,
          );
          delivered.ticks.push(tick);
          const result = delivered.perform(`tick ${tick.nonce}`);
          assert.ok(!('kind' in result), 'is not early');
          delivered.ticks.splice(delivered.ticks.indexOf(tick), 1);
          if (result.actions.some(({ kind }) => kind === 'start')) {
            assert.equal(delivered.now, expected);
            expected = nextCronTime(expression, expected ?? 0);
            starts++;
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

function parsedCron(text: string) {
  const result = parsed(text);
  assert.ok(result.kind === 'cron');
  return result;
}
