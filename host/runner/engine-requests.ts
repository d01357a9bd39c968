// Requests of one process to the engine in another one, as plain data in the file that both have.

import type { InvocationId, JobId } from '../../src/task/ids.ts';
import { errorText } from '../../src/text/wording.ts';
import type { EngineRequest, RequestAnswer } from '../sqlite/requests.ts';
import type { EngineSession } from './engine-session.ts';
import type { JobRun } from './job-run.ts';

export type StartRequest = JobRun;

export interface AbortRequest {
  readonly jobId: JobId;
  readonly id: InvocationId;
}

export interface PinRequest {
  readonly id: InvocationId;
  readonly pinned: boolean;
}

/**
 * Does what is asked, and answers with what has come of it. Never rejects: the payload is what the other process, perhaps
 * of another version, has written; what cannot be done with it is answered as a failure.
 */
export async function answerRequest(
  session: EngineSession,
  { kind, payload }: EngineRequest,
): Promise<RequestAnswer> {
  try {
    switch (kind) {
      case 'start': {
        return { ok: true, value: await session.start(payload as StartRequest) };
      }
      case 'abort': {
        const { jobId, id } = payload as AbortRequest;
        await session.abort(jobId, id);
        return { ok: true, value: null };
      }
      case 'pin': {
        const { id, pinned } = payload as PinRequest;
        await session.pin(id, pinned);
        return { ok: true, value: null };
      }
      case 'clear-history':
        await session.clearHistory();
        return { ok: true, value: null };
      default:
        return { ok: false, message: `This version cannot do ${JSON.stringify(kind)}.` };
    }
  } catch (error) {
    return { ok: false, message: errorText(error) };
  }
}
