// A poller and a job that it starts, in an engine, over a repository that a test makes.

import path from 'node:path';
import { GitFolder } from '../../../host/git/git-folder.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import { createGitilesEmulator } from '../../../src/emulators/gitiles/gitiles-emulator.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { interactiveTiming } from '../../../src/engine/timing.ts';
import type { GitilesTask } from '../../../src/schema/generated/messages.ts';
import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
import { jobId } from '../../../src/task/ids.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { createNoopManager } from '../../../src/task/noop/manager.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { isFinal } from '../../../src/task/status.ts';
import type { HttpClient, World } from '../../../src/task/world.ts';
import {
  BY_HAND,
  definition,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';
import { MadeRepository } from '../../host/git/made-repository.ts';

const POLLER = jobId('proj', 'poller');
const BUILDER = jobId('proj', 'builder');
export const REPO = 'https://local.googlesource.com/a/repo.git';

/** What one run of the poller has come to. */
export interface Polled {
  readonly status: string;
  readonly log: string;
  /** `<ref> <message of the commit>`, in the order in which they were emitted. */
  readonly commits: readonly string[];
  readonly triggers: readonly Trigger[];
  readonly attempts: number;
}

export interface PolledOptions {
  readonly store?: Store;
  /** Where requests go. Default: the emulator over `repo`. */
  readonly client?: HttpClient;
}

export class PolledRepository {
  readonly repo: MadeRepository;
  readonly store: Store;
  /** URLs of the requests, in their order, without what they begin with. */
  readonly requests: string[] = [];
  readonly #client: HttpClient;
  readonly #world: World;

  /** @param folder of the repository, which is made */
  constructor(folder: string, options: PolledOptions = {}) {
    this.repo = new MadeRepository(path.join(folder, 'repo'));
    this.store = options.store ?? new MemoryStore({ strict: true });
    this.#client = options.client ?? this.emulator();
    this.#world = {
      ...virtualWorld(virtualClock()),
      clock: nodeClock,
      storage: new EngineStorage(this.store),
      httpClient: async () => ({
        request: (request, signal) => {
          this.requests.push(request.url.replace('https://local.googlesource.com/a/repo/', ''));
          return this.#client.request(request, signal);
        },
      }),
    };
  }

  emulator(folder = this.repo.folder): HttpClient {
    return createGitilesEmulator({
      repositories: async (_host, project) =>
        project === 'repo' ? new GitFolder(folder) : undefined,
    });
  }

  /** One run of the poller, and of the builder if it is triggered, in an engine that begins and ends with it. */
  async poll(task: Partial<GitilesTask> = {}): Promise<Polled> {
    this.requests.length = 0;
    const ended = Promise.withResolvers<Invocation>();
    const engine = new Engine({
      world: this.#world,
      store: this.store,
      registry: new ManagerRegistry()
        .register(createGitilesManager(this.#world))
        .register(createNoopManager(this.#world)),
      timing: interactiveTiming,
      listener: {
        invocationChanged: (invocation) => {
          const isOver = isFinal(invocation.status) || invocation.status === 'RETRYING';
          if (invocation.jobId === POLLER && isOver) ended.resolve(invocation);
        },
      },
    });
    const stop = new AbortController();
    const run = engine.run(stop.signal);
    const gitiles = {
      repo: REPO,
      refs: ['refs/heads/main'],
      pathRegexps: [],
      pathRegexpsExclude: [],
      ...task,
    };
    await engine.updateProjectJobs('proj', [
      definition({ jobId: POLLER, task: taskOf({ gitiles }), triggeredJobIds: [BUILDER] }),
      definition({ jobId: BUILDER, task: taskOf({ noop: { sleepMs: -1n, triggersCount: 0n } }) }),
    ]);
    const id = await engine.startInvocation(POLLER, BY_HAND);
    const { status, debugLog, outgoingTriggers, retryCount } = await ended.promise;
    if (status === 'RETRYING') await engine.abortInvocation(POLLER, id, 'user:test');
    stop.abort(new Error('the test is over'));
    await run;
    return {
      status,
      log: debugLog,
      commits: this.#shown(outgoingTriggers),
      triggers: outgoingTriggers,
      attempts: retryCount + 1,
    };
  }

  #shown(triggers: readonly Trigger[]): readonly string[] {
    const commits = triggers.flatMap(({ payload }) => (payload?.kind === 'gitiles' ? payload : []));
    if (commits.length < triggers.length) throw new Error('a trigger has no commit');
    if (commits.length === 0) return [];
    const revisions = new Set(commits.map(({ revision }) => revision));
    const messages = this.repo.git('log', '--no-walk', '--format=%H %s', ...revisions).split('\n');
    const messageOf = new Map(messages.map((line) => [line.slice(0, 40), line.slice(41)]));
    return commits.map(
      ({ ref, revision }) => `${ref.replace(/^refs\//, '')} ${messageOf.get(revision)}`,
    );
  }

  /** Commits with these messages, each a change of file `a`. Returns their ids. */
  commits(...messages: readonly string[]): readonly string[] {
    return this.repo.commitEach('a', messages);
  }
}
