// The engine in another process, which owns the file that this one reads along.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import { hasWork } from '../../src/engine/job/has-work.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { Clock } from '../../src/task/world.ts';
import type { EngineFile, SharedFile } from '../sqlite/engine-file.ts';
import type { RequestAnswer } from '../sqlite/requests.ts';
import type { AbortRequest, PinRequest, StartRequest } from './engine-requests.ts';
import { type EngineSession, MAX_SHOWN } from './engine-session.ts';
import type { JobRun } from './job-run.ts';

export interface SharedSessionOptions {
  readonly clock: Clock;
  /** An invocation is new, or has changed. */
  readonly onChanged: (invocation: Invocation) => void;
  /** It is no longer among the latest. */
  readonly onDeleted: (id: InvocationId) => void;
  /** The owner is gone; this session is over, and the file is this process's, or cannot be used any more. */
  readonly onOwnerGone: (file: Exclude<EngineFile, SharedFile>) => void;
  readonly onServiceLog: (message: string, error: unknown) => void;
}

/** The owner is gone and had not begun with what it was asked: the session that comes after this one can be asked. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError';

  constructor() {
    super('the window that runs jobs was closed; try again');
  }
}

/** Somebody waits for the answer to a request. */
interface Asked {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** How often to look for what is new. Milliseconds. */
const POLL_MS = 300;

export class SharedSession implements EngineSession {
  readonly #file: SharedFile;
  readonly #options: SharedSessionOptions;
  readonly #stop = new AbortController();
  readonly #run: Promise<void>;
  /** As last seen. */
  #known = new Map<InvocationId, Invocation>();
  #isClosed = false;
  /** By the id of the request. */
  readonly #asked = new Map<number, Asked>();

  constructor(file: SharedFile, options: SharedSessionOptions) {
    this.#file = file;
    this.#options = options;
    this.#run = this.#follow();
  }

  async latest(): Promise<readonly Invocation[]> {
    const latest = this.#read();
    this.#known = new Map(latest.map((invocation) => [invocation.id, invocation]));
    return latest;
  }

  async start(run: JobRun): Promise<InvocationId> {
    const request: StartRequest = run;
    return (await this.#ask('start', request)) as InvocationId;
  }

  async hasWork(jobIds: ReadonlySet<JobId>): Promise<boolean> {
    if (this.#isClosed) throw new NotBegunError();
    return this.#file.reader.read((reads) => hasWork(reads, jobIds));
  }

  async abort(jobId: JobId, id: InvocationId): Promise<void> {
    const request: AbortRequest = { jobId, id };
    await this.#ask('abort', request);
  }

  async pin(id: InvocationId, pinned: boolean): Promise<void> {
    const request: PinRequest = { id, pinned };
    await this.#ask('pin', request);
  }

  async clearHistory(): Promise<void> {
    await this.#ask('clear-history', null);
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the runner is stopping'));
    await this.#run;
    for (const asked of this.#asked.values()) asked.reject(this.#stop.signal.reason);
    this.#close();
  }

  /** Rejects with what the owner says, in its words, with `NotBegunError`, and when this session is stopped. */
  async #ask(kind: string, payload: unknown): Promise<unknown> {
    if (this.#isClosed) throw new NotBegunError();
    const id = this.#file.reader.requests.send(kind, payload, this.#options.clock.now());
    const answer = new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    return answer.finally(() => this.#asked.delete(id));
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const isAwaited = this.#asked.size > 0;
      const pauseMs = isAwaited ? POLL_MS / 10 : POLL_MS;
      await this.#options.clock.sleep(pauseMs, signal).catch(() => {});
      if (signal.aborted) return;
      try {
        if (this.#tryTakeOver()) return;
        this.#takeAnswers();
        if (this.#file.reader.hasChanged()) this.#tellChanges();
      } catch (error) {
        this.#options.onServiceLog('Could not read what another window runs', error);
      }
    }
  }

  #takeAnswers(): void {
    for (const [id, asked] of this.#asked) {
      const answer = this.#file.reader.requests.takeAnswer(id);
      if (answer) settle(asked, answer);
    }
  }

  #tryTakeOver(): boolean {
    const taken = this.#file.takeOver();
    if (!taken) return false;
    this.#isClosed = true;
    for (const [id, asked] of this.#asked) {
      if (taken.role === 'none') asked.reject(new Error(taken.message));
      else {
        taken.requests.withdraw(id).then(
          (answer) => (answer ? settle(asked, answer) : asked.reject(new NotBegunError())),
          (error) => asked.reject(error),
        );
      }
    }
    this.#options.onOwnerGone(taken);
    return true;
  }

  #tellChanges(): void {
    const before = this.#known;
    const latest = this.#read();
    this.#known = new Map(latest.map((invocation) => [invocation.id, invocation]));
    for (const invocation of latest) {
      const known = before.get(invocation.id);
      if (!known || isNews(known, invocation)) this.#options.onChanged(invocation);
    }
    for (const id of before.keys()) if (!this.#known.has(id)) this.#options.onDeleted(id);
  }

  #read(): readonly Invocation[] {
    return this.#file.reader.read((reads) =>
      [...reads.unfinished(), ...reads.lastEnded(MAX_SHOWN)].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#file.close();
  }
}

function settle(asked: Asked, answer: RequestAnswer): void {
  if (answer.ok) asked.resolve(answer.value);
  else asked.reject(new Error(answer.message));
}

function isNews(before: Invocation, after: Invocation): boolean {
  return (
    before.mutationsCount !== after.mutationsCount ||
    before.debugLog !== after.debugLog ||
    before.abortedBy !== after.abortedBy ||
    before.pinned !== after.pinned
  );
}
