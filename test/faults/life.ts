// One life of the process that runs an engine: when it is over, nothing of it returns any more.

import { VirtualClock } from '../../src/engine/virtual-clock.ts';
import type { FaultPlan } from './fault-plan.ts';

export class Life {
  readonly died: Promise<void>;
  readonly #plan: FaultPlan;
  #isOver = false;
  #end: () => void;

  constructor(plan: FaultPlan) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.died = promise;
    this.#end = resolve;
    this.#plan = plan;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    this.#end();
  }

  /** Between two steps of whatever runs in the process: it may die here. */
  async step(): Promise<void> {
    if (!this.#isOver && this.#plan.happens('crash')) this.end();
    if (this.#isOver) await never();
  }
}

/** What whoever asks a dead process waits for. Each a promise of its own: one would hold all that ever waited. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** The clock as one life sees it: others go on by it when that is over. */
export class ClockOfLife extends VirtualClock {
  readonly #shared: VirtualClock;
  readonly #life: Life;

  constructor(shared: VirtualClock, life: Life) {
    super({ start: shared.now(), settled: shared.settled });
    this.#shared = shared;
    this.#life = life;
  }

  override now(): number {
    return this.#shared.now();
  }

  override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#shared.sleep(ms, signal);
    if (this.#life.isOver) await never();
  }

  override nextWake(): number | undefined {
    // Ends a run that would otherwise go on and move the time of those that live.
    if (this.#life.isOver) throw new Error('this process is dead');
    return this.#shared.nextWake();
  }

  override wakeNext(limit: number): boolean {
    return this.#shared.wakeNext(limit);
  }

  override passTo(time: number): void {
    this.#shared.passTo(time);
  }
}
