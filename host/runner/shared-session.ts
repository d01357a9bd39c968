// The engine in another process, which owns the file that this one reads along.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import type { Struct } from '../../src/task/request.ts';
import type { Clock } from '../../src/task/world.ts';
import type { EngineFile, SharedFile } from '../sqlite/engine-file.ts';
import type { AbortRequest, PinRequest, StartRequest } from './engine-requests.ts';
import type { EngineSession } from './engine-session.ts';
import { MAX_SHOWN } from './owned-session.ts';

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

  async start(definition: JobDefinition, properties: Struct | undefined): Promise<InvocationId> {
    const request: StartRequest = { definition, ...(properties && { properties }) };
    return (await this.#ask('start', request)) as InvocationId;
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
    this.#close();
  }

  /** Rejects with what the owner says, in its words, and when this session ends before there is an answer. */
  async #ask(kind: string, payload: unknown): Promise<unknown> {
    const { clock } = this.#options;
    const { requests } = this.#file.reader;
    const id = requests.send(kind, payload, clock.now());
    for (;;) {
      await clock.sleep(POLL_MS / 10, this.#stop.signal);
      if (this.#isClosed) throw new Error('the window that runs jobs was closed; try again');
      const answer = requests.takeAnswer(id);
      if (answer?.ok) return answer.value;
      if (answer) throw new Error(answer.message);
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#options.clock.sleep(POLL_MS, signal).catch(() => {});
      if (signal.aborted) return;
      try {
        if (this.#tryTakeOver()) return;
        if (this.#file.reader.hasChanged()) this.#tellChanges();
      } catch (error) {
        this.#options.onServiceLog('Could not read what another window runs', error);
      }
    }
  }

  #tryTakeOver(): boolean {
    const taken = this.#file.takeOver();
    if (!taken) return false;
    this.#isClosed = true;
    this.#stop.abort(new Error('this window runs jobs now'));
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

function isNews(before: Invocation, after: Invocation): boolean {
  return (
    before.mutationsCount !== after.mutationsCount ||
    before.debugLog !== after.debugLog ||
    before.abortedBy !== after.abortedBy ||
    before.pinned !== after.pinned
  );
}
