// Messages that are pushed about an Invocation, and what the pusher hears.

import assert from 'node:assert/strict';
import { Engine } from '../../../src/engine/engine.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { errorKind, TaskError, type TaskErrorKind } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  JOB,
  START,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from '../engine-fixture.ts';

/** An engine with a RUNNING Invocation, whose id is the token of a message about it. */
async function running(script: Partial<Manager>) {
  const clock = virtualClock();
  const manager = scriptedManager({
    launchTask: async (ctl) => {
      ctl.state().status = 'RUNNING';
    },
    examineNotification: ({ attributes }) => attributes['token'] ?? '',
    ...script,
  });
  const engine = new Engine({
    world: virtualWorld(clock),
    store: new MemoryStore({ strict: true }),
    registry: new ManagerRegistry().register(manager),
    timing: serviceTiming,
    tokens: {
      issue: async (_, id) => String(id),
      check: async (token) =>
        /^\d+$/.test(token)
          ? { jobId: JOB, invocationId: BigInt(token) as InvocationId }
          : undefined,
    },
  });
  await engine.updateProjectJobs('proj', [definition()]);
  const id = await engine.startInvocation(JOB, BY_HAND);
  await engine.runUntil(clock, START + 1000);
  const push = async (token = String(id), name = 'noop') => {
    const message = { messageId: '1', data: '', attributes: { token } };
    const outcome = engine.pushNotification(name, message).then(
      () => 'ok',
      (error) => errorKind(error),
    );
    await engine.runUntil(clock, START + 3000);
    return outcome;
  };
  const status = async () => (await engine.getInvocation(id))?.status;
  return { push, status, now: () => clock.now() - START };
}

describe('a message', () => {
  const outcomes: [TaskErrorKind, calls: number, result: string, status: string][] = [
    ['fatal', 1, 'ok', 'FAILED'],
    ['transient', 1, 'transient', 'RUNNING'],
    ['retry', 2, 'retry', 'RUNNING'],
    ['retry-only', 2, 'retry-only', 'RUNNING'],
  ];
  for (const [kind, calls, result, status] of outcomes) {
    it(`whose handling always fails (${kind}) is handled ${calls} times`, async () => {
      const times: number[] = [];
      const invocation = await running({
        handleNotification: async () => {
          times.push(invocation.now());
          throw new TaskError(kind, 'no');
        },
      });
      assert.equal(await invocation.push(), result);
      assert.deepEqual(times, [1000, 2000].slice(0, calls));
      assert.equal(await invocation.status(), status);
    });
  }

  for (const kind of ['retry', 'retry-only'] as const) {
    it(`that meets a race (${kind}) is handled a second later`, async () => {
      let calls = 0;
      const invocation = await running({
        handleNotification: async (ctl) => {
          if (calls++ === 0) throw new TaskError(kind, 'not yet');
          ctl.state().status = 'SUCCEEDED';
        },
      });
      assert.equal(await invocation.push(), 'ok');
      assert.equal(calls, 2);
      assert.equal(await invocation.status(), 'SUCCEEDED');
    });
  }

  for (const [what, token, name] of [
    ['without a token', '', 'noop'],
    ['with a token that nobody issued', 'forged', 'noop'],
    ['about an invocation that does not exist', '16', 'noop'],
    ['for a kind of task that does not exist', undefined, 'nobody'],
  ] as const) {
    it(`${what} is refused`, async () => {
      const invocation = await running({
        handleNotification: async (ctl) => {
          ctl.state().status = 'SUCCEEDED';
        },
      });
      assert.equal(await invocation.push(token, name), 'fatal');
      assert.equal(await invocation.status(), 'RUNNING');
    });
  }
});
