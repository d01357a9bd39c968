// The memory of an engine that runs for long: what history has let go of leaves nothing behind. Rows are counted.

import assert from 'node:assert/strict';
import { Engine } from '../../src/engine/engine.ts';
import { UnsavedLines } from '../../src/engine/invocation/unsaved-lines.ts';
import type { RowsOfJob } from '../../src/engine/store/job-rows.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { MemoryTables } from '../../src/engine/store/memory-tables.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import type { Controller } from '../../src/task/controller.ts';
import { jobId } from '../../src/task/ids.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { TaskError } from '../../src/task/task-error.ts';
import {
  definition,
  START,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from './engine-fixture.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How many rows there are in each table. */
function rowCounts({ jobRows, ...tables }: MemoryTables): Readonly<Record<string, number>> {
  const counts = Object.entries(tables).map(([name, table]) => {
    return [name, table instanceof Map ? table.size : 0];
  });
  const rows = [...jobRows.values()];
  const total = (sizeOf: (of: RowsOfJob) => number) =>
    rows.reduce((sum, of) => sum + sizeOf(of), 0);
  return {
    ...Object.fromEntries(counts),
    pending: total(({ pending }) => pending.size),
    recentlyFinished: total(({ recentlyFinished }) => recentlyFinished.size),
    tombstones: total(({ tombstones }) => tombstones.times.size),
  };
}

/** Lets the last thing that was made by the class, and is now used, be seen. */
function seenBy<T extends object>(prototype: T, method: keyof T): () => T {
  const original = prototype[method];
  let last: T | undefined;
  const spy = function (this: T, ...parts: unknown[]): unknown {
    last = this;
    return (original as (...parts: unknown[]) => unknown).apply(this, parts);
  };
  prototype[method] = spy as T[keyof T];
  restore.push(() => {
    prototype[method] = original;
  });
  return () => {
    assert.ok(last, 'it is not in use');
    return last;
  };
}

let restore: (() => void)[] = [];

describe('an engine that runs for a week', () => {
  afterEach(() => {
    for (const undo of restore) undo();
    restore = [];
  });

  it('has as many rows at its end as on its second day', async () => {
    const tablesInUse = seenBy(MemoryTables.prototype, 'commit');
    const linesInUse = seenBy(UnsavedLines.prototype, 'take');
    const clock = virtualClock();
    const kept: Controller<unknown>[] = [];
    let launches = 0;
    const manager = scriptedManager({
      launchTask: async (ctl) => {
        launches++;
        kept.push(ctl);
        for (const late of kept.splice(0, kept.length - 1)) late.debugLog('my call is over');
        ctl.emitTrigger({ id: `${ctl.invocationId()}` });
        if (launches % 5 === 0) throw new TaskError('transient', 'now and then');
        if (launches % 7 === 0) throw new Error('now and then');
        ctl.state().status = launches % 2 === 0 ? 'SUCCEEDED' : 'RUNNING';
        ctl.addTimer(30_000, 'end');
      },
      handleTimer: async (ctl) => {
        if (launches % 3 === 0) return new Promise(() => {}); // It never returns.
        ctl.state().status = 'SUCCEEDED';
      },
    });
    const deleted: bigint[] = [];
    const engine = new Engine({
      world: virtualWorld(clock),
      store: new MemoryStore(),
      registry: new ManagerRegistry().register(manager),
      timing: { ...serviceTiming, maxLostCalls: 2 },
      history: { count: 100, ageMs: 12 * 60 * MINUTE },
      listener: { invocationDeleted: (id) => deleted.push(id) },
    });
    const ids = ['a', 'b', 'c'].map((name) => jobId('proj', name));
    const [first, second, third] = ids;
    assert.ok(first && second && third);
    const configAt = (minute: number) => [
      definition({ jobId: first, schedule: '*/10 * * * *', triggeredJobIds: [second] }),
      // Another schedule each time: none of the old ones is to be kept for ever.
      definition({ jobId: second, schedule: `with ${100 + (minute % 5000)}s interval` }),
      definition({ jobId: third, schedule: 'continuously', triggeredJobIds: [third] }),
    ];
    const counts: Readonly<Record<string, number>>[] = [];
    const unsaved: number[] = [];
    for (let day = 1; day <= 7; day++) {
      for (let hour = 0; hour < 24; hour++) {
        const now = START + (day - 1) * DAY + hour * 60 * MINUTE;
        await engine.runUntil(clock, now);
        await engine.updateProjectJobs('proj', configAt((now - START) / MINUTE));
      }
      await engine.runUntil(clock, START + day * DAY);
      counts.push(rowCounts(tablesInUse()));
      unsaved.push(linesInUse().invocations().length);
    }
    assert.ok(launches > 2000, `${launches}`);
    assert.ok(deleted.length > 1500, `${deleted.length}`);
    assert.equal(new Set(deleted).size, deleted.length);
    const [, ofSecondDay = {}] = counts;
    for (const [name, count] of Object.entries(counts.at(-1) ?? {})) {
      const before = ofSecondDay[name] ?? 0;
      // A random moment of a busy engine: a few more or less are in flight, but it does not grow with the days.
      assert.ok(count <= 2 * before + 20, `${name}: ${before} rows, then ${count}`);
    }
    assert.ok((counts.at(-1)?.['ended'] ?? 0) <= 100);
    assert.ok((unsaved.at(-1) ?? 0) <= 3, `${unsaved}`);
  });
});
