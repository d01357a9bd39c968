// The engine in the real world: real time, real sockets.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeWorld } from '../../../host/node/world.ts';
import { Engine, type Invocation } from '../../../src/engine/engine.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { interactiveTiming } from '../../../src/engine/timing.ts';
import type { TaskDefWrapper } from '../../../src/schema/generated/messages.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { createNoopManager } from '../../../src/task/noop/manager.ts';
import { isFinal } from '../../../src/task/status.ts';
import { createUrlFetchManager } from '../../../src/task/urlfetch/manager.ts';
import { BY_HAND, definition, JOB, taskOf } from '../../engine/engine-fixture.ts';

/** Runs an Invocation of a task; `during` gets to see the log as it grows. */
async function runTask(
  task: TaskDefWrapper,
  during: (engine: Engine, id: Invocation['id'], line: string) => void = () => {},
): Promise<Invocation> {
  const world = nodeWorld();
  const ended = Promise.withResolvers<Invocation>();
  const engine: Engine = new Engine({
    world,
    store: new MemoryStore(),
    registry: new ManagerRegistry()
      .register(createNoopManager(world))
      .register(createUrlFetchManager(world)),
    timing: interactiveTiming,
    listener: {
      invocationChanged: (invocation) => isFinal(invocation.status) && ended.resolve(invocation),
      debugLog: (_job, id, { text }) => during(engine, id, text),
    },
  });
  const stop = new AbortController();
  const running = engine.run(stop.signal);
  await engine.updateProjectJobs('proj', [definition({ task: taskOf(task) })]);
  await engine.startInvocation(JOB, BY_HAND);
  const invocation = await ended.promise;
  stop.abort();
  await running;
  return invocation;
}

describe('in the real world', () => {
  it('a noop task succeeds', async () => {
    const { status } = await runTask({ noop: { sleepMs: 1n, triggersCount: 2n } });
    assert.equal(status, 'SUCCEEDED');
  });

  it('a noop task of 20 s is aborted as soon as somebody says so', async () => {
    const { status, started, finished } = await runTask(
      { noop: { sleepMs: 0n, triggersCount: 0n } },
      (engine, id, line) => {
        if (line.startsWith('Sleeping')) void engine.abortInvocation(JOB, id, 'user:me');
      },
    );
    assert.equal(status, 'ABORTED');
    assert.ok((finished ?? 0) - started < 20_000);
  });

  it('a url_fetch task fetches', async () => {
    const server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    const { status, debugLog } = await runTask({ urlFetch: { method: '', url, timeoutSec: 0 } });
    server.closeAllConnections();
    server.close();
    assert.equal(status, 'SUCCEEDED');
    assert.match(debugLog, /200 OK\n/);
  });

  it('nothing goes to another machine unless somebody says so', async () => {
    const urlFetch = { method: '', url: 'http://192.0.2.1/', timeoutSec: 0 };
    const { status, debugLog } = await runTask({ urlFetch });
    assert.equal(status, 'FAILED');
    assert.match(debugLog, /Nothing was sent to 192\.0\.2\.1, for nobody has allowed it/);
  });
});
