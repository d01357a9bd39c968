// The view of an invocation that the panel shows, made from what the runner remembers.

import type { RunRecord } from '../host/runner/run-history.ts';
import { jobNameOf, projectOf } from '../src/task/ids.ts';
import type { StructValue } from '../src/task/request.ts';
import { isFinal, type Status } from '../src/task/status.ts';
import type { InvocationView } from './panel/protocol.ts';

/** An invocation as the service's job page lists it (ui.md 2.4). */
export function invocationView({ invocation, manager, multistage }: RunRecord): InvocationView {
  const { id, jobId, status, started, finished, retryCount, tags, properties } = invocation;
  return {
    id: String(id),
    project: projectOf(jobId),
    job: jobNameOf(jobId),
    origin: invocation.revisionUrl,
    status: displayedStatus(status, multistage),
    started,
    ...(finished !== undefined && { finished }),
    triggeredBy: invocation.triggeredBy.replace(/^user:/, '') || '-',
    attempt: retryCount + 1,
    taskKind: manager,
    tags,
    properties: properties ? JSON.stringify(withSortedKeys(properties), undefined, 2) : '',
    pinned: invocation.pinned === true,
    aborting: invocation.abortedBy !== undefined && !isFinal(status),
  };
}

/** A task that ends with its launch runs from the start; only others can be seen starting. */
function displayedStatus(status: Status, multistage: boolean): Status {
  return status === 'STARTING' && !multistage ? 'RUNNING' : status;
}

function withSortedKeys(value: StructValue): StructValue {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, withSortedKeys(child)]));
}
