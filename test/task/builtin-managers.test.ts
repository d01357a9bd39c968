import assert from 'node:assert/strict';
import { builtinManagers, validationManagers } from '../../src/task/builtin-managers.ts';
import type { Controller } from '../../src/task/controller.ts';
import { realmId } from '../../src/task/ids.ts';
import type { PubsubMessage, Traits } from '../../src/task/manager.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import { TaskError } from '../../src/task/task-error.ts';
import { taskOf, virtualClock, virtualWorld } from '../engine/engine-fixture.ts';

/** For calls that look at nothing. */
const UNUSED = {} as Controller<unknown>;

const isFatal = (error: unknown) => error instanceof TaskError && error.kind === 'fatal';

describe('the built-in Managers', () => {
  // managers.md 6. What buildbucket does with messages, timers and aborts, and gitiles with debug state, is in their folders.
  for (const [name, messageType, multistage] of [
    ['buildbucket', 'scheduler.config.BuildbucketTask', true],
    ['gitiles', 'scheduler.config.GitilesTask', false],
    ['noop', 'scheduler.config.NoopTask', false],
    ['url_fetch', 'scheduler.config.UrlFetchTask', false],
  ] as const) {
    it(`handle ${messageType} with ${name}`, async () => {
      const registry = builtinManagers(virtualWorld(virtualClock()));
      const manager = registry.byMessageType(messageType);
      assert.ok(manager);
      assert.equal(manager.name, name);
      assert.equal(registry.byName(name), manager);
      const traits: Traits = { multistage };
      assert.deepEqual(manager.traits, traits);
      const message: PubsubMessage = { messageId: '1', data: '', attributes: { auth_token: 'x' } };
      if (name !== 'gitiles') await assert.rejects(manager.getDebugState(UNUSED), isFatal);
      assert.equal(manager.examineNotification(message), multistage ? 'x' : '');
      if (multistage) return;
      await assert.rejects(manager.handleNotification(UNUSED, message), isFatal);
      await manager.abortTask(UNUSED);
      const timer = manager.handleTimer(UNUSED, 'any', new Uint8Array());
      await (name === 'noop' ? timer : assert.rejects(timer, isFatal));
    });
  }

  it('validate without a world, and then run nothing', async () => {
    const url = 'https://example.com/';
    const task = taskOf({ urlFetch: { method: '', url, timeoutSec: 0 } });
    const unmarshaled = unmarshalTask(validationManagers(), task, realmId('p', 'r'));
    assert.ok(unmarshaled.ok);
    const { signal } = new AbortController();
    const ctl = { task: () => unmarshaled.task, debugLog: () => assert.fail('it has begun') };
    await assert.rejects(unmarshaled.manager.launchTask(ctl as never, signal), /only validate/);
  });
});
