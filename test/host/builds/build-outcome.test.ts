import assert from 'node:assert/strict';
import {
  buildOutcome,
  type CommandEnd,
  type ReportedEnd,
} from '../../../host/builds/build-outcome.ts';
import type { BuildOutcome } from '../../../src/emulators/buildbucket/build-plan.ts';
import { BUILD_STATUS } from '../../../src/task/buildbucket/build-status.ts';

const EXITED = { kind: 'exited', code: 0 } as const;
const FAILED = { kind: 'exited', code: 1 } as const;
const KILLED = { kind: 'killed', signal: 'SIGSEGV' } as const;
const LOST = { kind: 'lost', reason: '' } as const;

const PLAIN: ReportedEnd = { kind: 'plain-program' };
const NO_BUILD: ReportedEnd = { kind: 'no-build' };
const reported = (name: keyof typeof BUILD_STATUS): ReportedEnd => ({
  kind: 'build',
  status: BUILD_STATUS[name],
});

describe('the outcome of a build', () => {
  const cases: readonly [
    what: string,
    end: CommandEnd['end'],
    said: ReportedEnd,
    outcome: BuildOutcome,
  ][] = [
    ['a program that exits with 0', EXITED, PLAIN, 'SUCCESS'],
    ['a program that exits with 1', FAILED, PLAIN, 'FAILURE'],
    ['a program that is killed', KILLED, PLAIN, 'INFRA_FAILURE'],
    ['a program whose end nobody saw', LOST, PLAIN, 'INFRA_FAILURE'],
    ['a luciexe that says success and exits with 1', FAILED, reported('SUCCESS'), 'SUCCESS'],
    ['a luciexe that says failure and exits with 0', EXITED, reported('FAILURE'), 'FAILURE'],
    ['a luciexe that says infra failure', EXITED, reported('INFRA_FAILURE'), 'INFRA_FAILURE'],
    ['a luciexe that says canceled', EXITED, reported('CANCELED'), 'CANCELED'],
    [
      'a luciexe that says success and is killed after that',
      KILLED,
      reported('SUCCESS'),
      'SUCCESS',
    ],
    ['a luciexe that has only started', EXITED, reported('STARTED'), 'INFRA_FAILURE'],
    ['a luciexe without a build', EXITED, NO_BUILD, 'INFRA_FAILURE'],
    ['a luciexe whose end nobody saw', LOST, reported('SUCCESS'), 'INFRA_FAILURE'],
  ];
  for (const [what, end, said, outcome] of cases) {
    it(`of ${what} is ${outcome}`, () => {
      const seen = { end, reported: said, isCanceled: false, isViolation: false };
      assert.equal(buildOutcome(seen), outcome);
      assert.equal(buildOutcome({ ...seen, isViolation: true }), 'INFRA_FAILURE');
      assert.equal(buildOutcome({ ...seen, isCanceled: true, isViolation: true }), 'CANCELED');
    });
  }
});
