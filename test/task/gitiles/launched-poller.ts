// A poller over a repository in memory, launched once or several times in a row.

import { createGitilesEmulator } from '../../../src/emulators/gitiles/gitiles-emulator.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { GitilesTask } from '../../../src/schema/generated/messages.ts';
import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
import { decodeState, stateKey } from '../../../src/task/gitiles/poller-state.ts';
import { jobId } from '../../../src/task/ids.ts';
import type {
  HttpClient,
  HttpRequest,
  HttpResponse,
  TaskStorage,
} from '../../../src/task/world.ts';
import { MemoryRepository } from '../../emulators/gitiles/memory-repository.ts';
import { START, virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { CollectingController, errorOf } from '../../vectors/managers/collecting-controller.ts';

export const HOST = 'x.googlesource.com';
export const TASK: GitilesTask = {
  repo: `https://${HOST}/repo`,
  refs: ['refs/heads/main'],
  pathRegexps: [],
  pathRegexpsExclude: [],
};
export const KEY = stateKey(jobId('proj', 'job'), HOST, 'repo');

interface LaunchOptions {
  readonly task?: Partial<GitilesTask>;
  readonly saveFails?: boolean;
  readonly signal?: AbortSignal;
  readonly storage?: TaskStorage;
  /** Answers in place of the emulator, unless it returns undefined. */
  readonly intercept?: (
    request: HttpRequest,
    signal: AbortSignal | undefined,
  ) => Promise<HttpResponse> | undefined;
}

export class LaunchedPoller {
  readonly repository = new MemoryRepository();
  readonly storage = new EngineStorage(new MemoryStore({ strict: true }));
  readonly clock = virtualClock();
  /** What the launch under way, or the last one, has asked for, without the server. */
  readonly requests: string[] = [];
  /** Of the launch under way, or of the last one. */
  controller: CollectingController<GitilesTask> | undefined;

  readonly commit = (ref = 'refs/heads/main') => this.repository.commit(ref, START / 1000);

  readonly launch = async (options: LaunchOptions = {}) => {
    this.requests.length = 0;
    const emulator = createGitilesEmulator({ repositories: async () => this.repository });
    const client: HttpClient = {
      request: (request, signal) => {
        this.requests.push(request.url.replace(`https://${HOST}/a/`, ''));
        return options.intercept?.(request, signal) ?? emulator.request(request, signal);
      },
    };
    const ctl = new CollectingController({
      task: { ...TASK, ...options.task },
      client,
      ...(options.saveFails && { saveFails: true }),
    });
    this.controller = ctl;
    const world = { ...virtualWorld(this.clock), storage: options.storage ?? this.storage };
    const signal = options.signal ?? new AbortController().signal;
    const call = errorOf(createGitilesManager(world).launchTask(ctl, signal));
    const error = await this.clock.runUntil(call);
    return { ctl, error, log: ctl.log.join('\n'), ids: ctl.triggers.map(({ title }) => title) };
  };

  /** What it remembers of the refs. */
  readonly tips = async (): Promise<unknown> => {
    const bytes = await this.storage.get(KEY);
    return bytes && Object.fromEntries(decodeState(bytes)?.tips ?? []);
  };
}

export function answer(status: number, body = ''): Promise<HttpResponse> {
  return Promise.resolve({
    status,
    statusText: '',
    headers: [],
    readBody: async () => ({ bytes: new TextEncoder().encode(body) }),
  });
}

/** Whether a request is for refs. */
export function isRefs({ url }: HttpRequest): boolean {
  return url.includes('+refs');
}
