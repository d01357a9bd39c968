import assert from 'node:assert/strict';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
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
    assert.match(invocation.debugLog, /This version runs only noop and url_fetch tasks/);
    await fixture.stop();
  });
});
