import assert from 'node:assert/strict';
import { builtinManagers, validationManagers } from '../../src/task/builtin-managers.ts';
import { realmId } from '../../src/task/ids.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import { taskOf, virtualClock, virtualWorld } from '../engine/engine-fixture.ts';

describe('the built-in Managers', () => {
  for (const [name, messageType] of [
    ['buildbucket', 'scheduler.config.BuildbucketTask'],
    ['gitiles', 'scheduler.config.GitilesTask'],
    ['noop', 'scheduler.config.NoopTask'],
    ['url_fetch', 'scheduler.config.UrlFetchTask'],
  ] as const) {
    it(`handle ${messageType} with ${name}`, () => {
      const registry = builtinManagers(virtualWorld(virtualClock()));
      const manager = registry.byMessageType(messageType);
      assert.equal(manager?.name, name);
      assert.equal(registry.byName(name), manager);
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
