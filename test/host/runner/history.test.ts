import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Runner, type RunnerEvent } from '../../../host/runner/runner.ts';
import type { HistoryLimits } from '../../../src/engine/engine-context.ts';
import { VirtualClock } from '../../../src/engine/virtual-clock.ts';
import { type InvocationId, jobId } from '../../../src/task/ids.ts';
import type { JobDefinition } from '../../../src/task/job-definition.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { createNoopManager } from '../../../src/task/noop/manager.ts';
import { isFinal } from '../../../src/task/status.ts';
import { definition, START, taskOf, virtualWorld } from '../../engine/engine-fixture.ts';

const HOUR_MS = 3_600_000;

/** A commit comes a turn of the event loop after what it is to hold, and what waits for it comes after that. */
async function committed(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('a runner with a file', () => {
  const clock = new VirtualClock({ start: START, settled: committed });
  let folder: string;
  let file: string;
  let problems: string[];
  let open: Runner[];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'history-'));
    file = path.join(folder, 'deep', 'history.sqlite');
    problems = [];
    open = [];
  });

  afterEach(async () => {
    for (const runner of open) await clock.runUntil(runner.stop());
    fs.rmSync(folder, { recursive: true });
  });

  /** As a window has it. */
  function window(events: RunnerEvent[] = [], history?: HistoryLimits): Runner {
    const world = virtualWorld(clock, open.length + 1);
    const runner = new Runner({
      world,
      registry: new ManagerRegistry().register(createNoopManager(world)),
      identity: 'user:editor',
      file,
      ...(history && { history }),
      onEvent: (event) => events.push(event),
      onFileProblem: (message) => problems.push(message),
    });
    open.push(runner);
    return runner;
  }

  /** The next one begins when this one has ended, as after a reload. */
  async function reload(runner: Runner): Promise<Runner> {
    await clock.runUntil(runner.stop());
    const next = window();
    await clock.runUntil(next.resume());
    return next;
  }

  const start = (runner: Runner, job = sleeper('job', 1000)) => clock.runUntil(runner.start(job));

  function statusOf(runner: Runner, id: InvocationId): string | undefined {
    return runner.record(id)?.invocation.status;
  }

  /** Lets time pass until the runner knows of the end of an invocation. */
  async function ended(runner: Runner, id: InvocationId): Promise<string> {
    for (let waited = 0; waited < 100_000; waited += 100) {
      const status = runner.record(id)?.invocation.status;
      if (status !== undefined && isFinal(status)) return status;
      await clock.advanceTo(clock.now() + 100);
    }
    return assert.fail('it has not ended');
  }

  it('makes no file until somebody starts something', async () => {
    const runner = window();
    await clock.runUntil(runner.resume());
    assert.equal(fs.existsSync(file), false);
    await start(runner);
    assert.equal(fs.existsSync(file), true);
    assert.deepEqual(problems, []);
  });

  it('shows after a reload what ran, with its log, and not what was cleared', async () => {
    const first = window();
    const id = await start(first);
    assert.equal(await ended(first, id), 'SUCCEEDED');
    const before = first.record(id);
    const second = await reload(first);
    assert.deepEqual(second.record(id), before);
    await clock.runUntil(second.clearEnded());
    assert.deepEqual(second.records(), []);
    assert.deepEqual((await reload(second)).records(), []);
  });

  it('goes on after a reload with what was in flight, under the same id', async () => {
    const first = window();
    const id = await start(first, sleeper('soak', HOUR_MS));
    await clock.advanceTo(clock.now() + 5000);
    const log = first.record(id)?.log ?? '';
    assert.match(log, /Sleeping for 3600 s/);

    const second = await reload(first);
    assert.equal(statusOf(second, id), 'STARTING');
    assert.ok(second.record(id)?.log.startsWith(log), 'nothing that was seen is gone');
    await clock.advanceTo(clock.now() + 5000);
    assert.match(second.record(id)?.log ?? '', /Sleeping.*Attempt 2.*Sleeping/s);
    await clock.runUntil(second.abort(id));
    assert.equal(statusOf(second, id), 'ABORTED');
  });

  it('is shared by two windows: one runs, the other asks and reads along', async () => {
    const events: RunnerEvent[] = [];
    const [owner, reader] = [window(), window(events)];
    const first = await start(owner, sleeper('a', HOUR_MS));
    await clock.runUntil(reader.resume());
    assert.notEqual(statusOf(reader, first), undefined);

    const second = await start(reader, sleeper('b', 1000));
    assert.equal(await ended(reader, second), 'SUCCEEDED');
    assert.equal(statusOf(owner, second), 'SUCCEEDED');
    assert.match(reader.record(second)?.log ?? '', /Finished with status SUCCEEDED/);

    await clock.runUntil(reader.abort(first));
    assert.equal(statusOf(owner, first), 'ABORTED');
    assert.equal(await ended(reader, first), 'ABORTED');

    await clock.runUntil(reader.clearEnded());
    await clock.advanceTo(clock.now() + 1000);
    assert.deepEqual(reader.records(), []);
    assert.deepEqual(owner.records(), []);
    const removed = events.flatMap((event) => (event.kind === 'removed' ? event.ids : []));
    assert.deepEqual(removed.sort(), [first, second].sort());
  });

  it('tells the window that asks why it is refused', async () => {
    const [owner, reader] = [window(), window()];
    await start(owner);
    await clock.runUntil(reader.resume());
    const refused = reader.start({
      ...sleeper('x', 1),
      jobId: 'no-slash' as JobDefinition['jobId'],
    });
    await assert.rejects(clock.runUntil(refused), /not of the form project\/job/);
  });

  it('is taken over by the other window when the one that runs closes', async () => {
    const [owner, reader] = [window(), window()];
    const id = await start(owner, sleeper('a', 10_000));
    await clock.runUntil(reader.resume());
    await clock.runUntil(owner.stop());
    assert.equal(await ended(reader, id), 'SUCCEEDED');
    const other = await start(reader);
    assert.equal(await ended(reader, other), 'SUCCEEDED');
  });

  it('does itself what it had asked of a window that closes, once', async () => {
    const [owner, reader] = [window(), window()];
    await start(owner);
    await clock.runUntil(reader.resume());
    const stopped = owner.stop();
    const asked = reader.start(sleeper('late', 1000));
    await clock.runUntil(stopped);
    const id = await clock.runUntil(asked);
    assert.equal(await ended(reader, id), 'SUCCEEDED');
    const late = reader.records().filter(({ invocation }) => invocation.jobId === 'proj/late');
    assert.deepEqual(
      late.map(({ invocation }) => invocation.id),
      [id],
    );
  });

  it('says that a damaged file was set aside, and begins a new one', async () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'this is no database, and long enough to be looked at'.repeat(50));
    const runner = window();
    await clock.runUntil(runner.resume());
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /damaged/);
    assert.equal(await ended(runner, await start(runner)), 'SUCCEEDED');
    assert.equal(
      fs.readdirSync(path.dirname(file)).filter((name) => /corrupt/.test(name)).length,
      1,
    );
  });

  it('says so where no file can be, and works without', async () => {
    fs.writeFileSync(path.join(folder, 'deep'), 'a file where the folder should be');
    const runner = window();
    const id = await start(runner);
    assert.equal(await ended(runner, id), 'SUCCEEDED');
    assert.match(problems[0] ?? '', /History cannot be kept/);
  });

  it('keeps the last ones that have ended, and pinned ones', async () => {
    const runner = window([], { count: 2, ageMs: HOUR_MS });
    const ids: InvocationId[] = [];
    for (const name of ['a', 'b', 'c']) {
      const id = await start(runner, sleeper(name, 10));
      await ended(runner, id);
      ids.push(id);
    }
    await clock.advanceTo(clock.now() + 1000);
    assert.deepEqual(
      runner.records().map(({ invocation }) => invocation.id),
      ids.slice(1).reverse(),
    );
    // Those that are too old go with the next end; those that are pinned stay.
    await clock.runUntil(runner.pin(ids[1] as InvocationId, true));
    await clock.advanceTo(clock.now() + HOUR_MS + 1);
    const last = await start(runner, sleeper('d', 10));
    await ended(runner, last);
    await clock.advanceTo(clock.now() + 1000);
    const kept = (await reload(runner)).records().map(({ invocation }) => invocation.id);
    assert.deepEqual(kept, [last, ids[1]]);
  });
});

function sleeper(name: string, sleepMs: number): JobDefinition {
  const task = taskOf({ noop: { sleepMs: BigInt(sleepMs), triggersCount: 0n } });
  return definition({ jobId: jobId('proj', name), task });
}
