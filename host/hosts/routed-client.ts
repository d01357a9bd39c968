// The HTTP client that Managers get: each request, and each redirect of one, goes where the host table says.

import { quotedValue } from '../../src/golang/quoted-value.ts';
import { parseRequestUrl, type RequestUrl, refererText } from '../../src/golang/url-request.ts';
import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  RequestRefused,
} from '../../src/task/world.ts';
import { errorText } from '../../src/text/wording.ts';
import type { BeforeRequest } from '../http/http-client.ts';
import {
  type AskedHost,
  askedHost,
  isThisMachine,
  servesGitiles,
  shownName,
} from './asked-host.ts';
import type { DecidedRoute, HostDecisions } from './host-decisions.ts';
import { type Environment, proxyVariable } from './proxy.ts';
import type { NetworkTarget } from './target.ts';

export interface Routes {
  readonly decisions: HostDecisions;
  /** Calls `before` ahead of each request that it sends. */
  readonly network: (before: BeforeRequest) => HttpClient;
  /** What answers for Gitiles from the repository in a folder. */
  readonly git: (folder: string) => HttpClient;
  /** What answers for Buildbucket. */
  readonly buildbucket: HttpClient;
  /** See `luciAuthToken`. */
  readonly token: (scopes: readonly string[], signal?: AbortSignal) => Promise<string>;
  /** Where proxies may be named. */
  readonly environment: Environment;
}

/**
 * @param scopes of the tokens that may be sent where the table says so; without any, none is sent
 * @param log gets one line for each request, and for each redirect, that says where it goes
 */
export function createRoutedClient(
  routes: Routes,
  scopes: readonly string[],
  log: (line: string) => void = () => {},
): HttpClient {
  return {
    request: async (request, signal) => {
      const parsed = parseRequestUrl(request.url);
      if (!parsed.ok) throw new Error(`${quotedValue(request.url)} is not a URL: ${parsed.reason}`);
      const { url } = parsed;
      const route = await routes.decisions.routeTo(url, signal);
      const name = requestName(request, url);
      switch (route.kind) {
        case 'refuse':
          throw new RequestRefused(route.reason);
        case 'git':
          log(`${name}: answered by the git repository in ${route.folder}`);
          return routes.git(route.folder).request(request, signal);
        case 'buildbucket':
          log(`${name}: answered by the Buildbucket emulator on this machine`);
          return routes.buildbucket.request(request, signal);
        case 'network':
          return new NetworkRequest(routes, scopes, log).send(request, url, route, signal);
      }
    },
  };
}

/** One request over the network, with all its redirects. */
class NetworkRequest {
  readonly #routes: Routes;
  readonly #scopes: readonly string[];
  readonly #log: (line: string) => void;
  /** What would have gone through a proxy, had other programs sent it. */
  #proxy: string | undefined;

  constructor(routes: Routes, scopes: readonly string[], log: (line: string) => void) {
    this.#routes = routes;
    this.#scopes = scopes;
    this.#log = log;
  }

  async send(
    request: HttpRequest,
    url: RequestUrl,
    route: NetworkTarget,
    signal?: AbortSignal,
  ): Promise<HttpResponse> {
    const isAnonymous = route.credentials === 'none' || this.#scopes.length === 0;
    // Gitiles has a second address for those who say who they are (managers.md 4.3).
    const sent = isAnonymous ? forAnybody(request, askedHost(url)) : request;
    const client = this.#routes.network(async (hop, hops) => {
      const asked = askedHost(hop);
      const decided = hops === 0 ? route : await this.#routes.decisions.routeTo(hop, signal);
      checkHop(decided, asked);
      const isOrigin = hop.scheme === url.scheme && hop.host === url.host;
      const token = isAnonymous || !isOrigin ? undefined : await this.#tokenFor(hop, asked, signal);
      const name = hops === 0 ? requestName(sent, hop) : `Redirected to ${refererText(hop)}`;
      this.#log(`${name}: ${this.#whereTo(hop, asked, token !== undefined)}`);
      return token === undefined ? [] : [['Authorization', `Bearer ${token}`]];
    });
    try {
      return await client.request(sent, signal);
    } catch (error) {
      const isRefusal = error instanceof RequestRefused;
      if (this.#proxy === undefined || isRefusal || signal?.aborted) throw error;
      throw new Error(`${errorText(error)} (${proxyNote(this.#proxy)})`, { cause: error });
    }
  }

  async #tokenFor(hop: RequestUrl, asked: AskedHost, signal?: AbortSignal): Promise<string> {
    if (hop.scheme === 'https') return this.#routes.token(this.#scopes, signal);
    const host = shownName(asked);
    throw new RequestRefused(
      `No token is sent to ${host} but over https: let its target be "network"`,
    );
  }

  #whereTo(hop: RequestUrl, asked: AskedHost, isKnown: boolean): string {
    const isHere = isThisMachine(asked);
    this.#proxy = isHere ? undefined : proxyVariable(this.#routes.environment, hop.scheme, asked);
    const place = isHere ? 'this machine' : `${shownName(asked)} over the network`;
    const who = isKnown ? 'with a token of luci-auth' : 'without an account';
    const proxy = this.#proxy === undefined ? '' : `; ${proxyNote(this.#proxy)}`;
    return `sent to ${place}, ${who}${proxy}`;
  }
}

function requestName({ method }: HttpRequest, url: RequestUrl): string {
  return `${method || 'GET'} ${refererText(url)}`;
}

function checkHop(route: DecidedRoute, asked: AskedHost): asserts route is NetworkTarget {
  if (route.kind === 'refuse') throw new RequestRefused(route.reason);
  if (route.kind !== 'network') {
    throw new RequestRefused(
      `A redirect leads to ${shownName(asked)}, for which this machine answers: ask for that URL itself`,
    );
  }
}

function forAnybody(request: HttpRequest, asked: AskedHost): HttpRequest {
  if (!servesGitiles(asked)) return request;
  return { ...request, url: request.url.replace(/^(https?:\/\/[^/]+)\/a\//i, '$1/') };
}

function proxyNote(variable: string): string {
  return `${variable} is set, but requests go past proxies`;
}
