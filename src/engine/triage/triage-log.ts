// The log of a job's last triage: why something was started, or was not (engine.md 5.7).

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
  readonly #now: () => number;
  readonly #start: number;
  #text = '';
  #count = 0;

  /** @param now tells the time in milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
    this.#start = now();
  }

  /** Adds a line, without LF. */
  log(message: string): void {
    this.#count++;
    if (this.#count <= MAX_MESSAGES) this.#add(message);
    if (this.#count === MAX_MESSAGES + 1) this.#add('There was more to say, which is left out');
  }

  /** What has been logged so far. */
  get triageLog(): TriageLog {
    return { lastTriage: this.#start, debugLog: this.#text };
  }

  #add(message: string): void {
    const elapsed = this.#now() - this.#start;
    this.#text += `[${elapsed === 0 ? '000' : String(elapsed).padStart(3, '0')} ms] ${message}\n`;
  }
}
