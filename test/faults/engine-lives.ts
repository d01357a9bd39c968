// One engine after the other over what does not die with them.

import type { Engine } from '../../src/engine/engine.ts';
import type { VirtualClock } from '../../src/engine/virtual-clock.ts';
import { isTransient } from '../../src/task/task-error.ts';
import type { FaultPlan } from './fault-plan.ts';
import { ClockOfLife, Life } from './life.ts';

export interface LivesOptions {
  readonly clock: VirtualClock;
  readonly plan: FaultPlan;
  /** A process begins. @param crashes how many have died before */
  readonly begin: (life: Life, clock: ClockOfLife, crashes: number) => Engine;
  /** Looks at what a process has left that has died. */
  readonly atCrash: (crashes: number) => Promise<void>;
}

/** How long a caller waits for an answer before time passes. */
const CALL_STEP_MS = 500;

export class EngineLives {
  readonly #options: LivesOptions;
  #crashes = 0;
  #life: Life;
  #engine: Engine;
  #clock: ClockOfLife;

  constructor(options: LivesOptions) {
    this.#options = options;
    ({ life: this.#life, engine: this.#engine, clock: this.#clock } = this.#begin());
  }

  get crashes(): number {
    return this.#crashes;
  }

  #begin(): { life: Life; engine: Engine; clock: ClockOfLife } {
    const { plan, clock: shared, begin } = this.#options;
    const life = new Life(plan);
    const clock = new ClockOfLife(shared, life);
    return { life, engine: begin(life, clock, this.#crashes), clock };
  }

  /** If the process has died, the next one begins. */
  async #reviveIfDead(): Promise<boolean> {
    if (!this.#life.isOver) return false;
    await this.#options.atCrash(++this.#crashes);
    ({ life: this.#life, engine: this.#engine, clock: this.#clock } = this.#begin());
    return true;
  }

  async passTo(time: number): Promise<void> {
    do await Promise.race([this.#engine.runUntil(this.#clock, time), this.#life.died]);
    while (await this.#reviveIfDead());
  }

  /** Asks the engine until it answers. What is refused for good is no matter. */
  async call(act: (engine: Engine) => Promise<unknown>): Promise<void> {
    const { clock } = this.#options;
    for (;;) {
      let answer: 'none' | 'again' | 'done' = 'none';
      act(this.#engine).then(
        () => {
          answer = 'done';
        },
        (error: unknown) => {
          answer = isTransient(error) ? 'again' : 'done';
        },
      );
      const life = this.#life;
      await clock.settled();
      while (!life.isOver && (answer as string) === 'none') {
        await this.passTo(clock.now() + CALL_STEP_MS);
      }
      await this.#reviveIfDead();
      if ((answer as string) === 'done') return;
    }
  }
}
