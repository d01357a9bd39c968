import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/engine-error.ts';
import { type InvocationId, type JobId, jobId } from '../../../src/task/ids.ts';
import { BY_HAND, definition, EngineFixture, JOB, scriptedManager } from '../engine-fixture.ts';

describe('a job that is not there, or not any more (ui.md 2.6)', () => {
  const ME = 'user:me@example.com';
  const requests: [what: string, act: (fixture: EngineFixture, id: JobId) => Promise<unknown>][] = [
    ['pauseJob', ({ engine }, id) => engine.pauseJob(id, ME, '')],
    ['resumeJob', ({ engine }, id) => engine.resumeJob(id, ME, '')],
    ['emitTriggers', ({ engine }, id) => engine.emitTriggers(id, [])],
    ['startInvocation', ({ engine }, id) => engine.startInvocation(id, BY_HAND)],
    ['abortJob', ({ engine }, id) => engine.abortJob(id, ME)],
    ['abortInvocation', ({ engine }, id) => engine.abortInvocation(id, 16n as InvocationId, ME)],
  ];
  for (const [what, act] of requests) {
    for (const [which, id] of [
      ['unknown', jobId('proj', 'unknown')],
      ['disabled', JOB],
    ] as const) {
      it(`is unknown to ${what} (${which})`, async () => {
        const fixture = new EngineFixture(scriptedManager());
        await fixture.engine.updateProjectJobs('proj', [definition()]);
        await fixture.engine.updateProjectJobs('proj', []);
        await assert.rejects(act(fixture, id), (error) => {
          assert.ok(error instanceof EngineError);
          assert.deepEqual(
            [error.code, error.message],
            ['job-not-found', `There is no job ${id}.`],
          );
          return true;
        });
      });
    }
  }
});
