import assert from 'node:assert/strict';
import { DEV_TICK_WAITS, delayOfTick, SERVICE_TICK_WAITS } from '../../src/cron/tick-delay.ts';
import { parsed, START } from './machine-driver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('delayOfTick (engine.md M8)', () => {
  const cases: [wait: number | undefined, service: number, dev: number, why: string][] = [
    [1, 1, 1, 'is the wait itself'],
    [0.25, 1, 1, 'is whole milliseconds, and not before the time'],
    [2 * MINUTE, 2 * MINUTE, 2 * MINUTE, 'goes up to a limit'],
    [2 * MINUTE + 1, 2 * MINUTE + 1, MINUTE, 'is cut above it'],
    [15 * DAY + HOUR, 15 * DAY + HOUR, MINUTE, 'goes up to a limit'],
    [15 * DAY + HOUR + 1, 15 * DAY, MINUTE, 'is cut above it'],
    [1e13, 15 * DAY, MINUTE, 'is cut for any time'],
    [0, 0, 0, 'is nothing for a time that has come'],
    [-5, 0, 0, 'is nothing for a time that is over'],
    [undefined, 0, 0, 'is nothing without a time (engine.md M3)'],
  ];
  for (const [wait, service, dev, why] of cases) {
    it(`${why}: ${wait} ms`, () => {
      const context = { now: START, schedule: parsed('with 1h interval') };
      const when = wait === undefined ? undefined : START + wait;
      assert.equal(delayOfTick(when, context, SERVICE_TICK_WAITS), service);
      assert.equal(delayOfTick(when, context, DEV_TICK_WAITS), dev);
    });
  }

  it('moves the clock on where a zero-padded month is due again at once (schedule.md C9)', () => {
    const context = { now: START, schedule: parsed('* * * 02 *') };
    for (const wait of [0, -1, -20 * DAY]) {
      assert.equal(delayOfTick(START + wait, context, SERVICE_TICK_WAITS), 1000, `${wait}`);
    }
    assert.equal(delayOfTick(START + 5, context, SERVICE_TICK_WAITS), 5);
    assert.equal(delayOfTick(undefined, context, SERVICE_TICK_WAITS), 0);
  });
});
