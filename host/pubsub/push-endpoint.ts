// The endpoint at which PubSub messages are pushed to a scheduler on this machine (spec engine.md B2, B4, B5). Nothing
// opens it by itself. It listens on 127.0.0.1; a publisher elsewhere reaches it through a tunnel of its user's.

import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import {
  HTTP_STATUS_OF_PUSH,
  type PushResult,
  pushResultOf,
} from '../../src/engine/pubsub/push-delivery.ts';
import { parsePush } from '../../src/engine/pubsub/push-message.ts';
import type { Route } from '../../src/engine/pubsub/topic-names.ts';
import type { PubsubMessage } from '../../src/task/manager.ts';
import { listenHere } from '../http/listen.ts';
import { readLimited } from '../http/read-limited.ts';
import { type Refusal, refusalOf, routeOf } from './push-request.ts';

export interface PushEndpointOptions {
  /**
   * Gets every message that is well-formed; what it is worth is for the token in it to say. Rejects as
   * `Engine.pushNotification` does. The signal aborts when the endpoint is closed.
   */
  readonly handle: (route: Route, message: PubsubMessage, signal: AbortSignal) => Promise<void>;
  /** 0, the default, for any that is free. */
  readonly port?: number;
  /**
   * What else the `Host` header may be, such as `scheduler.example.com` of a tunnel. Always allowed are
   * 127.0.0.1 and localhost with the port.
   */
  readonly hosts?: readonly string[];
}

export interface PushEndpoint {
  /** `http://127.0.0.1:<port>`; a path for each topic follows (`pushPath`). */
  readonly origin: string;
  /** Takes no more messages; resolves when those that it has are handled. Answers may not get out any more. */
  close(): Promise<void>;
}

/** The largest message that PubSub has, 10 MB, in base64, and something around it. */
const MAX_BODY_BYTES = 14 << 20;
const MAX_CONNECTIONS = 64;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Rejects if the port cannot be had. */
export async function openPushEndpoint(options: PushEndpointOptions): Promise<PushEndpoint> {
  const closed = new AbortController();
  const inHand = new Set<Promise<void>>();
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listenHere(server, options.port ?? 0, 'to receive messages');
  // Such as too many open files: the connection is lost, and the publisher tries again.
  server.on('error', () => {});
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, ...(options.hosts ?? [])];
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  server.on('request', (request, response) => {
    const refusal = refusalOf(request, allowed);
    const answer = refusal
      ? Promise.resolve(refuse(response, refusal))
      : push(request, response, options, closed.signal);
    inHand.add(answer);
    void answer.finally(() => inHand.delete(answer));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      closed.abort();
      server.close();
      server.closeAllConnections();
      await Promise.allSettled(inHand);
    },
  };
}

async function push(
  request: IncomingMessage,
  response: ServerResponse,
  { handle }: PushEndpointOptions,
  signal: AbortSignal,
): Promise<void> {
  const body = await readLimited(request, MAX_BODY_BYTES);
  if (body === 'too-long') {
    return refuse(response, { status: 413, text: 'The message is too long.' });
  }
  // Whoever sent it has gone, and sends it again.
  if (body === 'broken-off') return;
  const route = routeOf(request);
  const parsed = parsePush(body);
  if (route === undefined) {
    return answer(response, 'fatal', 'The address needs `kind` and `publisher`.');
  }
  if (!parsed.ok) return answer(response, 'fatal', parsed.reason);
  let result: PushResult = 'ok';
  try {
    await handle(route, parsed.message, signal);
  } catch (error) {
    result = pushResultOf(error);
  }
  answer(response, result, `${result}`);
}

function answer(response: ServerResponse, result: PushResult, text: string): void {
  end(response, HTTP_STATUS_OF_PUSH[result], text);
}

/** Without reading on: the connection ends with it. */
function refuse(response: ServerResponse, { status, text, headers }: Refusal): void {
  end(response, status, text, { ...headers, Connection: 'close' });
}

function end(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(`${text}\n`);
}
