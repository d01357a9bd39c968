// A store that fails, loses answers, answers late and dies with its process, over one that does not.

import type { Store, Transaction } from '../../src/engine/store/store.ts';
import { TaskError } from '../../src/task/task-error.ts';
import type { Clock } from '../../src/task/world.ts';
import type { FaultPlan } from './fault-plan.ts';
import { type Life, never } from './life.ts';

/** At most so many milliseconds for an answer. */
const MAX_SLOW = 3000;

export interface FaultyStoreOptions {
  readonly store: Store;
  readonly plan: FaultPlan;
  readonly life: Life;
  readonly clock: Clock;
}

export class FaultyStore implements Store {
  readonly #options: FaultyStoreOptions;
  /** Answers come in the order of the questions. */
  #answered: Promise<void> | undefined;

  constructor(options: FaultyStoreOptions) {
    this.#options = options;
  }

  async transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    const { life, plan } = this.#options;
    if (life.isOver) return never();
    const fault = plan.ofCommit();
    if (fault === 'crash-before') life.end();
    const outcome = life.isOver ? never() : this.#run(body, fault);
    outcome.catch(() => {}); // Whoever asks hears of it, though later or never.
    if (fault === 'crash-after') life.end();
    if (life.isOver) return never();
    await this.#answerInTurn();
    return life.isOver ? never() : outcome;
  }

  async #run<T>(
    body: (tx: Transaction) => T,
    fault: ReturnType<FaultPlan['ofCommit']>,
  ): Promise<T> {
    if (fault === 'refused') throw new TaskError('transient', 'the store is busy');
    const result = await this.#options.store.transaction((tx) => {
      const value = body(tx);
      if (fault === 'taken-back') throw new TaskError('transient', 'the commit has failed');
      return value;
    });
    if (fault === 'answer-lost') throw new TaskError('transient', 'the store does not answer');
    return result;
  }

  async #answerInTurn(): Promise<void> {
    const { plan, clock } = this.#options;
    const before = this.#answered;
    const ms = plan.happens('slowness') ? plan.below(MAX_SLOW) : 0;
    if (ms === 0 && before === undefined) return;
    const answered = (async () => {
      await before;
      if (ms > 0) await clock.sleep(ms);
    })();
    this.#answered = answered;
    await answered;
    if (this.#answered === answered) this.#answered = undefined;
  }
}
