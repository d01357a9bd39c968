// Jobs that a runner runs, whose builds are those of this machine's Buildbucket: over memory and over a file.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BuilderPlan } from '../../../host/builders/builder-table.ts';
import { LocalBuilds } from '../../../host/builds/local-builds.ts';
import { Runner, type RunnerWorld } from '../../../host/runner/runner.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { isFinal } from '../../../src/task/status.ts';
import { definition, taskOf, virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';

const DEFINITION = definition({
  task: taskOf({
    buildbucket: { server: 'h', bucket: 'ci', builder: 'linux', properties: [], tags: [] },
  }),
});

describe("this machine's Buildbucket", () => {
  let folder: string;
  const clock = virtualClock();
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'builds-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** A runner in a process of its own, which may share a file with others. */
  function newRunner(options: { file?: string; plan?: BuilderPlan } = {}) {
    const storage = new EngineStorage();
    const { file, plan } = options;
    const base = { ...virtualWorld(clock), storage };
    const { random } = base;
    const companion = new LocalBuilds({
      ...{ random, storage },
      host: { clock, guard: '', base: folder },
      rows: () => (plan ? [{ builders: '*', plan }] : []),
      mayRun: async () => false,
    });
    const world: RunnerWorld = { ...base, httpClient: async () => companion.client };
    const runner = new Runner({
      world,
      companion,
      registry: new ManagerRegistry().register(createBuildbucketManager(world)),
      identity: 'user:me',
      onEvent: () => {},
      ...(file !== undefined && { file }),
    });
    return { runner };
  }

  /** Lets time pass with a file's own, which the clock does not know of. */
  async function over<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    promise.then(end, end);
    while (!isOver) {
      await clock.advanceTo(clock.now() + 1);
      await setTimeout(1);
    }
    return promise;
  }

  async function ended(runner: Runner, id: InvocationId) {
    for (let i = 0; i < 2000; i++) {
      const record = runner.record(id);
      if (record && isFinal(record.invocation.status)) return record;
      await clock.advanceTo(clock.now() + 100);
    }
    throw new Error('it does not end');
  }

  it('models builds of which nobody says anything: they take 5 s and succeed', async () => {
    const { runner } = newRunner();
    const id = await over(runner.start(DEFINITION));
    const { invocation } = await ended(runner, id);
    assert.equal(invocation.status, 'SUCCEEDED');
    const seconds = ((invocation.finished ?? 0) - invocation.started) / 1000;
    assert.ok(seconds > 5 && seconds < 8, `${seconds} s`);
    await over(runner.stop());
  });

  it('ends a build as its plan says', async () => {
    const { runner } = newRunner({ plan: { kind: 'model', durationMs: 50, outcome: 'FAILURE' } });
    const id = await over(runner.start(DEFINITION));
    assert.equal((await ended(runner, id)).invocation.status, 'FAILED');
    await over(runner.stop());
  });

  it('goes on with its builds in the next process that opens the file', async () => {
    const file = path.join(folder, 'engine.db');
    const first = newRunner({ file });
    const id = await over(first.runner.start(DEFINITION));
    await clock.advanceTo(clock.now() + 3000);
    assert.equal(first.runner.record(id)?.invocation.status, 'RUNNING');
    await over(first.runner.stop());

    const second = newRunner({ file });
    await over(second.runner.resume());
    const { invocation } = await ended(second.runner, id);
    assert.equal(invocation.status, 'SUCCEEDED');
    await over(second.runner.stop());
  });

  it('runs no command that nobody has allowed, and says so', async () => {
    const { runner } = newRunner({ plan: { kind: 'command', command: ['make', 'all of it'] } });
    const id = await over(runner.start(DEFINITION));
    const { invocation, log } = await ended(runner, id);
    assert.equal(invocation.status, 'FAILED');
    assert.match(
      log,
      /Nothing was run for proj\/ci\/linux, for nobody has allowed this command: make 'all of it'\n/,
    );
    await over(runner.stop());
  });
});
