// The newest commit of a ref, for a command that names no commit.

import { GITILES_SCOPES, GitilesClient } from '../src/task/gitiles/gitiles-client.ts';
import { parseRepoUrl } from '../src/task/gitiles/repo-url.ts';
import type { World } from '../src/task/world.ts';

/**
 * Asks the repository, which is where the host table says.
 * @param repo its URL
 * @param ref in full
 * @param log gets a line for each request
 * @return the commit's id in hex
 *
 * Rejects with a sentence.
 */
export async function newestCommit(
  world: World,
  repo: string,
  ref: string,
  log: (line: string) => void,
): Promise<string> {
  const parsed = parseRepoUrl(repo);
  if (!parsed.ok) throw new Error(parsed.reason);
  const http = await world.httpClient(GITILES_SCOPES, log);
  const client = new GitilesClient(http, parsed.host, parsed.project);
  const signal = AbortSignal.timeout(LIMIT_MS);
  const [commit] = await client.log({ commit: ref, limit: 1, treeDiff: false }, signal);
  if (!commit) throw new Error(`${ref} has no commit`);
  return commit.id;
}

/** As long as the service waits for a repository (managers.md 4). */
const LIMIT_MS = 60_000;
