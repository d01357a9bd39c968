// Properties of the engine that hold for launches, timers, aborts, restarts and failing stores in any order.
// A failure prints the seed and the shrunk story; give fc.assert that `seed` and `path` to see it again.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Invocation } from '../../src/engine/engine.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import type { Manager } from '../../src/task/manager.ts';
import { isFinal, type Status } from '../../src/task/status.ts';
import { TaskError } from '../../src/task/task-error.ts';
import type { Clock } from '../../src/task/world.ts';
import {
  EngineFixture,
  JOB,
  linearCongruential,
  START,
  scriptedManager,
  virtualClock,
} from './engine-fixture.ts';
import { overridden } from './store/overridden.ts';

/** What one call of the Manager does. */
interface Call {
  readonly ms: number;
  readonly saves: number;
  readonly listens: boolean;
  readonly end: 'SUCCEEDED' | 'FAILED' | 'RUNNING' | 'transient' | 'fatal' | 'nothing';
}

interface Story {
  readonly launches: readonly Call[];
  readonly timers: readonly Call[];
  /** How many calls of abortTask fail transiently before one works. */
  readonly abortRefusals: number;
  readonly events: readonly {
    readonly at: number;
    readonly what: 'abort' | 'restart' | 'duplicate';
  }[];
  /** Latency of transactions, in ms, and how many of 100 fail. */
  readonly store: { readonly latency: number; readonly failures: number; readonly seed: number };
}

const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  STARTING: ['STARTING', 'RETRYING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'],
  RETRYING: ['RETRYING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'],
  RUNNING: ['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'],
  SUCCEEDED: [],
  FAILED: [],
  OVERRUN: [],
  ABORTED: [],
};

describe('whatever happens to an invocation', () => {
  it('it ends once, its history is lawful, and nothing is left over', async () => {
    await fc.assert(
      fc.asyncProperty(story(), async (told) => {
        const { history, invocation, calls, leftOver } = await play(told);
        const duplicates = told.events.some(({ what }) => what === 'duplicate');
        const [first, ...rest] = history;
        assert.ok(first);
        let before = first;
        for (const after of rest) {
          assert.ok(!isFinal(before.status), 'nothing changes after the end');
          assert.ok(
            NEXT[before.status].includes(after.status),
            `${before.status} to ${after.status}`,
          );
          const marksAbort = before.abortedBy === undefined && after.abortedBy !== undefined;
          // A stop stores what has been shown.
          const growsLog = isDeepStrictEqual({ ...before, debugLog: after.debugLog }, after);
          const mutates = marksAbort || growsLog ? 0 : 1;
          assert.equal(after.mutationsCount - before.mutationsCount, mutates);
          // A duplicate is an item of its own, with a count of its own.
          if (!duplicates) assert.ok(after.retryCount >= before.retryCount);
          assert.equal(after.finished !== undefined, isFinal(after.status));
          assert.ok(after.debugLog.startsWith(before.debugLog), 'the log only grows');
          before = after;
        }
        assert.ok(isFinal(invocation.status), `it has ended, not ${invocation.status}`);
        assert.deepEqual(invocation, history.at(-1));
        assert.equal(invocation.debugLog.split('Finished with status').length, 2);
        if (invocation.status === 'ABORTED')
          assert.match(invocation.debugLog, /Aborted by user:me/);
        // A call may begin between the commit of the end and the moment the caller could know.
        for (const call of calls) {
          assert.ok(
            call <= (invocation.finished ?? 0) + told.store.latency,
            'no call after the end',
          );
        }
        assert.deepEqual(leftOver, { items: [], active: [] });
      }),
      { numRuns: 300 },
    );
  });
});

/** Plays a story until nothing more can happen. */
async function play(told: Story) {
  const clock = virtualClock();
  const memory = new MemoryStore({ strict: true });
  const history: Invocation[] = [];
  const calls: number[] = [];
  const store = recorded(unreliable(memory, clock, told.store), history);
  const manager = actor(told, clock, calls);

  const id = await new EngineFixture(manager, { clock, store: recorded(memory, history) }).start();
  const payload = { kind: 'LaunchInvocationTask', jobId: JOB, invocationId: id } as const;
  await memory.transaction((tx) => {
    for (const { at, what } of told.events) {
      if (what === 'duplicate') tx.enqueue({ payload, due: START + at });
    }
  });
  let fixture = new EngineFixture(manager, { clock, store }).run();
  for (const { at, what } of told.events) {
    await clock.advanceTo(START + at);
    if (what === 'abort') {
      // The caller of an abort has only the store's failures to fear.
      void fixture.engine.abortInvocation(JOB, id, 'user:me').catch(() => {});
    }
    if (what === 'restart') {
      await fixture.stop();
      fixture = new EngineFixture(manager, { clock, store }).run();
    }
  }
  await clock.advanceTo(clock.now() + 100 * 3_600_000);
  const invocation = await memory.transaction((tx) => tx.invocation(id));
  assert.ok(invocation);
  await fixture.stop();
  const job = await memory.transaction((tx) => tx.job(JOB));
  const items = await memory.transaction((tx) => tx.items());
  const leftOver = { items, active: job?.activeInvocations };
  return { history, invocation, calls, leftOver };
}

/** A Manager that does as the story says; when the story has no more to say, things succeed. */
function actor(told: Story, clock: Clock, calls: number[]): Manager {
  const launches = [...told.launches];
  const timers = [...told.timers];
  let abortRefusals = told.abortRefusals;
  const act = async (
    call: Call | undefined,
    ctl: Parameters<Manager['launchTask']>[0],
    signal?: AbortSignal,
  ) => {
    calls.push(clock.now());
    if (!call) {
      ctl.state().status = 'SUCCEEDED';
      return;
    }
    for (let i = 0; i < call.saves; i++) {
      ctl.debugLog(`save ${i}`);
      await ctl.save().catch(() => {});
    }
    await clock.sleep(call.ms, call.listens ? signal : undefined);
    if (call.end === 'transient') throw new TaskError('transient', 'later');
    if (call.end === 'fatal') throw new Error('broken');
    if (call.end === 'nothing') return;
    ctl.state().status = call.end;
    if (call.end === 'RUNNING') ctl.addTimer(call.ms, 'next');
  };
  return scriptedManager({
    launchTask: (ctl, signal) => act(launches.shift(), ctl, signal),
    handleTimer: (ctl) => act(timers.shift(), ctl),
    abortTask: async () => {
      await clock.sleep(1);
      if (abortRefusals-- > 0) throw new TaskError('transient', 'not yet');
    },
  });
}

function story(): fc.Arbitrary<Story> {
  const end = <T extends Call['end']>(...ends: T[]) => fc.constantFrom(...ends);
  const call = (ends: fc.Arbitrary<Call['end']>, maxSaves: number): fc.Arbitrary<Call> =>
    fc.record({ ms: fc.nat(5000), saves: fc.nat(maxSaves), listens: fc.boolean(), end: ends });
  return fc.record({
    launches: fc.array(
      call(end('SUCCEEDED', 'FAILED', 'RUNNING', 'transient', 'transient', 'fatal', 'nothing'), 2),
      { maxLength: 5 },
    ),
    // A timer is used up by the first save of its handler, and a RUNNING invocation without a timer runs
    // for ever (manager-contract.md G5): so these handlers do not save, and end it or set the next one.
    timers: fc.array(call(end('SUCCEEDED', 'FAILED', 'RUNNING', 'transient', 'fatal'), 0), {
      maxLength: 5,
    }),
    abortRefusals: fc.nat(3),
    events: fc
      .array(
        fc.record({
          at: fc.nat(30_000),
          what: fc.constantFrom('abort', 'abort', 'restart', 'duplicate'),
        }),
        { maxLength: 4 },
      )
      .map((events) => events.sort((a, b) => a.at - b.at)),
    store: fc.record({ latency: fc.nat(20), failures: fc.nat(20), seed: fc.nat() }),
  });
}

/** Takes up to so many milliseconds for each transaction, and now and then fails. */
function unreliable(
  store: MemoryStore,
  clock: Clock,
  { latency, failures, seed }: Story['store'],
): Store {
  const random = linearCongruential(seed);
  const fail = () => {
    if (random() * 100 < failures) throw new TaskError('transient', 'the store is busy');
  };
  return {
    transaction: async (body) => {
      await clock.sleep(Math.floor(random() * latency));
      fail();
      return store.transaction(body);
    },
  };
}

/** Writes down every state of the Invocation that is committed. */
function recorded(store: Store, history: Invocation[]): Store {
  return {
    transaction: async (body) => {
      let written: Invocation[] = [];
      const result = await store.transaction((tx) => {
        written = [];
        return body(
          overridden(tx, {
            putInvocation: (invocation) => {
              tx.putInvocation(invocation);
              written.push(structuredClone(invocation));
            },
          }),
        );
      });
      history.push(...written);
      return result;
    },
  };
}
