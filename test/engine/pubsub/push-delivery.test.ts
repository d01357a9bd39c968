import assert from 'node:assert/strict';
import {
  deliverPush,
  HTTP_STATUS_OF_PUSH,
  pushResultOf,
} from '../../../src/engine/pubsub/push-delivery.ts';
import { TaskError, type TaskErrorKind } from '../../../src/task/task-error.ts';

const PAUSE = async () => {};

/** Delivers a message whose tries come to `results`; tells in one line what happened. */
async function happenings(
  results: readonly ('ok' | TaskErrorKind)[],
  pause: () => Promise<void> = PAUSE,
): Promise<string> {
  const told: string[] = [];
  const left = [...results];
  const handle = async () => {
    const next = left.shift();
    assert.ok(next, 'no more than two tries');
    told.push(next);
    if (next !== 'ok') throw new TaskError(next, next);
  };
  const clock = {
    now: () => 0,
    sleep: (ms: number) => {
      told.push(`${ms} ms`);
      return pause();
    },
  };
  const delivered = deliverPush(handle, clock, () => told.push('race'));
  const outcome = await delivered.then(
    () => 'ok',
    (error) => error.message,
  );
  return `${told.join(', ')} → ${outcome}`;
}

describe('deliverPush (engine.md B5)', () => {
  const cases: [results: ('ok' | TaskErrorKind)[], expected: string][] = [
    [['ok'], 'ok → ok'],
    [['transient'], 'transient → transient'],
    [['fatal'], 'fatal → fatal'],
    [['retry', 'ok'], 'retry, race, 1000 ms, ok → ok'],
    [['retry-only', 'ok'], 'retry-only, race, 1000 ms, ok → ok'],
    [['retry', 'transient'], 'retry, race, 1000 ms, transient → transient'],
    [['retry', 'fatal'], 'retry, race, 1000 ms, fatal → fatal'],
    [['retry', 'retry'], 'retry, race, 1000 ms, retry → retry'],
  ];
  for (const [results, expected] of cases) {
    it(expected, async () => assert.equal(await happenings(results), expected));
  }

  it('rejects with the race if the wait is cut', async () => {
    const cut = () => Promise.reject(new Error('the endpoint is closed'));
    assert.equal(await happenings(['retry', 'ok'], cut), 'retry, race, 1000 ms → retry');
  });
});

describe('what a publisher hears (engine.md B5)', () => {
  const answers: [error: unknown, status: number][] = [
    [new TaskError('retry', 'x'), 409],
    [new TaskError('retry-only', 'x'), 409],
    [new TaskError('transient', 'x'), 500],
    [new TaskError('fatal', 'x'), 202],
    [new TypeError('a fault of ours'), 500],
    [undefined, 500],
  ];
  for (const [error, status] of answers) {
    it(`${error} is ${status}`, () => {
      assert.equal(HTTP_STATUS_OF_PUSH[pushResultOf(error)], status);
    });
  }
});
