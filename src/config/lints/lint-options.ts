// The options of lints: which are on, the limit for a crowded minute, and the time.

export interface LintOptions {
  /** Codes that are switched off for all files. */
  readonly off: ReadonlySet<string>;
  /** How many jobs may fire in one minute before `lint-crowded-minute` speaks up; at least 1. */
  readonly crowdedMinuteLimit: number;
  /** Milliseconds since the epoch: schedules are judged by what is still to come. */
  readonly now: () => number;
}

export const DEFAULT_CROWDED_MINUTE_LIMIT = 20;
