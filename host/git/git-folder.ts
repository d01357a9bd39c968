// A git repository in a folder, read by the git program.

import {
  type GitCommit,
  GitProblem,
  type GitRef,
  type GitRepository,
  type LogQuery,
  type LogSlice,
} from '../../src/emulators/gitiles/git-repository.ts';
import { compareByteOrder } from '../../src/golang/byte-order.ts';
import { readCommitObjects } from './commit-object.ts';
import { runGit } from './git-process.ts';
import { gitText } from './git-text.ts';
import { readRawDiffs } from './raw-diff.ts';

type Signal = AbortSignal | undefined;

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** How many changed files are compared with each other to find renames. As JGit. */
const RENAME_LIMIT = 400;

/** The repository in a folder, bare or with a working tree. Nothing is looked at before something is asked. */
export class GitFolder implements GitRepository {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async head(signal: Signal): Promise<GitRef | undefined> {
    const id = await this.#objectOf('HEAD', signal);
    if (id === undefined) return undefined;
    const output = await this.#run(['symbolic-ref', '--quiet', 'HEAD'], signal, [1]);
    const target = gitText(output).trim();
    return { name: 'HEAD', id, ...(target !== '' && { target }) };
  }

  /** Whole parts of names are all that git can look for; `refs/heads/a` finds what is below that as well. */
  async refs(prefix: string, signal: Signal): Promise<readonly GitRef[]> {
    const format = '%(refname)%00%(objectname)%00%(symref)%00%(*objectname)%00%(*objecttype)';
    const args = ['for-each-ref', `--format=${format}`, '--end-of-options', prefix];
    const lines = gitText(await this.#run(isPlain(prefix) ? args : args.slice(0, -1), signal));
    const refs: GitRef[] = [];
    for (const line of lines.split('\n')) {
      const [name = '', id = '', target = '', tagged = '', type = ''] = line.split('\0');
      if (!ID.test(id) || !name.startsWith(prefix)) continue;
      // A tag may stand for a tag.
      const peeled = type === 'tag' ? await this.#objectOf(`${id}^{}`, signal) : tagged;
      refs.push({
        name,
        id,
        ...(peeled !== undefined && peeled !== '' && { peeled }),
        ...(target !== '' && { target }),
      });
    }
    return refs.sort((a, b) => compareByteOrder(a.name, b.name));
  }

  commitOf(revision: string, signal: Signal): Promise<string | undefined> {
    return this.#objectOf(`${revision}^{commit}`, signal);
  }

  async isReachable(commit: string, signal: Signal): Promise<boolean> {
    // HEAD is among all refs.
    const args = ['rev-list', '--max-count=1', checkedId(commit), '--not', '--all', '--'];
    return (await this.#run(args, signal)).length === 0;
  }

  async log(query: LogQuery, signal: Signal): Promise<LogSlice> {
    const { ids, next, previous } = await this.#history(query, signal);
    return {
      commits: await this.#commits(ids, query.changes, signal),
      ...(next !== undefined && { next }),
      ...(previous !== undefined && { previous }),
    };
  }

  /** The ids of a slice. Git is told to stop when there is no need for more. */
  async #history({ commit, since, path, start, limit }: LogQuery, signal: Signal) {
    const ids: string[] = [];
    const before: string[] = [];
    let hasBegun = start === undefined;
    let rest = '';
    const receive = (chunk: Buffer): boolean => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const id of lines) {
        hasBegun ||= id === start;
        if (hasBegun) ids.push(id);
        else before.push(id);
        if (before.length > limit) before.shift();
        if (ids.length > limit) return true;
      }
      return false;
    };
    const range = [checkedId(commit), ...(since === undefined ? [] : [`^${checkedId(since)}`])];
    const paths = path === undefined ? [] : [path];
    const args = ['rev-list', ...range, '--', ...paths];
    await runGit({ folder: this.#folder, args, receive, signal });
    return { ids: ids.slice(0, limit), next: ids[limit], previous: before[0] };
  }

  async #commits(
    ids: readonly string[],
    changes: boolean,
    signal: Signal,
  ): Promise<readonly GitCommit[]> {
    if (ids.length === 0) return [];
    const input = `${ids.join('\n')}\n`;
    const folder = this.#folder;
    const [objects, diffs] = await Promise.all([
      runGit({ folder, args: ['cat-file', '--batch'], input, signal }),
      changes ? runGit({ folder, args: DIFF_TREE, input, signal }) : Buffer.alloc(0),
    ]);
    const commits = readCommitObjects(objects);
    const changesOf = readRawDiffs(diffs);
    return ids.map((id) => {
      const commit = commits.get(id);
      if (!commit)
        throw new GitProblem(`Commit ${id} is missing in ${folder}: run git fsck there.`);
      return { ...commit, changes: changesOf.get(id) ?? [] };
    });
  }

  /** Undefined if there is no such object. */
  async #objectOf(expression: string, signal: Signal): Promise<string | undefined> {
    if (expression.includes('\0')) return undefined;
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', expression];
    const id = gitText(await this.#run(args, signal, [1])).trim();
    return ID.test(id) ? id : undefined;
  }

  #run(args: readonly string[], signal: Signal, accept: readonly number[] = []): Promise<Buffer> {
    return runGit({ folder: this.#folder, args, accept, signal });
  }
}

/** Of merges nothing is told. */
const DIFF_TREE = [
  'diff-tree',
  ...['--stdin', '-z', '-r', '--raw', '--no-abbrev', '--always', '--root'],
  ...['-M', `-l${RENAME_LIMIT}`, '--no-ext-diff', '--no-textconv', '--ignore-submodules=none'],
];

/** Git is not asked for what it would take for an option or a glob. */
function isPlain(prefix: string): boolean {
  return /^refs\/[^*?[\\\0]*$/.test(prefix);
}

function checkedId(id: string): string {
  if (!ID.test(id)) throw new TypeError(`${JSON.stringify(id)} is not the id of a commit`);
  return id;
}
