import assert from 'node:assert/strict';
import type { PayloadKind } from '../../src/engine/queue/queue-item.ts';
import type { Store, Transaction } from '../../src/engine/store/store.ts';
import { overridden } from '../engine/store/overridden.ts';
import { trySeed } from './try-seed.ts';

/** `npm run test:faults` tries thousands. */
const SEEDS = 100;

/** Others that have found something once: a launch that was given up and ended its Invocation all the same. */
const FOUND_BY = [860];

/** Seeds in which each broken engine has to be noticed. */
const SABOTAGED_SEEDS = 8;

describe('an engine over a queue and a store that fail', () => {
  it(`keeps its promises, in ${SEEDS} generated projects`, async () => {
    let crashes = 0;
    for (const seed of [...Array(SEEDS).keys(), ...FOUND_BY]) {
      const tried = await trySeed(seed);
      crashes += tried.crashes;
      const again = `npm run test:faults -- --seed ${seed}`;
      assert.deepEqual(tried.violations, [], again);
    }
    assert.ok(crashes > SEEDS, `there were ${crashes} crashes`);
  }).timeout(180_000);

  it('takes the same course each time', async () => {
    const [first, second] = [await trySeed(2), await trySeed(2)];
    assert.deepEqual(first, second);
  });
});

/** What an engine does wrong, and the promise that it breaks. */
const BROKEN: readonly (readonly [
  title: string,
  invariant: string,
  methods: (tx: Transaction) => Partial<Transaction>,
])[] = [
  ['forgets launches', 'somethingEndsIt', (tx) => without(tx, 'LaunchInvocationTask')],
  ['forgets timers', 'timersKept', (tx) => without(tx, 'TimerTask')],
  ['forgets ticks', 'ticksKept', (tx) => without(tx, 'CronTickTask')],
  ['forgets the ends of invocations', 'dustSettles', (tx) => without(tx, 'InvocationFinishedTask')],
  ['sends no triggers', 'triggersSent', (tx) => without(tx, 'EnqueueTriggersTask')],
  ['loses triggers that arrive', 'triggersAccounted', () => ({ addPendingTrigger: () => {} })],
  ['uses triggers and keeps them', 'triggersUsedOnce', () => ({ consumeTriggers: () => {} })],
  [
    'drops triggers and does not say why',
    'triggersAccounted',
    (tx) => ({
      putTriageLog: (jobId, { lastTriage }) => tx.putTriageLog(jobId, { lastTriage, debugLog: '' }),
    }),
  ],
  [
    'launches what has ended',
    'endsOnce',
    (tx) => ({
      invocation: (id) => {
        const found = tx.invocation(id);
        if (found?.status !== 'SUCCEEDED') return found;
        const { finished: _finished, ...running } = found;
        return { ...running, status: 'STARTING' };
      },
    }),
  ],
  [
    'handles timers again that it has handled',
    'operationsOnce',
    (tx) => ({
      putInvocation: (invocation) => {
        const { pendingTimers: before = [] } = tx.invocation(invocation.id) ?? {};
        const left = new Set(invocation.pendingTimers.map(({ id }) => id));
        const usedUp = before.filter(({ id }) => !left.has(id));
        const pendingTimers = [...invocation.pendingTimers, ...usedUp];
        tx.putInvocation({ ...invocation, pendingTimers });
      },
    }),
  ],
  [
    'loses lines of logs',
    'linesOnce',
    (tx) => ({
      putInvocation: (invocation) => {
        const debugLog = invocation.debugLog.replace(/^.*line #\d*7\.\n/gm, '');
        tx.putInvocation({ ...invocation, debugLog });
      },
    }),
  ],
  [
    'stores lines of logs twice',
    'linesOnce',
    (tx) => ({
      putInvocation: (invocation) => {
        const debugLog = invocation.debugLog.replace(/^.*line #\d*7\.\n/gm, '$&$&');
        tx.putInvocation({ ...invocation, debugLog });
      },
    }),
  ],
  [
    'forgets invocations',
    'nothingVanishes',
    (tx) => ({
      putInvocation: (invocation) => {
        tx.putInvocation(invocation);
        if (invocation.status === 'FAILED') tx.deleteInvocation(invocation.id);
      },
    }),
  ],
];

describe('what breaks a promise of the engine is noticed', () => {
  for (const [title, invariant, methods] of BROKEN) {
    it(`an engine that ${title}: ${invariant}`, async () => {
      const sabotage = (store: Store): Store => ({
        transaction: (body) => store.transaction((tx) => body(overridden(tx, methods(tx)))),
      });
      const found = new Set<string>();
      for (let seed = 1; seed <= SABOTAGED_SEEDS; seed++) {
        const { violations } = await trySeed(seed, sabotage);
        for (const violation of violations) {
          found.add(/(\w+): /.exec(violation.replace(/^crash \d+: /, ''))?.[1] ?? '');
        }
        if (found.has(invariant)) return;
      }
      assert.fail(`${invariant} is not among: ${[...found].join(', ')}`);
    }).timeout(180_000);
  }
});

/** The same transaction, which loses what is put into the queue of one kind. */
function without(tx: Transaction, kind: PayloadKind): Partial<Transaction> {
  return { enqueue: (item) => (item.payload.kind === kind ? undefined : tx.enqueue(item)) };
}
