// The host table in use: what it says, and what the user says where it says nothing.

import { parseRequestUrl, type RequestUrl } from '../../src/golang/url-request.ts';
import { askedHost, shownName } from './asked-host.ts';
import { type HostQuestion, type HostRow, hostTable, type Route, routeOf } from './host-table.ts';
import type { Target } from './target.ts';

/** A route on which nothing is open. */
export type DecidedRoute = Exclude<Route, { readonly kind: 'ask' }>;

export interface HostDecisionsOptions {
  /** Asked anew for each request: settings change. Answers of the user among them, last. */
  readonly rows: () => readonly HostRow[];
  /** Asks the user; undefined is a no, or that there is nobody to ask. `signal` means that nobody waits any more. */
  readonly ask: (question: HostQuestion, signal?: AbortSignal) => Promise<Target | undefined>;
  /** Keeps an answer; `rows` has it from now on. */
  readonly remember: (row: HostRow) => void;
  /** What the user can do to be asked no more: an imperative clause, such as `give --host example.com=network`. */
  readonly advice: (question: HostQuestion) => string;
}

export class HostDecisions {
  readonly #options: HostDecisionsOptions;
  /** Questions that are being asked: nobody is asked the same twice at a time. */
  readonly #open = new Map<string, Promise<Target | undefined>>();
  /** Questions to which the user has said no: they are not asked in each attempt of a job. */
  readonly #declined = new Set<string>();

  constructor(options: HostDecisionsOptions) {
    this.#options = options;
  }

  /**
   * Asks about hosts before anything is sent to them, while nobody's time runs out. What the user has declined before
   * may be asked again: this is another run.
   * @param urls that are going to be asked for; what is no URL does not matter here
   */
  async askAhead(urls: readonly string[]): Promise<void> {
    this.#declined.clear();
    for (const text of urls) {
      const parsed = parseRequestUrl(text);
      if (parsed.ok) await this.routeTo(parsed.url);
    }
  }

  /**
   * Where a request goes. A no of the user's lasts until `askAhead` is called.
   * Rejects with the reason of the signal if nobody has answered by then.
   */
  async routeTo(url: RequestUrl, signal?: AbortSignal): Promise<DecidedRoute> {
    const route = routeOf(hostTable(this.#options.rows()), askedHost(url));
    if (route.kind !== 'ask') return route;
    const { question } = route;
    const target = await unlessAborted(this.#asked(question, signal), signal);
    if (!target) return { kind: 'refuse', reason: this.#refusal(question) };
    const answered = routeOf(hostTable([rowOf(question, target)]), question.asked);
    return answered.kind === 'ask' ? { kind: 'refuse', reason: this.#refusal(question) } : answered;
  }

  /** Whether something on this machine answers a request for the URL, as far as the table says; nobody is asked. */
  answersHere(url: string): boolean {
    const parsed = parseRequestUrl(url);
    if (!parsed.ok) return false;
    const { kind } = routeOf(hostTable(this.#options.rows()), askedHost(parsed.url));
    return kind === 'git' || kind === 'buildbucket';
  }

  /** An answer counts though nobody waits for it any more. */
  #asked(question: HostQuestion, signal?: AbortSignal): Promise<Target | undefined> {
    const key = keyOf(question);
    if (this.#declined.has(key)) return Promise.resolve(undefined);
    const open =
      this.#open.get(key) ?? this.#ask(question, signal).finally(() => this.#open.delete(key));
    this.#open.set(key, open);
    return open;
  }

  async #ask(question: HostQuestion, signal?: AbortSignal): Promise<Target | undefined> {
    const target = await this.#options.ask(question, signal);
    if (target) this.#options.remember(rowOf(question, target));
    else this.#declined.add(keyOf(question));
    return target;
  }

  #refusal(question: HostQuestion): string {
    return `${whatIsMissing(question)}: ${this.#options.advice(question)}`;
  }
}

function keyOf({ kind, asked }: HostQuestion): string {
  const project = kind === 'repository' ? asked.project : '';
  return `${kind} ${shownName(asked)} ${project}`;
}

/** Rejects with the signal's reason as soon as it aborts. */
async function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/** Decisions of somebody who has no table and whom nobody can ask: requests stay on this machine. */
export function onlyThisMachine(): HostDecisions {
  return new HostDecisions({
    rows: () => [],
    ask: async () => undefined,
    remember: () => {},
    advice: () => 'there is no host table here',
  });
}

function whatIsMissing({ kind, asked }: HostQuestion): string {
  const host = shownName(asked);
  switch (kind) {
    case 'network':
      return `Nothing was sent to ${host}, for nobody has allowed it`;
    case 'repository':
      return `Nobody has said where the repository ${host}/${asked.project} is on this machine`;
    case 'token':
      return `No token was sent to ${host}, for nobody has allowed it`;
  }
}

/** A consent is for the host, a folder for the one repository. */
function rowOf({ kind, asked }: HostQuestion, target: Target): HostRow {
  const { name, port, project } = asked;
  const isRepository = kind === 'repository' && target.kind === 'git' && project !== '';
  return {
    pattern: {
      host: name,
      port: kind === 'token' && port !== '' ? port : undefined,
      project: isRepository ? project : undefined,
    },
    target,
    source: 'answer',
  };
}
