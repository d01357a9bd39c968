// All builds of the emulator, their changes one after the other, and what goes on with each.

import { RpcError } from '../../prpc/rpc-error.ts';
import type { Build, BuilderID, ScheduleBuildRequest } from '../../schema/generated/messages.ts';
import { isEndedBuildStatus } from '../../task/buildbucket/build-status.ts';
import type { PubsubMessage } from '../../task/manager.ts';
import { isTransient } from '../../task/task-error.ts';
import type { Clock, Random, TaskStorage } from '../../task/world.ts';
import { newBuildId } from './build-id.ts';
import { buildMessage } from './build-message.ts';
import type { BuildPlan } from './build-plan.ts';
import { BuildStorage } from './build-storage.ts';
import { checkScheduleRequest, newBuild } from './schedule-request.ts';
import type { StoredBuild, StoredPlan } from './stored-build.ts';

export interface BuildbucketOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Where builds outlive the process. */
  readonly storage: TaskStorage;
  /** Takes a message for a topic. Is called again later if it rejects with a transient TaskError. */
  readonly publish: (topic: string, message: PubsubMessage) => Promise<void>;
  /** What happens to builds of a builder; undefined if there is no such builder. */
  readonly builder: (id: BuilderID) => BuildPlan | undefined;
  /** Gets each line that the command of a build writes. */
  readonly log?: (build: Build, line: string) => void;
}

/** How a build changes; undefined if it does not. */
export type Change = (build: Build) => Build | undefined;

/** Waits between attempts to keep or to tell something; milliseconds. */
const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 60_000;

export class Builds {
  readonly #options: BuildbucketOptions;
  readonly #storage: BuildStorage;
  readonly #closing: AbortSignal;
  readonly #begin: (stored: StoredBuild) => void;
  /** As they are kept. */
  readonly #builds = new Map<bigint, StoredBuild>();
  readonly #telling = new Set<bigint>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param begin what goes on with a build that has not ended; called once for each */
  constructor(
    options: BuildbucketOptions,
    closing: AbortSignal,
    begin: (stored: StoredBuild) => void,
  ) {
    this.#options = options;
    this.#storage = new BuildStorage(options.storage);
    this.#closing = closing;
    this.#begin = begin;
  }

  /** Goes on with the builds of an earlier process. Rejects as the storage does. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      for (const stored of await this.#storage.load()) this.#take(stored);
    });
  }

  /** In no order. */
  *all(): Iterable<Build> {
    for (const { build } of this.#builds.values()) yield build;
  }

  get(id: bigint): StoredBuild | undefined {
    return this.#builds.get(id);
  }

  /** A new build, or the one that there is of this request. Rejects with an RpcError, or as the storage does. */
  schedule(request: ScheduleBuildRequest): Promise<Build> {
    return this.#inTurn(async () => {
      const builder = checkScheduleRequest(request);
      const { requestId } = request;
      const reserved = requestId === '' ? undefined : await this.#storage.idOfRequest(requestId);
      const existing = reserved === undefined ? undefined : await this.#find(reserved);
      if (existing) return existing.build;
      const stored = this.#newStored(request, builder, reserved);
      const { build } = stored;
      // From here on a repetition cannot lead to another build, whatever of this one is kept.
      if (requestId !== '' && reserved === undefined) {
        await this.#storage.reserve(requestId, build.id);
      }
      const isOver = (id: bigint) => isEndedBuildStatus(this.#builds.get(id)?.build.status ?? 0);
      for (const id of await this.#storage.add(stored, isOver)) this.#builds.delete(id);
      this.#take(stored);
      return build;
    });
  }

  /** Changes a build, and tells whoever wants to know. Rejects as the storage does, the build being as before. */
  change(id: bigint, change: Change): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#builds.get(id);
      const build = before && change(before.build);
      if (!build) return;
      const after = { ...before, build };
      await this.#storage.put(after);
      this.#builds.set(id, after);
      void this.#tell(id);
    });
  }

  /** As `change`, until it is kept. Never rejects. */
  async changeAtLast(id: bigint, change: Change): Promise<void> {
    await this.untilDone(() => this.change(id, change));
  }

  /** Changes what is shown of a build, in its turn; it is kept with the next change. */
  show(id: bigint, change: Change): void {
    void this.#inTurn(async () => {
      const before = this.#builds.get(id);
      const build = before && change(before.build);
      if (build) this.#builds.set(id, { ...before, build });
    });
  }

  /** Tries until it is done, or fails for good, or the emulator is closed. Never rejects. */
  async untilDone(act: () => Promise<void>, mayPass = (_: unknown) => true): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !this.#closing.aborted; wait = Math.min(2 * wait, MAX_WAIT_MS)) {
      try {
        await act();
        return;
      } catch (error) {
        if (!mayPass(error)) return;
      }
      await this.#options.clock.sleep(wait, this.#closing).catch(() => {});
    }
  }

  #newStored(
    request: ScheduleBuildRequest,
    builder: BuilderID,
    reserved: bigint | undefined,
  ): StoredBuild {
    const { clock, random } = this.#options;
    const plan = this.#options.builder(builder);
    const name = `${builder.project}/${builder.bucket}/${builder.builder}`;
    if (!plan) throw new RpcError('NOT_FOUND', `there is no builder ${name}`);
    const now = clock.now();
    const ids = [...this.#builds.keys()];
    const newest = ids.reduce<bigint | undefined>(
      (least, id) => (least === undefined || id < least ? id : least),
      undefined,
    );
    const id = reserved ?? newBuildId(now, random, newest);
    const siblings = [...this.all()].filter((build) => sameBuilder(build.builder, builder));
    const number = 1 + Math.max(0, ...siblings.map((build) => build.number));
    const { requestId, notify } = request;
    const build = newBuild(request, builder, { id, number, now });
    return {
      build,
      requestId,
      told: build.status,
      plan: storedPlan(plan),
      ...(notify && { notify: { topic: notify.pubsubTopic, userData: notify.userData } }),
    };
  }

  async #find(id: bigint): Promise<StoredBuild | undefined> {
    const known = this.#builds.get(id);
    if (known) return known;
    // It was kept although the storage said that it was not.
    const stored = await this.#storage.get(id);
    if (stored) this.#take(stored);
    return stored;
  }

  #take(stored: StoredBuild): void {
    const { id, status } = stored.build;
    if (this.#builds.has(id)) return;
    this.#builds.set(id, stored);
    if (!isEndedBuildStatus(status)) this.#begin(stored);
    void this.#tell(id);
  }

  /** Publishes until the last status was told. A message may come twice, and those of passing statuses not at all. */
  async #tell(id: bigint): Promise<void> {
    if (this.#telling.has(id)) return;
    this.#telling.add(id);
    let stored = this.#builds.get(id);
    while (stored?.notify && stored.told !== stored.build.status && !this.#closing.aborted) {
      const { notify, build } = stored;
      const message = buildMessage(stored);
      const publish = () => this.#options.publish(notify.topic, message);
      await this.untilDone(publish, isTransient);
      await this.untilDone(() => this.#noteTold(id, build.status));
      stored = this.#builds.get(id);
    }
    this.#telling.delete(id);
  }

  #noteTold(id: bigint, told: number): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#builds.get(id);
      if (!before) return;
      const after = { ...before, told };
      await this.#storage.put(after);
      this.#builds.set(id, after);
    });
  }

  /** One after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

function storedPlan(plan: BuildPlan): StoredPlan {
  if (plan.kind === 'command') return { kind: 'command' };
  return { kind: 'model', durationMs: plan.durationMs, outcome: plan.outcome };
}

function sameBuilder(a: BuilderID | undefined, b: BuilderID): boolean {
  return a?.project === b.project && a.bucket === b.bucket && a.builder === b.builder;
}
