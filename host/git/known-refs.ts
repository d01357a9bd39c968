// The refs of repositories on this machine, kept in memory and read again when their files have changed.

import {
  areUnchanged,
  lastChangeMs,
  REF_BOUNDS,
  type RefBounds,
  type RefFilesState,
  type RefNames,
  readRefs,
} from './ref-files.ts';

/** For so long nobody looks whether files have changed: an editor asks at each letter. */
const FRESH_MS = 1000;

/** So long after a change there may be another one that the time of a file does not show. */
const RACY_MS = 2000;

/** Of more repositories than these, those asked for longest ago are forgotten. */
const MAX_REPOSITORIES = 8;

interface Known {
  readonly found: RefNames | undefined;
  readonly state: RefFilesState;
  readonly readAt: number;
  checkedAt: number;
}

export class KnownRefs {
  readonly #now: () => number;
  readonly #bounds: RefBounds;
  readonly #byFolder = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<void>>();

  /** @param now milliseconds since the epoch */
  constructor(now: () => number, bounds: RefBounds = REF_BOUNDS) {
    this.#now = now;
    this.#bounds = bounds;
  }

  /** Some are being read: soon more may be known. */
  get isReading(): boolean {
    return this.#underWay.size > 0;
  }

  /** As they were read last; undefined if there are none, or nobody has read them. Takes no time. */
  get(folder: string): RefNames | undefined {
    return this.#byFolder.get(folder)?.found;
  }

  /**
   * Sees to it that `get` has what is there now; undefined if it does. What takes long goes on when nobody waits any
   * more. Never rejects.
   * @param folder absolute
   */
  refresh(folder: string): Promise<void> | undefined {
    const known = this.#byFolder.get(folder);
    if (known && this.#now() - known.checkedAt < FRESH_MS) return undefined;
    const underWay =
      this.#underWay.get(folder) ??
      this.#read(folder, known).finally(() => this.#underWay.delete(folder));
    this.#underWay.set(folder, underWay);
    return underWay;
  }

  async #read(folder: string, known: Known | undefined): Promise<void> {
    const now = this.#now();
    if (known && this.#isSettled(known) && (await areUnchanged(known.state))) {
      known.checkedAt = now;
      return;
    }
    const read = await readRefs(folder, this.#now, this.#bounds);
    this.#byFolder.delete(folder);
    this.#byFolder.set(folder, { ...read, readAt: now, checkedAt: this.#now() });
    const [oldest] = this.#byFolder.keys();
    if (this.#byFolder.size > MAX_REPOSITORIES && oldest !== undefined)
      this.#byFolder.delete(oldest);
  }

  #isSettled({ state, readAt }: Known): boolean {
    return lastChangeMs(state) < readAt - RACY_MS;
  }
}
