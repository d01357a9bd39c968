// A queue that delivers twice, late and out of order.

import type { DueQueue } from '../../src/engine/queue/item-heap.ts';
import type { QueueItem } from '../../src/engine/queue/queue-item.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Life } from './life.ts';

interface Entry {
  readonly item: QueueItem;
  readonly due: number;
}

/** Late by at most so many milliseconds: less than a tombstone is kept (engine.md T5), which is as much as is promised. */
const MAX_LATE = 20_000;

export class FaultyQueue implements DueQueue {
  readonly #plan: FaultPlan;
  readonly #life: Life;
  /** Few, in no order. */
  #entries: Entry[] = [];

  constructor(plan: FaultPlan, life: Life) {
    this.#plan = plan;
    this.#life = life;
  }

  add(item: QueueItem): void {
    this.#put(item);
    if (this.#plan.happens('duplicate')) this.#put(item);
  }

  take(now: number): QueueItem | undefined {
    if (this.#life.isOver) return undefined;
    const due = this.#entries.filter((entry) => entry.due <= now).sort(byTime);
    const place = this.#plan.happens('disorder') ? this.#plan.below(due.length) : 0;
    const taken = due[place];
    if (taken) this.#entries.splice(this.#entries.indexOf(taken), 1);
    return taken?.item;
  }

  nextDue(): number | undefined {
    if (this.#life.isOver || this.#entries.length === 0) return undefined;
    return Math.min(...this.#entries.map(({ due }) => due));
  }

  #put(item: QueueItem): void {
    const late = this.#plan.happens('lateness') ? this.#plan.below(MAX_LATE) : 0;
    this.#entries.push({ item, due: item.due + late });
  }
}

/** What has failed and is due again at the same time comes before what was put in after it. */
function byTime(a: Entry, b: Entry): number {
  return a.due - b.due || a.item.id - b.item.id;
}
