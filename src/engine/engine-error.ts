// The error by which the engine refuses a caller's request.

import { TaskError } from '../task/task-error.ts';

export type EngineErrorCode =
  /** No such job, or it is not enabled: to callers these are the same (ui.md 2.6). */
  | 'job-not-found'
  | 'job-id-malformed'
  | 'invocation-not-found'
  | 'request-tag-malformed'
  | 'listing-malformed'
  | 'schedule-invalid'
  | 'notification-refused'
  | 'topic-not-found';

/** A refusal that repeating the call will not change; the message is for the user. */
export class EngineError extends TaskError {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string) {
    super('fatal', message);
    this.code = code;
  }
}
