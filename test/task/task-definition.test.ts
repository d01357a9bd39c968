import assert from 'node:assert/strict';
import type { TaskDefWrapper } from '../../src/schema/generated/messages.ts';
import { realmId } from '../../src/task/ids.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { createNoopManager } from '../../src/task/noop/manager.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import { createUrlFetchManager } from '../../src/task/urlfetch/manager.ts';
import { taskOf, virtualClock, virtualWorld } from '../engine/engine-fixture.ts';

const world = virtualWorld(virtualClock());
const registry = new ManagerRegistry()
  .register(createNoopManager(world))
  .register(createUrlFetchManager(world));
const unmarshal = (bytes: Uint8Array) => unmarshalTask(registry, bytes, realmId('p', 'r'));

describe('unmarshalTask', () => {
  for (const wrapper of [
    { noop: { sleepMs: 5n, triggersCount: -1n } },
    { noop: { sleepMs: 0n, triggersCount: 0n } },
    { urlFetch: { method: 'GET', url: 'https://example.com/', timeoutSec: 7 } },
  ] satisfies TaskDefWrapper[]) {
    const [[name = '', task]] = Object.entries(wrapper) as [[string, object]];
    it(`gives the ${name} task and its Manager`, () => {
      const unmarshaled = unmarshal(taskOf(wrapper));
      assert.ok(unmarshaled.ok);
      assert.deepEqual(unmarshaled.task, task);
      assert.equal(unmarshaled.manager.name, name === 'noop' ? 'noop' : 'url_fetch');
    });
  }

  const both: TaskDefWrapper = {
    noop: { sleepMs: 0n, triggersCount: 0n },
    urlFetch: { method: '', url: 'https://example.com/', timeoutSec: 0 },
  };
  for (const [what, bytes, reason] of [
    ['nothing', new Uint8Array(), /0 tasks instead of one/],
    ['two tasks', taskOf(both), /2 tasks instead of one/],
    ['what is no protobuf', new Uint8Array([0x0a, 0xff]), /cannot be read/],
    [
      'a task nobody handles',
      taskOf({ gitiles: gitiles() }),
      /type scheduler\.config\.GitilesTask/,
    ],
    [
      'a task that breaks the rules of today',
      taskOf({ urlFetch: { method: 'PUT', url: '', timeoutSec: 0 } }),
      /"PUT" is not supported.*; .*Set `url`/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const unmarshaled = unmarshal(bytes);
      assert.ok(!unmarshaled.ok);
      assert.match(unmarshaled.reason, reason);
    });
  }
});

function gitiles() {
  return {
    repo: 'https://x.googlesource.com/y',
    refs: [],
    pathRegexps: [],
    pathRegexpsExclude: [],
  };
}
