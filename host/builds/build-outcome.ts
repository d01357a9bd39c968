// The outcome of a build, by what became of its command.

import type { BuildOutcome } from '../../src/emulators/buildbucket/build-plan.ts';
import { BUILD_STATUS } from '../../src/task/buildbucket/build-status.ts';
import type { ProcessEnd } from '../processes/run-process.ts';

/** What is known of a command that has ended, other than that it could not be started. */
export interface CommandEnd {
  readonly end: Exclude<ProcessEnd, { kind: 'not-started' }>;
  readonly isCanceled: boolean;
  /** It did not keep to the protocol of luciexe. */
  readonly isViolation: boolean;
  readonly reported: ReportedEnd;
}

/** What a command has said of the end of its build by the protocol of luciexe. */
export type ReportedEnd =
  /** It does not speak the protocol. */
  | { readonly kind: 'plain-program' }
  /** It speaks it, and has left no build that can be read. */
  | { readonly kind: 'no-build' }
  /** `status`: of the last build that it has sent or left behind, a number of buildbucket.v2.Status. */
  | { readonly kind: 'build'; readonly status: number };

/** By the numbers of the statuses in which a build ends. */
const OUTCOMES: ReadonlyMap<number, BuildOutcome> = new Map([
  [BUILD_STATUS.SUCCESS, 'SUCCESS'],
  [BUILD_STATUS.FAILURE, 'FAILURE'],
  [BUILD_STATUS.INFRA_FAILURE, 'INFRA_FAILURE'],
  [BUILD_STATUS.CANCELED, 'CANCELED'],
]);

/**
 * A plain program says by its exit code how the build has ended: 0 is SUCCESS, another one FAILURE; one that is killed
 * cannot say. A luciexe says it by the status of its last build, whatever its exit code is, and if that is not final,
 * the build is an INFRA_FAILURE ("Reporting final status" in luci-go's luciexe/doc.go). Whoever cancels a build has the
 * last word.
 */
export function buildOutcome({ end, isCanceled, isViolation, reported }: CommandEnd): BuildOutcome {
  if (isCanceled) return 'CANCELED';
  if (isViolation || end.kind === 'lost') return 'INFRA_FAILURE';
  if (reported.kind === 'no-build') return 'INFRA_FAILURE';
  if (reported.kind === 'build') return OUTCOMES.get(reported.status) ?? 'INFRA_FAILURE';
  if (end.kind === 'killed') return 'INFRA_FAILURE';
  return end.code === 0 ? 'SUCCESS' : 'FAILURE';
}
