// The commits that a ref has got since a poller's last run (managers.md 4.4, step 4 a to f).

import type { GitilesClient } from './gitiles-client.ts';
import { GitilesError } from './gitiles-error.ts';
import type { GitilesCommit } from './gitiles-json.ts';

/** So many commits of a ref are looked at; those before them are never seen. */
export const MAX_COMMITS_PER_REF = 50;

type RefChange =
  | 'none'
  /** It has not been there before. */
  | 'new'
  | 'moved'
  /** What it pointed to is gone from the repository. */
  | 'forced';

export interface RefUpdate {
  readonly change: RefChange;
  /** Newest first. */
  readonly commits: readonly GitilesCommit[];
}

export interface RefToExamine {
  readonly client: GitilesClient;
  /** What it points to, in hex, and what it pointed to. */
  readonly current: string;
  readonly known: string | undefined;
  /** Whether the paths that commits change are of interest. */
  readonly treeDiff: boolean;
}

/** Rejects with a GitilesError, upon which the ref is to be examined again. */
export async function newCommits(ref: RefToExamine, signal: AbortSignal): Promise<RefUpdate> {
  const { client, current, known, treeDiff } = ref;
  if (known === current) return { change: 'none', commits: [] };
  if (known === undefined) {
    const commits = await client.log({ commit: current, limit: 1, treeDiff }, signal);
    return { change: 'new', commits };
  }
  try {
    const query = { commit: current, since: known, limit: MAX_COMMITS_PER_REF, treeDiff };
    return { change: 'moved', commits: await client.log(query, signal) };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return { change: 'forced', commits: await afterForcedPush({ ...ref, known }, signal) };
  }
}

/**
 * Nobody says which of two commits was not found. The service does not ask for the paths of the new one, so that with a
 * path filter it is of no interest; of the old one, which is of none, it does.
 */
async function afterForcedPush(
  { client, current, known, treeDiff }: RefToExamine & { readonly known: string },
  signal: AbortSignal,
): Promise<readonly GitilesCommit[]> {
  const commits = await client.log({ commit: current, limit: 1, treeDiff: false }, signal);
  try {
    await client.log({ commit: known, limit: 1, treeDiff }, signal);
  } catch (error) {
    if (isNotFound(error)) return commits;
    throw error;
  }
  throw new GitilesError(
    'NotFound',
    `The server knows ${known} and ${current}, but not the commits between them.`,
  );
}

function isNotFound(error: unknown): boolean {
  return error instanceof GitilesError && error.code === 'NotFound';
}
