// What a Manager keeps between Invocations, over a runner with a file.

import assert from 'node:assert/strict';
import path from 'node:path';
import { nodeClock } from '../../../host/node/clock.ts';
import { Runner } from '../../../host/runner/runner.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { isFinal } from '../../../src/task/status.ts';
import {
  definition,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';

describe('what a Manager keeps', () => {
  const newFolder = temporaryFolders();

  /** Runs one Invocation of a Manager that counts them, in a runner of its own; returns the count. */
  async function counted(file: string | undefined): Promise<number> {
    const storage = new EngineStorage();
    const world = { ...virtualWorld(virtualClock()), clock: nodeClock, storage };
    let count = -1;
    const counter = scriptedManager({
      launchTask: async (ctl) => {
        count = ((await storage.get('noop/count'))?.[0] ?? 0) + 1;
        await storage.set('noop/count', Uint8Array.of(count));
        ctl.state().status = 'SUCCEEDED';
      },
    });
    const ended = Promise.withResolvers<void>();
    const runner = new Runner({
      world,
      registry: new ManagerRegistry().register(counter),
      identity: 'user:editor',
      ...(file !== undefined && { file }),
      onEvent: (event) => {
        if (event.kind === 'changed' && isFinal(event.record.invocation.status)) ended.resolve();
      },
    });
    await runner.start(definition());
    await ended.promise;
    await runner.stop();
    return count;
  }

  it('is there after a restart if there is a file', async () => {
    const file = path.join(newFolder(), 'history.sqlite');
    assert.equal(await counted(file), 1);
    assert.equal(await counted(file), 2);
    assert.equal(await counted(path.join(newFolder(), 'other.sqlite')), 1);
  });

  it('ends with the runner if there is none', async () => {
    assert.equal(await counted(undefined), 1);
    assert.equal(await counted(undefined), 1);
  });
});
