// The pages of a job's Invocations (engine.md 5.14).

import type { InvocationId, JobId } from '../../task/ids.ts';
import { isFinal } from '../../task/status.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import type { Invocation } from './invocation.ts';
import { decodeCursor, encodeCursor } from './invocations-cursor.ts';

export interface ListingOptions {
  /** Which ones; default: all. */
  readonly only?: 'active' | 'finished';
  /** At most so many a page; outside of 1 to 500 it is 500. */
  readonly pageSize?: number;
  /** Where the page begins: '' for the first one, or `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface InvocationPage {
  /** Newest first. */
  readonly invocations: readonly Invocation[];
  /** '' behind the last page. There may be nothing on the page that it leads to. */
  readonly nextCursor: string;
}

const MAX_PAGE_SIZE = 500;

/** @throws EngineError `listing-malformed` if the cursor is none */
export function listInvocations(
  tx: EngineTransaction,
  jobId: JobId,
  { only, pageSize = 0, cursor = '' }: ListingOptions,
): InvocationPage {
  const limit = pageSize <= 0 || pageSize > MAX_PAGE_SIZE ? MAX_PAGE_SIZE : pageSize;
  const after = decodeCursor(cursor);
  if (after === undefined) {
    throw new EngineError('listing-malformed', `${JSON.stringify(cursor)} is not a cursor.`);
  }
  const job = tx.rows.job(jobId);
  const ids = new Set<InvocationId>();
  if (only !== 'finished') for (const id of job?.activeInvocations ?? []) ids.add(id);
  if (only !== 'active') {
    for (const { id } of job?.finishedInvocations ?? []) ids.add(id);
    for (const { id } of tx.rows.endedOf(jobId, after, limit + 1)) ids.add(id);
  }
  const found = [...ids].filter((id) => id > after).sort((a, b) => (a < b ? -1 : 1));
  const invocations: Invocation[] = [];
  let scanned = 0;
  for (const id of found) {
    if (invocations.length === limit) break;
    scanned++;
    const invocation = tx.rows.invocation(id);
    if (invocation && isWanted(invocation, only)) invocations.push(invocation);
  }
  const last = found[scanned - 1];
  const isDone = scanned === found.length || last === undefined;
  return { invocations, nextCursor: isDone ? '' : encodeCursor(last) };
}

function isWanted({ status }: Invocation, only: ListingOptions['only']): boolean {
  return only === undefined || isFinal(status) === (only === 'finished');
}
