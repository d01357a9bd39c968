// What happens to builds of a builder, in place of the machines that would run it.

import type { Build } from '../../schema/generated/messages.ts';
import type { BuildStatusName } from '../../task/buildbucket/build-status.ts';

/** How a build ends. */
export type BuildOutcome = Exclude<BuildStatusName, 'SCHEDULED' | 'STARTED'>;

export type BuildPlan = ModelledBuild | CommandBuild;

/** Nothing runs: the build is said to take so long and to end so. */
interface ModelledBuild {
  readonly kind: 'model';
  /** From its start to its end, in milliseconds; not negative. */
  readonly durationMs: number;
  readonly outcome: BuildOutcome;
}

/** Something runs that says itself how it goes. */
interface CommandBuild {
  readonly kind: 'command';
  /**
   * Runs the build once, and never again, not even in another process. Resolves with how it has ended; a rejection is
   * an INFRA_FAILURE with the error's text.
   *
   * @param build as it was when it started
   * @param signal asks for its end: somebody has cancelled it, or this process ends. `run` is waited for.
   */
  run(build: Build, progress: BuildProgress, signal: AbortSignal): Promise<BuildOutcome>;
}

/** What a build says while it runs. */
export interface BuildProgress {
  /** A line of its output, without a line feed. */
  readonly log: (line: string) => void;
  /** The build as it describes itself: its output, its steps and its summary count, and nothing else. */
  readonly update: (build: Build) => void;
}
