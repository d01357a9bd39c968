// The accounts that publishers use (spec engine.md B1).

import { parseGoJson } from '../../golang/json.ts';
import { JsonFields } from '../../golang/json-fields.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';
import { withDeadline } from '../../io/deadline.ts';
import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import { TaskError } from '../../task/task-error.ts';
import type { World } from '../../task/world.ts';

/** Asks services for their accounts, and remembers the answers for an hour. One for the whole engine. */
export class PublisherAccounts {
  readonly #world: World;
  /** By the address of the service. */
  readonly #answers = new Map<string, Answer>();

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * The email address of the account that a publisher uses: the publisher itself, unless that is the `https://`
   * address of a service, which is then asked. Rejects with a transient TaskError if it does not say.
   */
  async accountOf(publisher: string): Promise<string> {
    if (!publisher.startsWith('https://')) return publisher;
    const now = this.#world.clock.now();
    for (const [service, { expires }] of this.#answers) {
      if (expires <= now) this.#answers.delete(service);
    }
    const known = this.#answers.get(publisher);
    if (known !== undefined) return known.account;

    // Those who ask at the same time ask once.
    const answer = { account: this.#ask(publisher), expires: now + CACHE_MS };
    this.#answers.set(publisher, answer);
    answer.account.catch(() => {
      if (this.#answers.get(publisher) === answer) this.#answers.delete(publisher);
    });
    return answer.account;
  }

  async #ask(service: string): Promise<string> {
    try {
      const { clock } = this.#world;
      return await withDeadline(clock, LIMIT_MS, NEVER_ABORTED, (signal) =>
        this.#fetch(service, signal),
      );
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      throw new TaskError('transient', `${service} does not tell its service account: ${words}`, {
        cause,
      });
    }
  }

  async #fetch(service: string, signal: AbortSignal): Promise<string> {
    const client = await this.#world.httpClient([]);
    const url = `${service}/auth/api/v1/server/info`;
    const response = await client.request({ method: 'GET', url }, signal);
    const { bytes, error } = await response.readBody(MAX_BYTES);
    if (error) throw error;
    if (response.status !== 200) throw new Error(`it answers with HTTP status ${response.status}`);
    const account = accountIn(bytes);
    if (account === undefined) throw new Error('its answer has no service_account_name');
    return account;
  }
}

interface Answer {
  readonly account: Promise<string>;
  /** Milliseconds since the Unix epoch. */
  readonly expires: number;
}

const CACHE_MS = 60 * 60 * 1000;
const LIMIT_MS = 60_000;
const MAX_BYTES = 1 << 20;

/** Read as Go's JSON (managers.md 4.3): the name counts in any case, and of several the last one. @param body untrusted */
function accountIn(body: Uint8Array): string | undefined {
  const json = parseGoJson(decodeUtf8(body));
  if (json === undefined) throw new Error('its answer is not JSON');
  let account = '';
  for (const { value } of INFO.membersOf(json) ?? []) {
    if (value === null) continue;
    if (typeof value !== 'string') return undefined;
    account = value;
  }
  return account === '' ? undefined : account;
}

const INFO = new JsonFields(['service_account_name']);
