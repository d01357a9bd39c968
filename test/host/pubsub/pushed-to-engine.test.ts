// Messages of a publisher outside of the process, over HTTP, to an engine on the real clock (engine.md 5.11).

import assert from 'node:assert/strict';
import { nodeClock } from '../../../host/node/clock.ts';
import { hmacSha256 } from '../../../host/node/hmac.ts';
import { openPushEndpoint } from '../../../host/pubsub/push-endpoint.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { pushPath } from '../../../src/engine/pubsub/topic-names.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { interactiveTiming } from '../../../src/engine/timing.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { BY_HAND, definition, JOB, scriptedManager } from '../../engine/engine-fixture.ts';

const PUBLISHER = 'builds@example.com';

describe('an engine behind the push endpoint', () => {
  it('ends an invocation by a message with its token, and by no other', async () => {
    const prepared = Promise.withResolvers<string>();
    const seen: string[] = [];
    const manager = scriptedManager({
      launchTask: async (ctl) => {
        prepared.resolve((await ctl.prepareTopic(PUBLISHER)).token);
        ctl.state().status = 'RUNNING';
        await ctl.save();
      },
      examineNotification: ({ attributes }) => attributes['token'] ?? '',
      handleNotification: async (ctl, { data }) => {
        seen.push(data);
        ctl.state().status = 'SUCCEEDED';
      },
    });
    const engine = new Engine({
      world: {
        clock: nodeClock,
        random: Math.random,
        storage: new EngineStorage(),
        service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
        httpClient: () => Promise.reject(new Error('no network is needed for this')),
      },
      store: new MemoryStore({ strict: true }),
      registry: new ManagerRegistry().register(manager),
      timing: interactiveTiming,
      pubsub: { app: 'local', hmac: hmacSha256(crypto.getRandomValues(new Uint8Array(32))) },
    });
    const stop = new AbortController();
    const run = engine.run(stop.signal);
    const endpoint = await openPushEndpoint({
      handle: ({ manager: name }, message, signal) =>
        engine.pushNotification(name, message, signal),
    });
    const push = async (token: string, data: string) => {
      const body = JSON.stringify({ message: { data, attributes: { token }, messageId: '1' } });
      const url = endpoint.origin + pushPath({ manager: 'noop', publisher: PUBLISHER });
      return (await fetch(url, { method: 'POST', body })).status;
    };
    try {
      await engine.updateProjectJobs('proj', [definition()]);
      const id = await engine.startInvocation(JOB, BY_HAND);
      const token = await prepared.promise;
      const tampered = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
      assert.equal(await push(tampered, 'forged'), 202);
      assert.equal(await push('', 'none'), 202);
      assert.deepEqual(seen, []);
      assert.equal(await push(token, 'good'), 200);
      assert.equal((await engine.getInvocation(id))?.status, 'SUCCEEDED');
      assert.equal(await push(token, 'again'), 200, 'not needed any more');
      assert.deepEqual([...new Set(seen)], ['good']);
    } finally {
      await endpoint.close();
      stop.abort();
      await run;
    }
  });
});
