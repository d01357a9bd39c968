import assert from 'node:assert/strict';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

describe('buildbucket, which this version cannot run', () => {
  it('fails at once and says why', async () => {
    const clock = virtualClock();
    const fixture = new EngineFixture(createBuildbucketManager(virtualWorld(clock)), {
      clock,
    }).run();
    const task = taskOf({
      buildbucket: { server: 'h', bucket: 'ci', builder: 'b', properties: [], tags: [] },
    });
    await fixture.start(BY_HAND, definition({ task }));
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.equal(invocation.retryCount, 0);
    assert.match(invocation.debugLog, /This version runs noop and url_fetch tasks only/);
    await fixture.stop();
  });

  it('is what the registry expects', async () => {
    const manager = createBuildbucketManager(virtualWorld(virtualClock()));
    assert.equal(manager.name, 'buildbucket');
    assert.equal(manager.messageType, 'scheduler.config.BuildbucketTask');
    assert.deepEqual(manager.traits, { multistage: true });
    const message = { messageId: '1', data: '', attributes: { auth_token: 'x' } };
    assert.equal(manager.examineNotification(message), '');
    const fatal = (error: unknown) => error instanceof TaskError && error.kind === 'fatal';
    await assert.rejects(manager.handleNotification({} as never, message), fatal);
    await assert.rejects(manager.handleTimer({} as never, 'any', new Uint8Array()), fatal);
    await assert.rejects(manager.getDebugState({} as never), fatal);
    await manager.abortTask({} as never);
  });
});
