// The interface to the outside that Managers and the engine use. Everything that tells time, draws random numbers
// or reaches the network comes in through these interfaces, so that simulation can run on a virtual
// clock and every test is deterministic.

import type { Clock } from '../io/clock.ts';
import type { HttpClient } from '../io/http.ts';

export type { Clock } from '../io/clock.ts';
export type { HttpClient, HttpRequest, HttpResponse } from '../io/http.ts';
export { RequestRefused } from '../io/request-refused.ts';

/** Uniform in [0, 1). */
export type Random = () => number;

/** Who asks other services for something, as it tells them. */
export interface ServiceName {
  /** Such as `luci-scheduler`. */
  readonly appId: string;
  /** Where its API is served, such as `luci-scheduler.appspot.com`. */
  readonly hostname: string;
}

/**
 * Bytes that last as long as the engine's store: what a Manager must remember from one Invocation to the next one.
 * Keys are any text; `<kind of task>/<...>` by agreement, so that no two kinds meet. Both methods reject with a
 * transient TaskError if the store fails; after that of `set`, either value may be what is kept.
 */
export interface TaskStorage {
  get(key: string): Promise<Uint8Array | undefined>;
  /** Resolves when it is as durable as it will be. */
  set(key: string, value: Uint8Array): Promise<void>;
}

/** The outside, as one value that a host (runner, simulation, CLI, test) provides. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly storage: TaskStorage;
  readonly service: ServiceName;
  /**
   * The HTTP client a Controller hands to a Manager; `scopes` are OAuth scopes, empty for an
   * anonymous request. The host decides which hosts are reached for real.
   * @param log gets one line for each request that says where it goes
   */
  httpClient(scopes: readonly string[], log?: (line: string) => void): Promise<HttpClient>;
  /**
   * True if this machine answers in place of the host that a request for `url` names. What such a request makes has no
   * page on the host. Left out: it never does.
   */
  readonly answersFor?: (url: string) => boolean;
}
