// One run of a job, as it is stored (schema.md 1.6).

import { compareByteOrder } from '../../golang/byte-order.ts';
import type { InvocationId, JobId, RealmId } from '../../task/ids.ts';
import type { Request, Struct, Trigger } from '../../task/request.ts';
import type { Status } from '../../task/status.ts';
import { EngineError } from '../engine-error.ts';
import type { Job } from '../job/job.ts';

/** A timer that waits for its time (`internal.timers.Timer`). Times are milliseconds since the epoch. */
export interface Timer {
  readonly id: string;
  readonly created: number;
  readonly eta: number;
  readonly title: string;
  readonly payload: Uint8Array;
}

/** Times are milliseconds since the epoch. */
export interface Invocation {
  readonly id: InvocationId;
  readonly jobId: JobId;
  readonly status: Status;
  readonly started: number;
  /** Set exactly when the status is final. */
  readonly finished?: number;

  // Copies of what the job was when this Invocation was allocated: a change of the config affects
  // later Invocations only (engine.md 5.2).
  readonly realmId: RealmId;
  /** Serialized `scheduler.config.TaskDefWrapper`. */
  readonly task: Uint8Array;
  readonly triggeredJobIds: readonly JobId[];
  readonly revision: string;
  readonly revisionUrl: string;

  // The request.
  /** Identity `kind:value`, or '' when it is not one single user. */
  readonly triggeredBy: string;
  /** Oldest first. */
  readonly incomingTriggers: readonly Trigger[];
  readonly properties?: Struct;
  /** `key:value`, sorted by byte order. */
  readonly tags: readonly string[];

  // What has happened so far.
  /** 0 during the first attempt to launch. */
  readonly retryCount: number;
  readonly debugLog: string;
  readonly viewUrl: string;
  /** The Manager's own. */
  readonly taskData: Uint8Array;
  readonly pendingTimers: readonly Timer[];
  readonly outgoingTriggers: readonly Trigger[];

  /** Kept whatever else the history lets go of. Ours: the service has nothing like it. */
  readonly pinned?: boolean;
  /**
   * Who asked for an abort that could not happen at once (engine.md A3). Written without a change of
   * `mutationsCount`, so that the mark neither makes a running event lose nor gets lost itself (engine.md S3).
   */
  readonly abortedBy?: string;
  /** Goes up by one with each change; a save that started from another count loses (engine.md S2). */
  readonly mutationsCount: number;
}

/**
 * A new Invocation of a job (engine.md L1).
 * @param now milliseconds since the epoch
 * @param debugLog what its log begins with
 * @throws EngineError `request-tag-malformed`
 */
export function newInvocation(
  id: InvocationId,
  job: Job,
  request: Request,
  now: number,
  debugLog = '',
): Invocation {
  const badTag = request.tags.find((tag) => !tag.includes(':'));
  if (badTag !== undefined) {
    throw new EngineError(
      'request-tag-malformed',
      `Tag ${JSON.stringify(badTag)} is not of the form key:value.`,
    );
  }
  const invocation: Invocation = {
    id,
    jobId: job.id,
    status: 'STARTING',
    started: now,
    realmId: job.realmId,
    task: job.task,
    triggeredJobIds: job.triggeredJobIds,
    revision: job.revision,
    revisionUrl: job.revisionUrl,
    triggeredBy: request.triggeredBy,
    incomingTriggers: request.incomingTriggers,
    tags: request.tags.length < 2 ? request.tags : [...request.tags].sort(compareByteOrder),
    retryCount: 0,
    debugLog,
    viewUrl: '',
    taskData: NO_BYTES,
    pendingTimers: NONE,
    outgoingTriggers: NONE,
    mutationsCount: 0,
  };
  return hasProperties(request) ? { ...invocation, properties: request.properties } : invocation;
}

const NO_BYTES = new Uint8Array();
const NONE: readonly never[] = [];

/** A set but empty message counts as none (engine.md L1). */
function hasProperties(request: Request): request is Request & { readonly properties: Struct } {
  return request.properties !== undefined && Object.keys(request.properties).length > 0;
}

/** What the Invocation was asked to do, as its Manager sees it. */
export function requestOf(invocation: Invocation): Request {
  const { triggeredBy, incomingTriggers, properties, tags } = invocation;
  return { triggeredBy, incomingTriggers, tags, ...(properties && { properties }) };
}
