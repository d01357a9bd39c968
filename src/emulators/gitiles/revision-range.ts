// The revisions that the path of a log names.

import type { GitRepository } from './git-repository.ts';

export interface RevisionRange {
  /** A commit. */
  readonly commit: string;
  readonly since?: string;
  /** What follows the revision; '' for the whole repository. */
  readonly path: string;
}

/**
 * Reads `<revision>/<path>`, where names of refs have slashes too: the shortest text that names something is the
 * revision. `<old>..<new>` is what came between. Undefined if there is no such commit, or if it can be reached from no
 * ref: what was there before a push by force is gone, though git may have kept it.
 */
export async function revisionRange(
  repository: GitRepository,
  text: string,
  signal: AbortSignal | undefined,
): Promise<RevisionRange | undefined> {
  const dots = text.indexOf('..');
  if (dots === -1) return revisionAndPath(repository, text, signal);
  const since = await visibleCommit(repository, text.slice(0, dots), signal);
  const rest = since && (await revisionAndPath(repository, text.slice(dots + 2), signal));
  return rest ? { ...rest, since } : undefined;
}

/** No ref has more; each is a question to the repository. */
const MAX_PARTS = 50;

async function revisionAndPath(
  repository: GitRepository,
  text: string,
  signal: AbortSignal | undefined,
): Promise<RevisionRange | undefined> {
  const parts = text.split('/');
  for (let count = 1; count <= Math.min(parts.length, MAX_PARTS); count++) {
    if (parts[count - 1] === '') return undefined; // No revision has an empty part.
    const name = parts.slice(0, count).join('/');
    const commit = await visibleCommit(repository, name, signal);
    if (commit !== undefined) return { commit, path: parts.slice(count).join('/') };
  }
  return undefined;
}

async function visibleCommit(
  repository: GitRepository,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (!isRevisionName(name)) return undefined;
  const commit = await repository.commitOf(name, signal);
  if (commit === undefined) return undefined;
  return (await repository.isReachable(commit, signal)) ? commit : undefined;
}

/** Of what git understands, Gitiles leaves out paths, messages, reflogs and what an object is to be peeled to. */
function isRevisionName(name: string): boolean {
  return name !== '' && !name.startsWith('-') && !/[:@\0-\x20]|\^\{|\.\./.test(name);
}
