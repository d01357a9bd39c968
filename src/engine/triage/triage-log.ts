// The log of a job's last triage: why something was started, or was not (engine.md 5.7).

import type { Clock } from '../../task/world.ts';

/** How many messages a triage may log; one more says that there were others. */
const MAX_MESSAGES = 1000;

/** As it is stored: one for each job, that of the last triage, failed ones included. */
export interface TriageLog {
  /** When that triage was, in milliseconds since the epoch. */
  readonly lastTriage: number;
  /** Lines that begin with `[NNN ms] `, the time since the triage began, each ending in LF. */
  readonly debugLog: string;
}

/** Collects the lines of one triage. */
export class TriageLogger {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #start: number;
  readonly #lines: string[] = [];
  #count = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#start = clock.now();
  }

  /** Adds a line, without LF. */
  log(message: string): void {
    this.#count++;
    if (this.#count <= MAX_MESSAGES) this.#add(message);
    if (this.#count === MAX_MESSAGES + 1) this.#add('There was more to say, which is left out');
  }

  /** What has been logged so far. */
  get triageLog(): TriageLog {
    return { lastTriage: this.#start, debugLog: this.#lines.join('') };
  }

  #add(message: string): void {
    const elapsed = this.#clock.now() - this.#start;
    this.#lines.push(
      `[${elapsed === 0 ? '000' : String(elapsed).padStart(3, '0')} ms] ${message}\n`,
    );
  }
}
