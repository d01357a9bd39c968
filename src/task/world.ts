// The interface to the outside that Managers and the engine use. Everything that tells time, draws random numbers
// or reaches the network comes in through these interfaces, so that simulation can run on a virtual
// clock and every test is deterministic.

export interface Clock {
  /** Milliseconds since the Unix epoch, UTC; whole. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds (at once if `ms` <= 0). Rejects with `signal.reason` as soon as
   * the signal aborts. A virtual clock resolves when its time gets there.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Uniform in [0, 1). */
export type Random = () => number;

export interface HttpRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  /** Reason phrase; may be empty. */
  readonly statusText: string;
  /** In the order received; a name may repeat. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /**
   * Reads at most `limit` bytes of the body from the start and drops the rest; undefined = no limit.
   * Call once. Rejects if the transport breaks before anything could be read; bytes that came before
   * the break are returned with `error` set.
   */
  readBody(limit?: number): Promise<{ readonly bytes: Uint8Array; readonly error?: Error }>;
}

/** Sends one request. Redirects are the client's business. */
export interface HttpClient {
  /** Rejects on a transport failure or when `signal` aborts; an HTTP error status is not a failure. */
  request(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
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
  /**
   * The HTTP client a Controller hands to a Manager; `scopes` are OAuth scopes, empty for an
   * anonymous request. The host decides which hosts are reached for real.
   */
  httpClient(scopes: readonly string[]): Promise<HttpClient>;
}
