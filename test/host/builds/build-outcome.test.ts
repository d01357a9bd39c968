import assert from 'node:assert/strict';
import {
  type BuildOutcome,
  buildOutcome,
  type CommandEnd,
  type ReportedEnd,
} from '../../../host/builds/build-outcome.ts';

const EXITED = { kind: 'exited', code: 0 } as const;
const FAILED = { kind: 'exited', code: 1 } as const;
const KILLED = { kind: 'killed', signal: 'SIGSEGV' } as const;
const LOST = { kind: 'lost', reason: '' } as const;

const PLAIN: ReportedEnd = { kind: 'plain-program' };
const NO_BUILD: ReportedEnd = { kind: 'no-build' };
/** Numbers of buildbucket.v2.Status. */
const [STARTED, SUCCESS, FAILURE, INFRA_FAILURE, CANCELED] = [2, 12, 20, 36, 68].map(
  (status): ReportedEnd => ({ kind: 'build', status }),
);

describe('the outcome of a build', () => {
  const cases: readonly [
    what: string,
    end: CommandEnd['end'],
    reported: ReportedEnd | undefined,
    outcome: BuildOutcome,
  ][] = [
    ['a program that exits with 0', EXITED, PLAIN, 'SUCCESS'],
    ['a program that exits with 1', FAILED, PLAIN, 'FAILURE'],
    ['a program that is killed', KILLED, PLAIN, 'INFRA_FAILURE'],
    ['a program whose end nobody saw', LOST, PLAIN, 'INFRA_FAILURE'],
    ['a luciexe that says success and exits with 1', FAILED, SUCCESS, 'SUCCESS'],
    ['a luciexe that says failure and exits with 0', EXITED, FAILURE, 'FAILURE'],
    ['a luciexe that says infra failure', EXITED, INFRA_FAILURE, 'INFRA_FAILURE'],
    ['a luciexe that says canceled', EXITED, CANCELED, 'CANCELED'],
    ['a luciexe that says success and is killed after that', KILLED, SUCCESS, 'SUCCESS'],
    ['a luciexe that has only started', EXITED, STARTED, 'INFRA_FAILURE'],
    ['a luciexe without a build', EXITED, NO_BUILD, 'INFRA_FAILURE'],
    ['a luciexe whose end nobody saw', LOST, SUCCESS, 'INFRA_FAILURE'],
  ];
  for (const [what, end, reported = PLAIN, outcome] of cases) {
    it(`of ${what} is ${outcome}`, () => {
      const seen = { end, reported, isCanceled: false, isViolation: false };
      assert.equal(buildOutcome(seen), outcome);
      assert.equal(buildOutcome({ ...seen, isViolation: true }), 'INFRA_FAILURE');
      assert.equal(buildOutcome({ ...seen, isCanceled: true, isViolation: true }), 'CANCELED');
    });
  }
});
