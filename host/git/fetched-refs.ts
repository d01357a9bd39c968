// The refs of another repository as a clone has last fetched them.

import { type GitRemote, namesRepository } from './git-remotes.ts';

/**
 * Full names as they are in the repository on Gitiles, each once; those under which the clone keeps them are others.
 * Of a clone that has it as no remote, there are none, unless its only remote is under a name of another kind, as of a
 * mirror.
 * @param names of all refs of the clone
 * @param project as `parseRepoUrl` has it
 */
export function fetchedRefs(
  names: readonly string[],
  remotes: readonly GitRemote[],
  { host, project }: { readonly host: string; readonly project: string },
): readonly string[] {
  const named = remotes.filter(({ urls }) =>
    urls.some((url) => namesRepository(url, host, project)),
  );
  const meant = named.length > 0 || remotes.length > 1 ? named : remotes;
  const fetched = new Set<string>();
  for (const { fetches } of meant) {
    for (const fetch of fetches) for (const name of sources(fetch, names)) fetched.add(name);
  }
  return [...fetched];
}

/** Of `+refs/heads/*:refs/remotes/origin/*` (git-fetch, "refspec") it is what stands on the left. */
function sources(fetch: string, names: readonly string[]): readonly string[] {
  const { from, to } =
    /^\+?(?<from>refs\/[^:*]*\*):(?<to>refs\/[^:*]*\*)$/.exec(fetch)?.groups ?? {};
  if (from === undefined || to === undefined) return [];
  const [source, kept] = [from.slice(0, -1), to.slice(0, -1)];
  // A ref `HEAD` there stands for what the other one checks out.
  return names.flatMap((name) =>
    name.startsWith(kept) && name !== `${kept}HEAD` ? [source + name.slice(kept.length)] : [],
  );
}
