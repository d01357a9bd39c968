// The faults of one run, and whether they are on.

import { Draw } from './draw.ts';

/** Probabilities, each for one occasion. */
interface Odds {
  /** The store refuses a transaction, or takes it back. */
  readonly refusal: number;
  /** It commits and reports that it has failed. */
  readonly lostAnswer: number;
  /** The process dies before or after a commit, or between two steps of a Manager. */
  readonly crash: number;
  /** The answer of the store comes late. */
  readonly slowness: number;
  /** An item of the queue is delivered twice. */
  readonly duplicate: number;
  /** It is delivered late. */
  readonly lateness: number;
  /** It is not the first of those that are due. */
  readonly disorder: number;
}

export const NO_ODDS: Odds = {
  refusal: 0,
  lostAnswer: 0,
  crash: 0,
  slowness: 0,
  duplicate: 0,
  lateness: 0,
  disorder: 0,
};

export type CommitFault =
  | 'none'
  /** The body does not run. */
  | 'refused'
  /** The body has run, and nothing of it stays. */
  | 'taken-back'
  | 'answer-lost'
  | 'crash-before'
  | 'crash-after';

export class FaultPlan {
  readonly odds: Odds;
  readonly #draw: Draw;
  #on = true;

  constructor(seed: number, odds: Odds) {
    this.odds = odds;
    this.#draw = new Draw(`faults ${seed}`);
  }

  /**
   * @param keepsOrder draws only faults that change no order: what fails is tried again at the same time and before
   * anything else, and what comes twice comes twice in a row
   */
  static ofSeed(seed: number, keepsOrder: boolean): FaultPlan {
    const draw = new Draw(`odds ${seed}`);
    const odd = (max: number) => draw.of(0, max / 10, max / 3, max);
    const shared = {
      refusal: odd(0.2),
      lostAnswer: odd(0.2),
      crash: odd(0.03),
      duplicate: odd(0.4),
    };
    const free = { slowness: odd(0.4), lateness: odd(0.4), disorder: odd(0.5) };
    return new FaultPlan(seed, { ...NO_ODDS, ...shared, ...(!keepsOrder && free) });
  }

  /** From now on nothing fails. */
  end(): void {
    this.#on = false;
  }

  happens(fault: keyof Odds): boolean {
    return this.#on && this.#draw.chance(this.odds[fault]);
  }

  ofCommit(): CommitFault {
    if (this.happens('crash')) return this.#draw.of('crash-before', 'crash-after');
    if (this.happens('refusal')) return this.#draw.of('refused', 'taken-back');
    return this.happens('lostAnswer') ? 'answer-lost' : 'none';
  }

  /** Up to so many milliseconds, or one of so many. */
  below(count: number): number {
    return this.#draw.below(count);
  }
}
