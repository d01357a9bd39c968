// A Controller that only collects what a Manager does with it, as the one behind the service's answers.

import type { Controller, State } from '../../../src/task/controller.ts';
import { type InvocationId, jobId, type RealmId, realmId } from '../../../src/task/ids.ts';
import type { EmittedTrigger, Request } from '../../../src/task/request.ts';
import { errorKind, TaskError } from '../../../src/task/task-error.ts';
import type { HttpClient } from '../../../src/task/world.ts';

/** What decides how the Controller answers; what is absent is empty, or fails if it is asked for. */
export interface CollectingOptions<Task> {
  readonly task: Task;
  /** `<project>/<job>`. */
  readonly jobId?: string;
  readonly realmId?: string;
  readonly invocationId?: string;
  readonly request?: Partial<Request>;
  readonly state?: Partial<State>;
  readonly saveFails?: boolean;
  readonly client?: HttpClient;
  readonly prepareTopic?: Controller<Task>['prepareTopic'];
}

interface CollectedTimer {
  readonly delayMs: number;
  readonly title: string;
  readonly payload: Uint8Array;
}

export class CollectingController<Task> implements Controller<Task> {
  readonly triggers: EmittedTrigger[] = [];
  readonly timers: CollectedTimer[] = [];
  readonly log: string[] = [];
  /** What each save has come to. */
  readonly saves: ('ok' | 'failed')[] = [];
  readonly #options: CollectingOptions<Task>;
  readonly #state: State;

  constructor(options: CollectingOptions<Task>) {
    this.#options = options;
    this.#state = { status: 'STARTING', taskData: new Uint8Array(), viewUrl: '', ...options.state };
  }

  jobId() {
    const [project = '', name = ''] = (this.#options.jobId ?? 'proj/job').split('/');
    return jobId(project, name);
  }

  invocationId(): InvocationId {
    return BigInt(this.#options.invocationId ?? 1) as InvocationId;
  }

  realmId(): RealmId {
    const [project = '', realm = ''] = (this.#options.realmId ?? 'proj:ci').split(':');
    return realmId(project, realm);
  }

  request(): Request {
    return { triggeredBy: '', incomingTriggers: [], tags: [], ...this.#options.request };
  }

  task(): Task {
    return this.#options.task;
  }

  debugLog(line: string): void {
    this.log.push(line);
  }

  async getClient(): Promise<HttpClient> {
    const { client } = this.#options;
    if (!client) throw new Error('no request is expected');
    return client;
  }

  state(): State {
    return this.#state;
  }

  addTimer(delayMs: number, title: string, payload = new Uint8Array()): void {
    this.timers.push({ delayMs, title, payload });
  }

  prepareTopic(publisher: string): Promise<{ readonly topic: string; readonly token: string }> {
    const { prepareTopic } = this.#options;
    if (!prepareTopic) return Promise.reject(new Error('no topic is expected'));
    return prepareTopic(publisher);
  }

  emitTrigger(trigger: EmittedTrigger): void {
    this.triggers.push(trigger);
  }

  async save(): Promise<void> {
    this.saves.push(this.#options.saveFails ? 'failed' : 'ok');
    if (this.#options.saveFails) throw new TaskError('transient', 'the store is busy');
  }
}

const ERRORS = {
  fatal: 'fatal',
  transient: 'transient',
  retry: 'retry_transient',
  'retry-only': 'retry',
};

/** What a Manager's method has come to, in the words of the answers. */
export async function errorOf(call: Promise<void>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    return ERRORS[errorKind(error)];
  }
}
