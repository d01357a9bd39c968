// What the Gitiles emulator wants to know of a git repository.

/**
 * Ids of objects are in lower-case hex, in full. Each method rejects with a GitProblem if the repository cannot be
 * asked, and with the reason of its signal when that aborts.
 */
export interface GitRepository {
  /** HEAD, if it points to anything that is there. */
  head(signal: AbortSignal | undefined): Promise<GitRef | undefined>;
  /** Those whose full name begins with `prefix`, such as `refs/heads/`, in byte order of their names. */
  refs(prefix: string, signal: AbortSignal | undefined): Promise<readonly GitRef[]>;
  /**
   * The commit that a ref, an id or an expression such as `main~2` names, be it by way of tags. Undefined if it names
   * none; any text is allowed.
   */
  commitOf(revision: string, signal: AbortSignal | undefined): Promise<string | undefined>;
  /** Whether a commit can be reached from a ref or from HEAD. */
  isReachable(commit: string, signal: AbortSignal | undefined): Promise<boolean>;
  /** A part of the history, newest first by the time of commit. */
  log(query: LogQuery, signal: AbortSignal | undefined): Promise<LogSlice>;
}

export interface GitRef {
  /** In full. */
  readonly name: string;
  /** The object that it points to: the tag's, where it is an annotated one. */
  readonly id: string;
  /** What the tag stands for in the end; only of an annotated one. */
  readonly peeled?: string;
  /** The ref that it stands for, if it is a symbolic one. */
  readonly target?: string;
}

export interface LogQuery {
  /** A commit. */
  readonly commit: string;
  /** Without what can be reached from this commit. */
  readonly since?: string;
  /** Only what changes this path or something below it. */
  readonly path?: string;
  /** Begins at this commit of the history; if it is not there, nothing is found. */
  readonly start?: string;
  /** At most so many; at least 1. */
  readonly limit: number;
  /** Whether to tell what each commit changes. */
  readonly changes: boolean;
}

export interface LogSlice {
  readonly commits: readonly GitCommit[];
  /** The commit that follows; absent at the end. */
  readonly next?: string;
  /** Where the slice before this one begins; absent at the beginning. */
  readonly previous?: string;
}

export interface GitCommit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly message: string;
  /** Compared with the only parent, or with nothing if there is none. Empty for merges, and unless it was asked for. */
  readonly changes: readonly GitChange[];
}

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** Minutes east of UTC. */
  readonly zone: number;
}

export interface GitChange {
  readonly type: 'add' | 'copy' | 'delete' | 'modify' | 'rename';
  readonly oldId: string;
  readonly newId: string;
  /** As in a tree: 0o100644 and the like; 0 where there is no file. */
  readonly oldMode: number;
  readonly newMode: number;
  /** `/dev/null` where there is no file. */
  readonly oldPath: string;
  readonly newPath: string;
  /** Of copies and renames: how much is the same, in per cent. */
  readonly score?: number;
}

/** The repository cannot be asked. The message is a sentence for users that says what to do. */
export class GitProblem extends Error {
  override readonly name = 'GitProblem';
}
