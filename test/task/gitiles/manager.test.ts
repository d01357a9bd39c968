import assert from 'node:assert/strict';
import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
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
    assert.match(invocation.debugLog, /This version runs only noop and url_fetch tasks/);
    await fixture.stop();
  });
});
