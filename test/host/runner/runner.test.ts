import assert from 'node:assert/strict';
import { Runner, type RunnerEvent, type RunnerOptions } from '../../../host/runner/runner.ts';
import { formatLogLine } from '../../../src/engine/invocation/debug-log.ts';
import { interactiveTiming } from '../../../src/engine/timing.ts';
import type { VirtualClock } from '../../../src/engine/virtual-clock.ts';
import { type InvocationId, jobId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { createNoopManager } from '../../../src/task/noop/manager.ts';
import { isFinal } from '../../../src/task/status.ts';
import {
  definition,
  START,
  scriptedManager,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

const ORIGIN = 'file:///luci-scheduler.cfg';

/** A runner on a virtual clock, and what it told. */
class RunnerFixture {
  readonly clock: VirtualClock = virtualClock();
  readonly events: RunnerEvent[] = [];
  readonly runner: Runner;
  #waiting: (() => void)[] = [];

  constructor(manager?: Manager, options: Partial<RunnerOptions> = {}) {
    const world = virtualWorld(this.clock);
    const registry = new ManagerRegistry();
    if (manager) registry.register(manager);
    else registry.register(createNoopManager(world));
    this.runner = new Runner({
      world,
      registry,
      identity: 'user:editor',
      onEvent: (event) => {
        this.events.push(event);
        for (const wake of this.#waiting.splice(0)) wake();
      },
      ...options,
    });
  }

  /** A job that sleeps. */
  start(name = 'job', sleepMs = 1000): Promise<InvocationId> {
    const task = taskOf({ noop: { sleepMs: BigInt(sleepMs), triggersCount: 0n } });
    const job = definition({ jobId: jobId('proj', name), task, revisionUrl: ORIGIN });
    return this.clock.runUntil(this.runner.start(job));
  }

  /** Lets time pass until the invocation has ended. */
  async ended(id: InvocationId): Promise<string> {
    const status = () => this.runner.record(id)?.invocation.status ?? 'FAILED';
    const end = async () => {
      while (!isFinal(status())) await new Promise<void>((wake) => this.#waiting.push(wake));
    };
    await this.clock.runUntil(end());
    return status();
  }

  /** The log as somebody sees it who knows only the events. */
  toldLog(id: InvocationId): string {
    let log = '';
    for (const event of this.events) {
      if (event.kind === 'changed' && event.record.invocation.id === id) {
        log ||= event.record.log;
      } else if (event.kind === 'log' && event.id === id) {
        log = log.slice(0, event.start) + event.text;
      }
    }
    return log;
  }

  stop(): Promise<void> {
    return this.clock.runUntil(this.runner.stop());
  }
}

function line(ms: number, text: string): string {
  return formatLogLine(START + ms, text);
}

describe('runner', () => {
  it('runs a job to its end', async () => {
    const fixture = new RunnerFixture();
    const id = await fixture.start('job', 1000);
    assert.equal(await fixture.ended(id), 'SUCCEEDED');
    const record = fixture.runner.record(id);
    assert.equal(record?.invocation.triggeredBy, 'user:editor');
    assert.equal(record.invocation.finished, START + 1000);
    assert.equal(record.manager, 'noop');
    assert.equal(record.multistage, false);
    assert.equal(record.invocation.revisionUrl, ORIGIN);
    await fixture.stop();
  });

  it('shows the log as it grows, and in the end as it is stored', async () => {
    const fixture = new RunnerFixture();
    const id = await fixture.start('job', 1000);
    await fixture.clock.advanceTo(START + 500);
    const soFar =
      line(0, 'Queued by user:editor') + line(0, 'Attempt 1') + line(0, 'Sleeping for 1 s');
    assert.equal(fixture.runner.record(id)?.log, soFar);
    assert.equal(fixture.toldLog(id), soFar);
    await fixture.ended(id);
    const record = fixture.runner.record(id);
    assert.equal(record?.log, record?.invocation.debugLog);
    assert.equal(fixture.toldLog(id), record?.log);
    assert.ok(record?.log.startsWith(soFar));
    await fixture.stop();
  });

  it('keeps the lines of a launch that an abort cuts', async () => {
    const fixture = new RunnerFixture();
    const id = await fixture.start('job', 60_000);
    await fixture.clock.advanceTo(START + 2000);
    assert.match(fixture.toldLog(id), /Sleeping/);
    await fixture.clock.runUntil(fixture.runner.abort(id));
    await fixture.ended(id);
    const log = fixture.runner.record(id)?.invocation.debugLog;
    assert.equal(fixture.toldLog(id), log);
    assert.equal(
      log,
      line(0, 'Queued by user:editor') +
        line(0, 'Attempt 1') +
        line(0, 'Sleeping for 60 s') +
        line(2000, 'Aborted by user:editor') +
        line(2000, 'Finished with status ABORTED after 2 s'),
    );
    await fixture.stop();
  });

  it('aborts a job while it runs, and only then', async () => {
    const fixture = new RunnerFixture();
    const id = await fixture.start('job', 60_000);
    await fixture.clock.advanceTo(START + 2000);
    await fixture.clock.runUntil(fixture.runner.abort(id));
    assert.equal(await fixture.ended(id), 'ABORTED');
    assert.equal(fixture.runner.record(id)?.invocation.finished, START + 2000);
    await fixture.clock.runUntil(fixture.runner.abort(id));
    assert.equal(fixture.runner.record(id)?.invocation.status, 'ABORTED');
    await fixture.stop();
  });

  it('refuses to abort what it does not know', async () => {
    const fixture = new RunnerFixture();
    await assert.rejects(fixture.runner.abort(1n as InvocationId), /no invocation 1/);
  });

  it('runs several jobs of one project at the same time', async () => {
    const fixture = new RunnerFixture();
    const names = ['a', 'b', 'c', 'a'];
    const ids = await Promise.all(names.map((name) => fixture.start(name, 5000)));
    assert.equal(new Set(ids).size, names.length);
    for (const id of ids) assert.equal(await fixture.ended(id), 'SUCCEEDED');
    assert.equal(fixture.clock.now(), START + 5000);
    await fixture.stop();
  });

  it('runs a job as it is defined at the start, whatever becomes of it later', async () => {
    const fixture = new RunnerFixture();
    const slow = await fixture.start('job', 9000);
    const fast = await fixture.start('job', 1000);
    await fixture.ended(fast);
    assert.equal(fixture.clock.now(), START + 1000);
    await fixture.ended(slow);
    assert.equal(fixture.clock.now(), START + 9000);
    await fixture.stop();
  });

  it('starts others after one could not be started', async () => {
    const fixture = new RunnerFixture();
    const bad = definition({ jobId: 'no-slash' as ReturnType<typeof jobId> });
    const refused = fixture.runner.start(bad);
    await assert.rejects(fixture.clock.runUntil(refused));
    assert.equal(await fixture.ended(await fixture.start()), 'SUCCEEDED');
    await fixture.stop();
  });

  it('says of each invocation which config it was started from, alike as their jobs may be', async () => {
    const fixture = new RunnerFixture();
    const origins = ['file:///stable.cfg', 'file:///canary.cfg'];
    for (const revisionUrl of origins) {
      const task = taskOf({ noop: { sleepMs: 1n, triggersCount: 0n } });
      const job = definition({ jobId: jobId('proj', 'job'), task, revisionUrl });
      await fixture.ended(await fixture.clock.runUntil(fixture.runner.start(job)));
    }
    assert.deepEqual(
      fixture.runner.records().map(({ invocation }) => invocation.revisionUrl),
      origins.reverse(),
    );
    await fixture.stop();
  });

  it('remembers the newest of those that have ended, and all that run', async () => {
    const fixture = new RunnerFixture(undefined, {
      history: { count: 2, ageMs: Number.POSITIVE_INFINITY },
    });
    const running = await fixture.start('slow', 60_000);
    const ids: InvocationId[] = [];
    for (const name of ['a', 'b', 'c']) {
      const id = await fixture.start(name);
      await fixture.ended(id);
      ids.push(id);
    }
    const [a, b, c] = ids;
    assert.deepEqual(
      fixture.runner.records().map((record) => record.invocation.id),
      [c, b, running],
    );
    assert.deepEqual(fixture.events.at(-1), { kind: 'removed', ids: [a] });
    await fixture.clock.runUntil(fixture.runner.clearEnded());
    assert.deepEqual(
      fixture.runner.records().map((record) => record.invocation.id),
      [running],
    );
    await fixture.stop();
  });

  it('tells what runs to stop, and starts nothing after that', async () => {
    const reasons: unknown[] = [];
    const fixture = new RunnerFixture(
      scriptedManager({
        launchTask: (_ctl, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              reasons.push(signal.reason);
              reject(signal.reason);
            });
          }),
      }),
    );
    const id = await fixture.start();
    await fixture.clock.advanceTo(START + 1000);
    await fixture.stop();
    assert.equal(reasons.length, 1);
    assert.equal(fixture.runner.record(id)?.invocation.status, 'STARTING');
    await assert.rejects(fixture.start(), /is stopping/);
  });

  it('stops even if a launch never ends', async () => {
    const fixture = new RunnerFixture(scriptedManager({ launchTask: () => new Promise(() => {}) }));
    await fixture.start();
    await fixture.clock.advanceTo(START + 1000);
    await fixture.stop();
    assert.equal(fixture.clock.now(), START + 1000 + interactiveTiming.stopGraceMs);
  });

  it('keeps shown lines while others are stored, until the log is cut', async () => {
    const fixture = new RunnerFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          for (const text of ['a', 'a', 'b']) ctl.debugLog(text);
          await ctl.save();
          ctl.debugLog('c');
          await fixture.clock.sleep(1000);
          ctl.debugLog('x'.repeat(300_000));
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    );
    const id = await fixture.start();
    await fixture.clock.advanceTo(START + 500);
    const texts = ['Queued by user:editor', 'Attempt 1', 'a', 'a', 'b', 'c'];
    const shown = texts.map((text) => line(0, text)).join('');
    assert.equal(fixture.runner.record(id)?.log, shown);
    assert.equal(fixture.toldLog(id), shown);
    await fixture.ended(id);
    const record = fixture.runner.record(id);
    assert.ok(record);
    assert.equal(record.log, record.invocation.debugLog);
    assert.ok(record.log.startsWith(shown));
    assert.equal(fixture.toldLog(id), record.log);
    await fixture.stop();
  });

  it('starts what is asked for in a row in that order', async () => {
    const fixture = new RunnerFixture();
    const names = ['b', 'a', 'b', 'c'];
    const ids = await Promise.all(names.map((name) => fixture.start(name)));
    const begun = fixture.events
      .filter((event) => event.kind === 'changed')
      .map(({ record }) => record.invocation.id);
    assert.deepEqual([...new Set(begun)], ids);
    // A newer invocation has a smaller id.
    assert.deepEqual(
      fixture.runner.records().map(({ invocation }) => invocation.id),
      [...ids].sort((a, b) => (a < b ? -1 : 1)),
    );
    await fixture.stop();
  });

  it('can be stopped before it has run anything', async () => {
    const fixture = new RunnerFixture();
    await fixture.stop();
    await assert.rejects(fixture.start(), /is stopping/);
  });

  it('tells each change and each line once, in order', async () => {
    const fixture = new RunnerFixture();
    const id = await fixture.start('job', 1000);
    await fixture.ended(id);
    const told = fixture.events.map((event) => {
      if (event.kind === 'changed') return event.record.invocation.status;
      return event.kind === 'log' ? `${event.start} ${event.text}` : event.kind;
    });
    assert.deepEqual(told, [
      'STARTING',
      `0 ${line(0, 'Queued by user:editor')}`,
      `37 ${line(0, 'Attempt 1')}`,
      'STARTING',
      `62 ${line(0, 'Sleeping for 1 s')}`,
      `94 ${line(1000, 'Finished with status SUCCEEDED after 1 s')}`,
      'SUCCEEDED',
    ]);
    await fixture.stop();
  });

  it('passes on the properties of a request', async () => {
    const given: unknown[] = [];
    const launchTask: Manager['launchTask'] = async (ctl) => {
      given.push(ctl.request().properties);
      ctl.state().status = 'SUCCEEDED';
    };
    const fixture = new RunnerFixture(scriptedManager({ launchTask }));
    for (const properties of [{ key: ['value', 1] }, undefined]) {
      const starting = fixture.runner.start(definition(), properties && { properties });
      await fixture.ended(await fixture.clock.runUntil(starting));
    }
    assert.deepEqual(given, [{ key: ['value', 1] }, undefined]);
    await fixture.stop();
  });

  it('says what is known of the Manager', async () => {
    const { traits } = scriptedManager({});
    for (const [manager, multistage] of [
      [scriptedManager({ traits: { ...traits, multistage: true } }), true],
      [scriptedManager({ traits: { ...traits, multistage: false } }), false],
    ] as const) {
      const fixture = new RunnerFixture(manager);
      const record = fixture.runner.record(await fixture.start());
      assert.deepEqual([record?.manager, record?.multistage], [manager.name, multistage]);
      await fixture.stop();
    }
    // Of a task that nothing here can run there is nothing to say.
    const fixture = new RunnerFixture(undefined, { registry: new ManagerRegistry() });
    const record = fixture.runner.record(await fixture.start());
    assert.deepEqual([record?.manager, record?.multistage], ['', false]);
    await fixture.stop();
  });

  it('removes nothing where nothing has ended', async () => {
    const fixture = new RunnerFixture();
    await fixture.clock.runUntil(fixture.runner.clearEnded());
    await fixture.start('job', 60_000);
    await fixture.clock.runUntil(fixture.runner.clearEnded());
    assert.ok(fixture.events.every(({ kind }) => kind !== 'removed'));
    await fixture.stop();
  });
});
