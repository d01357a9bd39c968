// One run of a poller (managers.md 4.4): triggers for what is new, and the state for the next run.

import { compareByteOrder } from '../../golang/byte-order.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import { withDeadline } from '../../io/deadline.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import { errorText, plural } from '../../text/wording.ts';
import type { Controller } from '../controller.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { commitTrigger } from './commit-trigger.ts';
import { MAX_COMMITS_PER_REF, newCommits, type RefUpdate } from './new-commits.ts';
import { type PathFilter, pathFilterOf } from './path-filter.ts';
import { encodeState, isObjectId } from './poller-state.ts';
import { RefSet } from './ref-set.ts';
import { failed, fetchRefsState, type RefsState, RPC_TIMEOUT_MS } from './refs-state.ts';

/** When the next ref might bring more than this, it is left for the next run. */
const MAX_TRIGGERS = 100;

/** `Manager.launchTask`. */
export async function launchGitiles(
  world: World,
  ctl: Controller<GitilesTask>,
  signal: AbortSignal,
): Promise<void> {
  const found = await fetchRefsState(world, ctl, signal);
  const poll = new Poll(world, ctl, found, signal);
  poll.prune();
  await poll.examineRefs();
  if (poll.changed === 0) {
    ctl.debugLog('Nothing has changed since the last run');
    ctl.state().status = 'SUCCEEDED';
    return;
  }
  // First the triggers, then the state: after a crash between the two, the same triggers come again, and those who
  // receive them know their ids.
  await ctl.save();
  const tips = poll.known;
  for (const [ref, tip] of tips) {
    if (isObjectId(tip)) continue;
    const where = `${found.host} says that ${ref} points to ${quotedValue(tip)}`;
    throw failed(ctl, `${where}, which is not the id of a commit. This is no Gitiles server.`);
  }
  await world.storage.set(found.key, encodeState({ tips, refs: ctl.task().refs }));
  ctl.debugLog(`Remembered ${plural(tips.size, 'ref')} for the next run`);
  ctl.state().status = 'SUCCEEDED';
}

class Poll {
  /** How many refs are known to be other than before. */
  changed = 0;
  /** The refs as the next run shall know them. */
  readonly known: Map<string, string>;
  readonly #world: World;
  readonly #ctl: Controller<GitilesTask>;
  readonly #found: RefsState;
  readonly #signal: AbortSignal;
  readonly #filter: PathFilter | undefined;
  /** The refs that the last run watched. */
  readonly #watchedBefore: RefSet;
  #emitted = 0;

  constructor(world: World, ctl: Controller<GitilesTask>, found: RefsState, signal: AbortSignal) {
    this.#world = world;
    this.#ctl = ctl;
    this.#found = found;
    this.#signal = signal;
    this.known = new Map(found.before?.tips);
    this.#filter = this.#usable(() => pathFilterOf(ctl.task()));
    this.#watchedBefore = this.#usable(() => new RefSet(found.before?.refs ?? []));
  }

  #usable<T>(made: () => T): T {
    try {
      return made();
    } catch (error) {
      this.#ctl.debugLog(errorText(error));
      throw error;
    }
  }

  /** Step 3: forgets refs that are watched no more, or gone. */
  prune(): void {
    const { watched, current } = this.#found;
    for (const ref of [...this.known.keys()].sort(compareByteOrder)) {
      if (current.has(ref)) continue;
      const why = watched.has(ref) ? 'deleted' : 'watched no more';
      this.#ctl.debugLog(`Ref ${ref} is ${why}`);
      this.known.delete(ref);
      this.changed++;
    }
  }

  /** Steps 4 and 5. Rejects with a transient TaskError if there is no progress at all. */
  async examineRefs(): Promise<void> {
    const { current } = this.#found;
    const refs = [...current].sort(([a], [b]) => compareByteOrder(a, b));
    for (const [i, [ref, tip]] of refs.entries()) {
      const left = refs.length - i;
      try {
        await this.#examineRef(ref, tip);
      } catch (error) {
        this.#stopAt(ref, left, error);
        return;
      }
      if (this.#emitted + MAX_COMMITS_PER_REF > MAX_TRIGGERS) {
        if (left > 1) {
          this.#ctl.debugLog(
            `${plural(this.#emitted, 'trigger')} emitted, which is enough for one run: the next one goes on with ${plural(left - 1, 'ref')} not yet examined`,
          );
        }
        return;
      }
    }
  }

  #stopAt(ref: string, left: number, error: unknown): void {
    this.#signal.throwIfAborted();
    const sentence = `Ref ${ref} could not be examined. ${errorText(error)}`;
    if (this.changed === 0) {
      this.#ctl.debugLog(sentence);
      throw new TaskError('transient', sentence, { cause: error });
    }
    this.#ctl.debugLog(`${sentence} The next run goes on with ${plural(left, 'ref')}.`);
  }

  async #examineRef(ref: string, tip: string): Promise<void> {
    const known = this.known.get(ref);
    const update = await withDeadline(this.#world.clock, RPC_TIMEOUT_MS, this.#signal, (limit) =>
      newCommits(
        { client: this.#found.client, current: tip, known, treeDiff: this.#filter !== undefined },
        limit,
      ),
    );
    if (update.change !== 'none') {
      this.known.set(ref, tip);
      this.changed++;
    }
    if (ref.startsWith('refs/tags/') && !this.#watchedBefore.has(ref)) {
      this.#ctl.debugLog(`Ref ${ref}: tags that the last run did not watch emit nothing`);
      return;
    }
    if (update.change !== 'none') this.#emit(ref, update);
  }

  /** Oldest first. */
  #emit(ref: string, { change, commits }: RefUpdate): void {
    const ctl = this.#ctl;
    const what = {
      none: 'has not moved',
      new: 'is new',
      moved: 'has moved',
      forced: 'was pushed by force',
    };
    ctl.debugLog(`Ref ${ref} ${what[change]}: ${plural(commits.length, 'commit')}`);
    for (const commit of commits.toReversed()) {
      if (this.#filter && !this.#filter(commit)) {
        ctl.debugLog(`Commit ${commit.id} changes no path of interest`);
        continue;
      }
      // Its time is that of the commit, not of the run.
      ctl.emitTrigger({
        ...commitTrigger(ctl.task().repo, ref, commit.id),
        ...(commit.committed !== undefined && { created: commit.committed }),
        orderInBatch: this.#emitted,
      });
      this.#emitted++;
    }
  }
}
