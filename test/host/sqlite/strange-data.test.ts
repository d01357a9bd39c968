// Data of Managers that is strange, and that every store has to keep: the engine over a file, on the real clock.

import assert from 'node:assert/strict';
import path from 'node:path';
import { nodeClock } from '../../../host/node/clock.ts';
import { openDatabase } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { Engine, type Invocation } from '../../../src/engine/engine.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { interactiveTiming } from '../../../src/engine/timing.ts';
import type { Controller } from '../../../src/task/controller.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { isFinal } from '../../../src/task/status.ts';
import { BY_HAND, definition, JOB, scriptedManager } from '../../engine/engine-fixture.ts';
import { temporaryFolders } from './temporary-folder.ts';

const STRANGE = 'a\0b\ud800c\u2028d\r\ne\u{10ffff}"\\';

/** The Invocation as a second look at the file finds it when the launch has ended it. */
async function endedOver(
  file: string,
  act: (ctl: Controller<unknown>) => void,
): Promise<Invocation> {
  const db = openDatabase(file);
  migrate(db);
  const store = new SqliteStore(db);
  const stop = new AbortController();
  const ended = Promise.withResolvers<void>();
  const engine = new Engine({
    world: {
      clock: nodeClock,
      random: Math.random,
      storage: new EngineStorage(store),
      service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
      httpClient: () => Promise.reject(new Error('no network is needed for this')),
    },
    store,
    registry: new ManagerRegistry().register(
      scriptedManager({
        launchTask: async (ctl) => {
          act(ctl);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    ),
    timing: interactiveTiming,
    listener: { invocationChanged: ({ status }) => isFinal(status) && ended.resolve() },
  });
  const run = engine.run(stop.signal);
  await engine.updateProjectJobs('proj', [definition()]);
  const id = await engine.startInvocation(JOB, BY_HAND);
  await ended.promise;
  stop.abort();
  await run;
  store.close();
  const again = new SqliteStore(openDatabase(file));
  const invocation = await again.transaction((tx) => tx.invocation(id));
  again.close();
  assert.ok(invocation);
  return invocation;
}

describe('what a Manager leaves in a file', () => {
  const newFolder = temporaryFolders();

  const kept: [
    what: string,
    act: (ctl: Controller<unknown>) => void,
    check: (invocation: Invocation) => void,
  ][] = [
    [
      'a view URL of any characters',
      (ctl) => Object.assign(ctl.state(), { viewUrl: STRANGE }),
      ({ viewUrl }) => assert.equal(viewUrl, STRANGE),
    ],
    [
      'a megabyte of data',
      (ctl) => Object.assign(ctl.state(), { taskData: new Uint8Array(1_000_000).fill(255) }),
      ({ taskData }) => assert.ok(taskData.length === 1_000_000 && taskData.at(-1) === 255),
    ],
    [
      'lines of any characters',
      (ctl) => ctl.debugLog(STRANGE),
      ({ debugLog }) => assert.ok(debugLog.includes('a\0b\ud800c\n| d\n| e\u{10ffff}"\\\n')),
    ],
    [
      'numbers that are none',
      (ctl) => {
        const data = { nan: Number.NaN, infinite: -Infinity, zero: -0, undefined } as never;
        ctl.emitTrigger({ id: STRANGE, payload: { kind: 'buildbucket', properties: data } });
      },
      ({ outgoingTriggers: [trigger] }) => {
        assert.equal(trigger?.id, STRANGE);
        const properties = trigger?.payload?.kind === 'buildbucket' && trigger.payload.properties;
        assert.deepEqual(properties, { nan: Number.NaN, infinite: -Infinity, zero: -0, undefined });
      },
    ],
    [
      'values nested as deep as they may be',
      (ctl) => {
        let deep: unknown = 'x';
        for (let i = 0; i < 490; i++) deep = [deep];
        ctl.emitTrigger({ id: 't', payload: { kind: 'noop', data: deep as string } });
      },
      ({ outgoingTriggers }) => assert.equal(outgoingTriggers.length, 1),
    ],
  ];
  for (const [what, act, check] of kept) {
    it(`is ${what}`, async () => {
      const invocation = await endedOver(path.join(newFolder(), 'engine.db'), act);
      assert.equal(invocation.status, 'SUCCEEDED', invocation.debugLog);
      check(invocation);
    });
  }
});
