// The interface to whatever answers HTTP requests: the network, or something in this process.

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
