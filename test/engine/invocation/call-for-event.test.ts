// What the failure of an event's call means (engine.md R3, B4; manager-contract.md 8.3).

import assert from 'node:assert/strict';
import type { EngineContext } from '../../../src/engine/engine-context.ts';
import { callForEvent } from '../../../src/engine/invocation/call-for-event.ts';
import type { OpenedInvocation } from '../../../src/engine/invocation/with-controller.ts';
import { LostCall } from '../../../src/engine/lost-call.ts';
import type { Delivery } from '../../../src/engine/queue/delivery.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import type { Status } from '../../../src/task/status.ts';
import { isRace, isTransient, TaskError } from '../../../src/task/task-error.ts';
import { anItem } from '../store/records.ts';

/** Calls for an event; tells what became of it. */
async function outcomeOf(
  call: () => Promise<void>,
  {
    attempt,
    status = 'RUNNING',
    races = false,
  }: { attempt?: number; status?: Status; races?: boolean },
) {
  let left: Status = status;
  const lines: string[] = [];
  const cut = new AbortController();
  // As much of an engine as the function may touch.
  const engine = {
    timing: { ...serviceTiming, maxLostCalls: 3 },
    listener: { serviceLog: (text: string) => lines.push(text) },
  } as unknown as EngineContext;
  const controller = {
    invocationId: () => 16n,
    leftStatus: () => left,
    setStatus: (next: Status) => {
      left = next;
    },
    debugLog: (text: string) => lines.push(text),
  };
  const delivery: Delivery | undefined =
    attempt === undefined
      ? undefined
      : {
          item: { ...anItem(), id: 1, attempt },
          signal: cut.signal,
          cut: (reason) => cut.abort(reason),
          isAbandoned: false,
          finished: false,
        };
  const comesAgain = (error: unknown) => isTransient(error) || isRace(error);
  const event = { name: 'Timer "t"', ...(delivery && { delivery }), ...(races && { comesAgain }) };
  const opened = { controller } as unknown as OpenedInvocation;
  const called = callForEvent(engine, opened, event, call).then(
    () => 'done',
    () => 'again',
  );
  return { called, status: () => left, lines, cut: (reason: unknown) => cut.abort(reason) };
}

const failing = (error: unknown) => () => Promise.reject(error);

describe('the call for an event', () => {
  const rows: [
    what: string,
    error: unknown,
    attempt: number | undefined,
    races: boolean,
    result: string,
  ][] = [
    ['a transient failure', new TaskError('transient', 'x'), 0, false, 'again, RUNNING'],
    [
      'the hundredth transient failure',
      new TaskError('transient', 'x'),
      99,
      false,
      'again, RUNNING',
    ],
    ['a race', new TaskError('retry', 'x'), 0, false, 'again, RUNNING'],
    [
      'a race of a timer that is not transient',
      new TaskError('retry-only', 'x'),
      0,
      false,
      'done, FAILED',
    ],
    [
      'a race of a message that is not transient',
      new TaskError('retry-only', 'x'),
      0,
      true,
      'again, RUNNING',
    ],
    ['a fatal failure', new TaskError('fatal', 'x'), 0, false, 'done, FAILED'],
    ['what is no TaskError', new Error('x'), 0, false, 'done, FAILED'],
    ['nothing at all', undefined, 0, false, 'done, FAILED'],
    ['the first lost call', new LostCall('x'), 0, false, 'again, RUNNING'],
    ['the second lost call', new LostCall('x'), 1, false, 'again, RUNNING'],
    ['the third lost call', new LostCall('x'), 2, false, 'done, FAILED'],
    ['a lost call of what is pushed', new LostCall('x'), undefined, true, 'again, RUNNING'],
  ];
  for (const [what, error, attempt, races, result] of rows) {
    it(`that comes to ${what}: ${result}`, async () => {
      const options = attempt === undefined ? { races } : { attempt, races };
      const { called, status, lines } = await outcomeOf(failing(error), options);
      assert.equal(`${await called}, ${status()}`, result);
      assert.equal(lines.includes('Timer "t" could not be handled'), result.endsWith('FAILED'));
    });
  }

  it('that works changes nothing', async () => {
    const { called, status, lines } = await outcomeOf(async () => {}, { attempt: 0 });
    assert.equal(`${await called}, ${status()}`, 'done, RUNNING');
    assert.deepEqual(lines, []);
  });

  it('that has set FAILED itself adds no line', async () => {
    const { called, lines } = await outcomeOf(failing(new Error('x')), {
      attempt: 0,
      status: 'FAILED',
    });
    assert.equal(await called, 'done');
    assert.deepEqual(lines, ['Timer "t" of 16 failed']);
  });

  it('that has set another end and fails is FAILED', async () => {
    const { called, status } = await outcomeOf(failing(new Error('x')), {
      attempt: 0,
      status: 'SUCCEEDED',
    });
    assert.equal(`${await called}, ${status()}`, 'done, FAILED');
  });

  it('that never returns is lost when its time is over', async () => {
    const { called, status, cut } = await outcomeOf(() => new Promise(() => {}), { attempt: 0 });
    cut(new LostCall('no answer within 600 s'));
    assert.equal(`${await called}, ${status()}`, 'again, RUNNING');
  });

  it('goes on when the engine stops', async () => {
    const end = Promise.withResolvers<void>();
    const { called, cut } = await outcomeOf(() => end.promise, { attempt: 0 });
    cut(new Error('the engine stops'));
    end.resolve();
    assert.equal(await called, 'done');
  });
});
