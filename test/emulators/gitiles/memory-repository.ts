// A repository that is nothing but lists: for tests in which no time may pass and nothing may fail by itself.

import type {
  GitCommit,
  GitRef,
  GitRepository,
  LogQuery,
  LogSlice,
} from '../../../src/emulators/gitiles/git-repository.ts';

export class MemoryRepository implements GitRepository {
  readonly #refs = new Map<string, string>();
  readonly #commits = new Map<string, GitCommit>();

  /**
   * Puts a commit on top of a ref, which is made if there is none.
   * @param time seconds since the epoch
   */
  commit(ref: string, time: number, path = 'file'): string {
    const parent = this.#refs.get(ref);
    const id = (this.#commits.size + 1).toString(16).padStart(40, '0');
    const person = { name: 'A', email: 'a@example.com', time, zone: 0 };
    const none = '0'.repeat(40);
    this.#commits.set(id, {
      id,
      tree: none,
      parents: parent === undefined ? [] : [parent],
      author: person,
      committer: person,
      message: `commit ${this.#commits.size + 1}\n`,
      changes: [
        {
          type: 'modify',
          oldId: none,
          newId: none,
          oldMode: 33188,
          newMode: 33188,
          oldPath: path,
          newPath: path,
        },
      ],
    });
    this.#refs.set(ref, id);
    return id;
  }

  /** Lets a ref point to a commit; to none: deletes it. */
  set(ref: string, id: string | undefined): void {
    if (id === undefined) this.#refs.delete(ref);
    else this.#refs.set(ref, id);
  }

  /** The commits of a ref, newest first. */
  history(ref: string): readonly string[] {
    return this.#ancestors(this.#refs.get(ref));
  }

  async head(): Promise<GitRef | undefined> {
    return undefined;
  }

  async refs(prefix: string): Promise<readonly GitRef[]> {
    const refs = [...this.#refs].filter(([name]) => name.startsWith(prefix));
    return refs.map(([name, id]) => ({ name, id }));
  }

  async commitOf(revision: string): Promise<string | undefined> {
    return this.#commits.has(revision) ? revision : this.#refs.get(revision);
  }

  async isReachable(commit: string): Promise<boolean> {
    return [...this.#refs.values()].some((id) => this.#ancestors(id).includes(commit));
  }

  async log({ commit, since, start, limit }: LogQuery): Promise<LogSlice> {
    const known = new Set(this.#ancestors(since));
    const ids = this.#ancestors(commit).filter((id) => !known.has(id));
    const from = start === undefined ? 0 : ids.indexOf(start);
    const slice = from === -1 ? [] : ids.slice(from, from + limit);
    const next = from === -1 ? undefined : ids[from + limit];
    return {
      commits: slice.flatMap((id) => this.#commits.get(id) ?? []),
      ...(next !== undefined && { next }),
    };
  }

  /** It and what was before it, newest first. */
  #ancestors(id: string | undefined): readonly string[] {
    const ids: string[] = [];
    for (let at = id; at !== undefined; at = this.#commits.get(at)?.parents[0]) ids.push(at);
    return ids;
  }
}
