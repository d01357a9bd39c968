// A Buildbucket service in this process: a function of HTTP requests, whose builds are modelled or run by the host
// (managers.md 5 tells what the scheduler asks of it).

import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http.ts';
import { httpAnswer } from '../../io/http-answer.ts';
import type { Method } from '../../prpc/method.ts';
import { RpcError } from '../../prpc/rpc-error.ts';
import { type Handler, type ServedMethod, served, servePrpc } from '../../prpc/server.ts';
import type {
  Build,
  CancelBuildRequest,
  GetBuildRequest,
} from '../../schema/generated/messages.ts';
import {
  BATCH,
  CANCEL_BUILD,
  GET_BUILD,
  SCHEDULE_BUILD,
  SEARCH_BUILDS,
} from '../../task/buildbucket/builds-service.ts';
import { isTransient } from '../../task/task-error.ts';
import { errorText } from '../../text/wording.ts';
import { answerBatch, type Calls } from './batch.ts';
import { canceled, liveBuild } from './build-life.ts';
import { type BuildbucketOptions, Builds } from './builds.ts';
import { searchBuilds } from './search.ts';
import type { StoredBuild } from './stored-build.ts';

/** One for a whole process. */
export interface BuildbucketEmulator extends HttpClient {
  /**
   * Goes on with the builds that an earlier process has left; the first request does so, too. Tries until the storage
   * has told of them, or the emulator is closed; never rejects.
   *
   * Of all processes that share the storage, one alone may have an emulator at a time.
   */
  resume(): Promise<void>;
  /**
   * Lets nothing go on. Resolves when no command runs any more; their builds, and those of models, are left for the
   * next process as they are.
   */
  close(): Promise<void>;
}

export function createBuildbucketEmulator(options: BuildbucketOptions): BuildbucketEmulator {
  return new Emulator(options);
}

/** The account in whose name it publishes; there is nobody behind it. */
const ACCOUNT = 'buildbucket@localhost';

class Emulator implements BuildbucketEmulator {
  readonly #options: BuildbucketOptions;
  readonly #builds: Builds;
  readonly #closing = new AbortController();
  /** Of each build that lives: what cuts its life short, and when that is over. */
  readonly #lives = new Map<
    bigint,
    { readonly cut: AbortController; readonly over: Promise<void> }
  >();
  readonly #methods: readonly ServedMethod[];
  #loaded: Promise<void> | undefined;

  constructor(options: BuildbucketOptions) {
    this.#options = options;
    this.#builds = new Builds(options, this.#closing.signal, (stored) => this.#begin(stored));
    const calls: Calls = {
      getBuild: async (request) => this.#found(request),
      searchBuilds: async (request) => searchBuilds(this.#builds.all(), request),
      scheduleBuild: (request) => asRpc(() => this.#builds.schedule(request)),
      cancelBuild: (request) => asRpc(() => this.#cancel(request)),
    };
    this.#methods = [
      this.#served(GET_BUILD, calls.getBuild),
      this.#served(SEARCH_BUILDS, calls.searchBuilds),
      this.#served(SCHEDULE_BUILD, calls.scheduleBuild),
      this.#served(CANCEL_BUILD, calls.cancelBuild),
      this.#served(BATCH, (request) => answerBatch(calls, request)),
    ];
  }

  async request(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    signal?.throwIfAborted();
    const path = request.url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
    if (path.startsWith('/prpc/')) return servePrpc(this.#methods, request, signal);
    if (path === '/auth/api/v1/server/info') {
      // Whoever prepares a topic asks for it (engine.md B1).
      const info = { app_id: 'buildbucket', service_account_name: ACCOUNT };
      return httpAnswer(200, [['Content-Type', 'application/json']], JSON.stringify(info));
    }
    const text = `There is nothing at ${path} of this Buildbucket.\n`;
    return httpAnswer(404, [['Content-Type', 'text/plain; charset=utf-8']], text);
  }

  async resume(): Promise<void> {
    await this.#builds.untilDone(() => this.#load());
  }

  /** Rejects as the storage does; the next one tries again. */
  #load(): Promise<void> {
    this.#loaded ??= this.#builds.load().catch((error: unknown) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('this Buildbucket is closed'));
    for (const { cut } of this.#lives.values()) cut.abort(this.#closing.signal.reason);
    await Promise.all([...this.#lives.values()].map(({ over }) => over));
  }

  #served<Request extends object, Response extends object>(
    method: Method<Request, Response>,
    handler: Handler<Request, Response>,
  ): ServedMethod {
    return served(method, async (request, signal) => {
      if (this.#closing.signal.aborted) throw new RpcError('UNAVAILABLE', 'it is being closed');
      return asRpc(async () => {
        await this.#load();
        return handler(request, signal);
      });
    });
  }

  #begin(stored: StoredBuild): void {
    if (this.#closing.signal.aborted) return;
    const { id } = stored.build;
    const cut = new AbortController();
    const over = liveBuild(this.#options, this.#builds, stored, cut.signal);
    this.#lives.set(id, { cut, over: over.finally(() => this.#lives.delete(id)) });
  }

  #found({ id, builder, buildNumber }: GetBuildRequest): Build {
    if (id === 0n && !(builder && buildNumber > 0)) {
      throw new RpcError('INVALID_ARGUMENT', 'id, or builder and build_number, are required');
    }
    if (id !== 0n && (builder || buildNumber !== 0)) {
      throw new RpcError('INVALID_ARGUMENT', 'id excludes builder and build_number');
    }
    if (id !== 0n) return this.#stored(id).build;
    const found = [...this.#builds.all()].find(
      (build) =>
        build.number === buildNumber &&
        build.builder?.project === builder?.project &&
        build.builder?.bucket === builder?.bucket &&
        build.builder?.builder === builder?.builder,
    );
    if (!found) throw new RpcError('NOT_FOUND', `there is no build ${buildNumber} of this builder`);
    return found;
  }

  async #cancel({ id, summaryMarkdown }: CancelBuildRequest): Promise<Build> {
    if (id === 0n) throw new RpcError('INVALID_ARGUMENT', 'id is required');
    if (summaryMarkdown === '') {
      throw new RpcError('INVALID_ARGUMENT', 'summary_markdown is required');
    }
    const stored = this.#stored(id);
    const now = this.#options.clock.now();
    await this.#builds.change(id, (build) => canceled(build, stored, summaryMarkdown, now));
    this.#lives.get(id)?.cut.abort(new Error('the build is canceled'));
    return this.#stored(id).build;
  }

  #stored(id: bigint): StoredBuild {
    const stored = this.#builds.get(id);
    if (!stored) throw new RpcError('NOT_FOUND', `there is no build ${id}`);
    return stored;
  }
}

/** What may pass is UNAVAILABLE. */
async function asRpc<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RpcError || !isTransient(error)) throw error;
    throw new RpcError('UNAVAILABLE', errorText(error), { cause: error });
  }
}
