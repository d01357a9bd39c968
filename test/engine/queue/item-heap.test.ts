import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ItemHeap } from '../../../src/engine/queue/item-heap.ts';
import { type QueueItem, queueOf } from '../../../src/engine/queue/queue-item.ts';
import { JOB } from '../engine-fixture.ts';

function item(id: number, due: number): QueueItem {
  return { id, due, attempt: 0, payload: { kind: 'TriageJobStateTask', jobId: JOB } };
}

/** The same as a list in the order of what is added. */
class Model {
  #items: QueueItem[] = [];

  add(one: QueueItem): void {
    this.#items.push(one);
  }

  nextDue(): number | undefined {
    return this.#first()?.due;
  }

  take(now: number): QueueItem | undefined {
    const first = this.#first();
    if (!first || first.due > now) return undefined;
    this.#items = this.#items.filter((one) => one !== first);
    return first;
  }

  #first(): QueueItem | undefined {
    return this.#items.toSorted((a, b) => a.due - b.due)[0];
  }
}

describe('items that wait for their time', () => {
  it('are taken in the order in which they are due, and of one time in that in which they came', () => {
    const time = fc.integer({ min: 0, max: 9 });
    const step = fc.record({ adds: fc.array(time, { maxLength: 6 }), now: time, takes: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const heap = new ItemHeap();
        const model = new Model();
        let id = 0;
        const same = (now: number) => {
          assert.equal(heap.nextDue(), model.nextDue());
          const expected = model.take(now);
          assert.equal(heap.take(now), expected);
          return expected;
        };
        for (const { adds, now, takes } of steps) {
          for (const due of adds) {
            const one = item(id++, due);
            heap.add(one);
            model.add(one);
          }
          for (let i = 0; i < takes; i++) same(now);
        }
        while (same(9)) assert.ok(id > 0);
        assert.equal(heap.nextDue(), undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('are not taken before their time', () => {
    const heap = new ItemHeap();
    const one = item(1, 100);
    heap.add(one);
    assert.equal(heap.take(99), undefined);
    assert.equal(heap.nextDue(), 100);
    assert.equal(heap.take(100), one);
    assert.equal(heap.take(100), undefined);
  });
});

describe('the queue of an item', () => {
  for (const [kind, queue] of [
    ['LaunchInvocationTask', 'launches'],
    ['TriageJobStateTask', 'default'],
    ['TimerTask', 'default'],
    ['AbortInvocationTask', 'default'],
  ] as const) {
    it(`of kind ${kind} is ${queue}`, () => assert.equal(queueOf(kind), queue));
  }
});
