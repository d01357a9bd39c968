// The names of a repository's refs, read from its files: no program is run, so that nothing more than files of the
// repository decides what happens. Within bounds: whatever is too much, there is no answer.

import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { compareByteOrder } from '../../src/golang/byte-order.ts';
import { refNameProblem } from '../../src/task/gitiles/ref-name.ts';
import { type GitDir, gitDirOf, smallText } from './git-dir.ts';
import { type GitRemote, remotesIn } from './git-remotes.ts';

export interface RefNames {
  /** Full names, each once, in byte order. Those that are not UTF-8 are left out, and those of more than 1000 characters. */
  readonly names: readonly string[];
  /** The branch that HEAD stands for, which may have no commit yet; undefined if it is a commit. */
  readonly head: string | undefined;
  readonly remotes: readonly GitRemote[];
}

export interface RefBounds {
  readonly names: number;
  /** Of the file of packed refs. */
  readonly bytes: number;
  readonly folders: number;
  /** Of the whole reading. */
  readonly ms: number;
}

export const REF_BOUNDS: RefBounds = { names: 100_000, bytes: 32 << 20, folders: 20_000, ms: 3000 };

/** Git can hardly keep longer names, nor can servers. UTF-16 units. */
const MAX_NAME = 1000;

/** A line of packed refs is an id and a name; what is much longer is none. UTF-16 units. */
const MAX_LINE = 1 << 16;

/** What refs were read from, by path: if none of it has changed, neither have they. */
export type RefFilesState = ReadonlyMap<string, string>;

export interface ReadRefs {
  /** Undefined if the folder has no repository, or one that keeps its refs otherwise, or if it is too much. */
  readonly found: RefNames | undefined;
  readonly state: RefFilesState;
}

/**
 * Reads them. Never rejects.
 * @param folder absolute
 * @param now milliseconds, for the bound of time
 */
export async function readRefs(
  folder: string,
  now: () => number,
  bounds: RefBounds = REF_BOUNDS,
): Promise<ReadRefs> {
  const reading = new Reading(now, bounds);
  try {
    const dir = await gitDirOf(folder);
    return { found: dir && (await reading.all(dir)), state: reading.state };
  } catch {
    // As of a folder that went away meanwhile, or one that may not be read.
    return { found: undefined, state: new Map() };
  }
}

/** Whether nothing that `state` is of has changed. False for none. Never rejects. */
export async function areUnchanged(state: RefFilesState): Promise<boolean> {
  for (const [file, mark] of state) if ((await markOf(file)) !== mark) return false;
  return state.size > 0;
}

/** What each working tree has for itself (git-worktree, "REFS"). */
const OWN = /^refs\/(?:bisect|worktree|rewritten)\//;

/** When something of it changed last, in milliseconds since the epoch; 0 if there is nothing. */
export function lastChangeMs(state: RefFilesState): number {
  let newest = 0;
  for (const mark of state.values()) {
    if (mark !== NONE) newest = Math.max(newest, Number(mark.split(' ', 1)[0]) / 1e6);
  }
  return newest;
}

class Reading {
  readonly state = new Map<string, string>();
  readonly #now: () => number;
  readonly #bounds: RefBounds;
  readonly #end: number;
  readonly #names = new Set<string>();

  constructor(now: () => number, bounds: RefBounds) {
    this.#now = now;
    this.#bounds = bounds;
    this.#end = now() + bounds.ms;
  }

  async all({ own, common }: GitDir): Promise<RefNames | undefined> {
    const config = await this.#text(path.join(common, 'config'));
    const tables = path.join(common, 'reftable');
    await this.#note(tables);
    if (keepsTables(config) || this.state.get(tables) !== NONE) return undefined;
    // Packed ones last: a ref is packed before its own file goes.
    await this.#loose(common, (name) => own === common || !OWN.test(name));
    if (own !== common) await this.#loose(own, (name) => OWN.test(name));
    await this.#packed(path.join(common, 'packed-refs'));
    const [, head] = /^ref: *(refs\/.+?)\s*$/.exec(await this.#text(path.join(own, 'HEAD'))) ?? [];
    const names = [...this.#names].sort(compareByteOrder);
    return { names, head, remotes: remotesIn(config) };
  }

  async #text(file: string): Promise<string> {
    await this.#note(file);
    return (await smallText(file)) ?? '';
  }

  /** Each in a file of its own, whose name is the ref's. Links are not followed. */
  async #loose(dir: string, isWanted: (name: string) => boolean): Promise<void> {
    const folders = ['refs'];
    for (const folder of folders) {
      const place = path.join(dir, folder);
      await this.#note(place);
      const entries = await fs.readdir(place, { withFileTypes: true });
      for (const entry of entries) {
        const name = `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(name);
        else if (entry.isFile() && isWanted(name)) this.#take(name);
      }
      this.#check(folders.length <= this.#bounds.folders);
    }
  }

  /** All the others (git-pack-refs). */
  async #packed(file: string): Promise<void> {
    await this.#note(file);
    const stats = await fs.stat(file).catch(() => undefined);
    if (!stats?.isFile()) return;
    this.#check(stats.size <= this.#bounds.bytes);
    let rest = '';
    // One more byte than there may be, for a file that is just growing.
    const stream = createReadStream(file, { encoding: 'utf8', end: this.#bounds.bytes });
    for await (const chunk of stream) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [, name] = PACKED.exec(line) ?? [];
        if (name !== undefined) this.#take(name);
      }
      this.#check(rest.length <= MAX_LINE);
    }
  }

  /** Before it is read, so that a change meanwhile is one since. */
  async #note(file: string): Promise<void> {
    this.state.set(file, await markOf(file));
  }

  #take(name: string): void {
    if (name.length > MAX_NAME || name.includes('\ufffd') || refNameProblem(name)) return;
    this.#names.add(name);
    this.#check(this.#names.size <= this.#bounds.names);
  }

  #check(isWithin: boolean): void {
    if (!isWithin || this.#now() > this.#end) throw new RangeError('too much to be read');
  }
}

/** Refs in tables of their own are not read (git-init, `--ref-format`). */
function keepsTables(config: string): boolean {
  const format = /^\s*refstorage\s*=\s*"?(\w+)/im.exec(config)?.[1];
  return format !== undefined && format.toLowerCase() !== 'files';
}

const PACKED = /^[0-9a-f]{40}(?:[0-9a-f]{24})? (refs\/.+?)\r?$/;

const NONE = 'none';

/** What changes with a file, and with a folder whenever something comes or goes in it. */
async function markOf(file: string): Promise<string> {
  return fs.stat(file, { bigint: true }).then(
    ({ mtimeNs, size, ino }) => `${mtimeNs} ${size} ${ino}`,
    () => NONE,
  );
}
