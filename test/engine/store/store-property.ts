// Property of every store: after any sequence of transactions, some of which throw, it holds what the model does.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QueueItem } from '../../../src/engine/queue/queue-item.ts';
import type { Store, Transaction } from '../../../src/engine/store/store.ts';
import { jobId } from '../../../src/task/ids.ts';
import { aJob, anInvocation, anItem, aTrigger, inv } from './records.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { StoreModel } from './store-model.ts';

const JOBS = [jobId('p', 'a'), jobId('p', 'b'), jobId('pp', 'a')] as const;
const INVOCATIONS = [1n, 2n, 3n, 4n, 2n ** 62n].map(inv);
const KEYS = ['k', 'k/a', ''] as const;
const TRIGGERS = ['x', 'y', 'z'];
const STATUSES = ['STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED'] as const;

/** What one of these does it does to a store and to the model alike. */
type Operation = (tx: Transaction, past: Past) => unknown;

/** What the sequence can refer to. */
interface Past {
  /** All items that were ever put in, those of transactions that threw included. */
  readonly items: QueueItem[];
}

const aJobId = fc.constantFrom(...JOBS);
const anId = fc.constantFrom(...INVOCATIONS);
const aTime = fc.integer({ min: 1, max: 6 });
const aText = fc.constantFrom('', 'a\n', 'a\nb\n', 'a\nb\nc\n', 'z\n');

const OPERATIONS: readonly fc.Arbitrary<Operation>[] = [
  fc.tuple(aJobId, aText).map(
    ([id, revision]) =>
      (tx) =>
        tx.putJob(aJob({ id, revision })),
  ),
  fc
    .record({
      id: anId,
      jobId: aJobId,
      status: fc.constantFrom(...STATUSES),
      pinned: fc.option(fc.boolean(), { nil: undefined }),
      debugLog: aText,
    })
    .map(({ id, pinned, ...rest }) => {
      const invocation = anInvocation(id, { ...rest, ...(pinned !== undefined && { pinned }) });
      return (tx) => tx.putInvocation(invocation);
    }),
  fc.tuple(anId, fc.constantFrom(...STATUSES), aText).map(([id, status, more]) => (tx) => {
    const before = tx.invocation(id);
    if (before) tx.putInvocation({ ...before, status, debugLog: before.debugLog + more });
  }),
  anId.map((id) => (tx) => tx.deleteInvocation(id)),
  fc.tuple(aJobId, fc.constantFrom(...TRIGGERS), aText).map(
    ([id, trigger, title]) =>
      (tx) =>
        tx.addPendingTrigger(id, aTrigger(trigger, { title })),
  ),
  fc.tuple(aJobId, fc.array(fc.constantFrom(...TRIGGERS), { maxLength: 3 }), aTime).map(
    ([id, triggers, now]) =>
      (tx) =>
        tx.consumeTriggers(id, triggers, now),
  ),
  fc.tuple(aJobId, aTime).map(
    ([id, time]) =>
      (tx) =>
        tx.purgeTombstones(id, time),
  ),
  fc.tuple(aJobId, anId).map(
    ([id, of]) =>
      (tx) =>
        tx.addRecentlyFinished(id, of),
  ),
  aJobId.map((id) => (tx) => tx.clearRecentlyFinished(id)),
  fc.tuple(aJobId, aTime).map(
    ([id, lastTriage]) =>
      (tx) =>
        tx.putTriageLog(id, { lastTriage, debugLog: `${lastTriage}` }),
  ),
  fc.tuple(fc.constantFrom(...KEYS), fc.uint8Array({ maxLength: 4 })).map(
    ([key, bytes]) =>
      (tx) =>
        tx.putKeptBytes(key, bytes),
  ),
  fc.tuple(fc.constantFrom(undefined, undefined, 'n', 'm'), aTime).map(
    ([name, due]) =>
      (tx) =>
        tx.enqueue(anItem({ due, ...(name !== undefined && { name }) })),
  ),
  fc.tuple(fc.nat(), aTime).map(([which, due]) => (tx, { items }) => {
    const item = items[which % items.length];
    if (item) tx.putItem({ ...item, due, attempt: item.attempt + 1 });
  }),
  fc.nat().map((which) => (tx, { items }) => {
    const item = items[which % items.length];
    if (item) tx.deleteItem(item.id);
  }),
];

interface Step {
  readonly operations: readonly Operation[];
  readonly then: 'wait' | 'go on' | 'throw' | 'reopen';
}

const aStep: fc.Arbitrary<Step> = fc.record({
  operations: fc.array(fc.oneof(...OPERATIONS), { maxLength: 8 }),
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits a step.
  then: fc.constantFrom<Step['then'][]>('wait', 'go on', 'go on', 'go on', 'throw', 'reopen'),
});

export function describeAgainstModel(name: string, underTest: StoreUnderTest): void {
  it(`${name} holds what the model holds, after any sequence of transactions`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 12 }), async (steps) => {
        await compare(underTest.open(), steps, underTest.reopen);
      }),
      { numRuns: underTest.sequences },
    );
  }).timeout(120_000);
}

const FAILURE = new Error('this transaction throws');

async function compare(
  opened: Store,
  steps: readonly Step[],
  reopen: StoreUnderTest['reopen'],
): Promise<void> {
  let store = opened;
  const model = new StoreModel();
  const past: Past = { items: [] };
  const settled: number[] = [];
  const unsettled: Promise<void>[] = [];
  for (const [i, { operations, then }] of steps.entries()) {
    const before = model.state;
    let hasRun = false;
    const transaction = store.transaction((tx) => {
      for (const operation of operations) perform(operation, tx, model, past);
      assert.deepStrictEqual(observe(tx), observe(model));
      hasRun = true;
      if (then === 'throw') throw FAILURE;
    });
    if (then === 'throw') model.state = before;
    const settles = transaction
      .catch((error: unknown) => {
        if (error !== FAILURE) throw error;
      })
      .then(() => void settled.push(i));
    unsettled.push(settles);
    settles.catch(() => {});
    if (hasRun && then !== 'wait' && then !== 'reopen') continue;
    await Promise.all(unsettled.splice(0));
    assert.ok(hasRun, 'the body runs before transaction() returns');
    if (then === 'reopen' && reopen) store = reopen(store);
  }
  await Promise.all(unsettled);
  assert.deepEqual(settled, [...steps.keys()]);
  assert.deepStrictEqual(await store.transaction(observe), observe(model));
  if (reopen) {
    assert.deepStrictEqual(await reopen(store).transaction(observe), observe(model));
  }
}

/** Does the same to both, which have to give the same answer. */
function perform(operation: Operation, tx: Transaction, model: StoreModel, past: Past): void {
  // The model does not choose ids: the store does, and keeps the promise that they rise.
  const given = operation(tx, past);
  if (isItem(given)) {
    const last = past.items.at(-1)?.id ?? 0;
    assert.ok(given.id > last, `item ${given.id} comes after ${last}`);
    model.nextItemId = given.id;
  }
  assert.deepStrictEqual(given, operation(model, past));
  if (isItem(given)) past.items.push(given);
}

function isItem(value: unknown): value is QueueItem {
  return typeof value === 'object' && value !== null && 'attempt' in value;
}

/** All that can be read; what comes in any order is sorted. */
function observe(tx: Transaction): unknown {
  return {
    jobs: [tx.jobs(), tx.jobs('p'), tx.jobs('pp'), JOBS.map((id) => tx.job(id))],
    invocations: INVOCATIONS.map((id) => tx.invocation(id)),
    unfinished: [...tx.unfinished()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ended: [9, 2, 1].map((limit) => [tx.lastEnded(limit), tx.firstEnded(limit)]),
    endedCount: tx.endedCount(),
    endedOf: JOBS.map((id) => [
      tx.endedOf(id, undefined, 9),
      tx.endedOf(id, inv(2), 9),
      tx.endedOf(id, undefined, 1),
    ]),
    pending: JOBS.map((id) => [...tx.pendingTriggers(id)].sort((a, b) => (a.id < b.id ? -1 : 1))),
    finished: JOBS.map((id) => [...tx.recentlyFinished(id)].sort((a, b) => (a < b ? -1 : 1))),
    kept: KEYS.map((key) => tx.keptBytes(key)),
    triageLogs: JOBS.map((id) => tx.triageLog(id)),
    items: [...tx.items()].sort((a, b) => a.id - b.id),
  };
}
