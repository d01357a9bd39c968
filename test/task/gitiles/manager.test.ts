import assert from 'node:assert/strict';
import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

describe('gitiles, which this version cannot run', () => {
  it('fails at once and says why', async () => {
    const clock = virtualClock();
    const fixture = new EngineFixture(createGitilesManager(virtualWorld(clock)), { clock }).run();
    const task = taskOf({
      gitiles: { repo: 'https://h/r', refs: [], pathRegexps: [], pathRegexpsExclude: [] },
    });
    await fixture.start(BY_HAND, definition({ task }));
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.equal(invocation.retryCount, 0);
    assert.match(invocation.debugLog, /This version runs noop and url_fetch tasks only/);
    await fixture.stop();
  });

  it('is what the registry expects', async () => {
    const manager = createGitilesManager(virtualWorld(virtualClock()));
    assert.equal(manager.name, 'gitiles');
    assert.equal(manager.messageType, 'scheduler.config.GitilesTask');
    assert.deepEqual(manager.traits, { multistage: false });
    const message = { messageId: '1', data: '', attributes: { auth_token: 'x' } };
    assert.equal(manager.examineNotification(message), '');
    const fatal = (error: unknown) => error instanceof TaskError && error.kind === 'fatal';
    await assert.rejects(manager.handleNotification({} as never, message), fatal);
    await assert.rejects(manager.handleTimer({} as never, 'any', new Uint8Array()), fatal);
    await assert.rejects(manager.getDebugState({} as never), fatal);
    await manager.abortTask({} as never);
  });
});
