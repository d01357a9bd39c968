// An HTTP client that gives the answers of a list to the requests it lists.

import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/task/world.ts';

interface ReplayedResponse {
  readonly url: string;
  readonly status?: number;
  readonly body?: string;
  /** The connection failed. */
  readonly error?: string;
}

export class ReplayClient implements HttpClient {
  /** As they came. */
  readonly requests: HttpRequest[] = [];
  readonly #left: Map<string, ReplayedResponse[]>;

  /** @param responses those of one URL are given in their order */
  constructor(responses: readonly ReplayedResponse[]) {
    this.#left = Map.groupBy(responses, ({ url }) => url);
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const response = this.#left.get(request.url)?.shift();
    if (!response) throw new Error(`the service does not ask for ${request.url}`);
    const { status = 200, body = '', error } = response;
    if (error) throw new Error(`the connection failed: ${error}`);
    return {
      status,
      statusText: '',
      headers: [],
      readBody: async (limit) => ({ bytes: new TextEncoder().encode(body).subarray(0, limit) }),
    };
  }
}
