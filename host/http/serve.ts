// An HTTP client served to other programs on this machine: whoever asks 127.0.0.1 gets what the client answers.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpClient } from '../../src/task/world.ts';
import { errorText } from '../../src/text/wording.ts';
import { type ForeignRequest, foreignRequest } from './foreign-request.ts';
import { listenHere } from './listen.ts';
import { readLimited } from './read-limited.ts';

export interface ServeOptions {
  /** 0, the default, for any that is free. */
  readonly port?: number;
}

export interface HttpServer {
  /** `http://127.0.0.1:<port>`; what the client is asked for begins like it. */
  readonly url: string;
  /** Ends connections, and the signals of requests under way; resolves when nothing is left of them. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 << 20;
const HEADERS_TIMEOUT_MS = 10_000;

/**
 * Serves until it is closed. Pages of the web are refused, though their browser is on this machine, be it under a name of
 * their own that they let point to it. What the client rejects with is the text of a 502.
 * Rejects with a sentence if the port cannot be had.
 */
export async function serveHttp(
  client: HttpClient,
  { port = 0 }: ServeOptions = {},
): Promise<HttpServer> {
  const closed = new AbortController();
  const inHand = new Set<Promise<void>>();
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS });
  const actual = await listenHere(server, port, 'to serve requests');
  server.on('error', () => {}); // Such as too many open files: the connection is lost.
  const hosts = new Set([`127.0.0.1:${actual}`, `localhost:${actual}`]);
  server.on('request', (request, response) => {
    const answer = respond(client, hosts, closed.signal, request, response);
    inHand.add(answer);
    void answer.finally(() => inHand.delete(answer));
  });
  return {
    url: `http://127.0.0.1:${actual}`,
    async close() {
      closed.abort(new Error('the server is closed'));
      server.close();
      server.closeAllConnections();
      await Promise.allSettled(inHand);
    },
  };
}

const FOREIGN: Readonly<Record<ForeignRequest, string>> = {
  'other-host': 'This server does not go by that host name.',
  browser: 'This server does not answer browsers.',
};

/** Never rejects. */
async function respond(
  client: HttpClient,
  hosts: ReadonlySet<string>,
  closed: AbortSignal,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers, url = '/' } = request;
  const host = (headers.host ?? '').toLowerCase();
  const foreign = foreignRequest(request, hosts);
  if (foreign) return refuse(response, 403, FOREIGN[foreign]);
  if (!url.startsWith('/')) return refuse(response, 400, 'The address has to be a path.');
  const body = await readLimited(request, MAX_BODY_BYTES);
  if (body === 'too-long') return refuse(response, 413, 'The body is too long.');
  if (body === 'broken-off') return;

  const gone = new AbortController();
  response.on('close', () => gone.abort(new Error('nobody waits for the answer')));
  const signal = AbortSignal.any([closed, gone.signal]);
  try {
    const answer = await client.request(
      {
        method,
        url: `http://${host}${url}`,
        headers: textHeaders(headers),
        ...(body.length > 0 && { body }),
      },
      signal,
    );
    const { bytes, error } = await answer.readBody();
    if (error) throw error;
    response.writeHead(answer.status, answer.statusText, flatHeaders(answer.headers, bytes.length));
    response.end(bytes);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else refuse(response, 502, errorText(error));
  }
}

function textHeaders(headers: IncomingMessage['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** Flat, as Node takes names that repeat. How long the body is, and how it is sent, is said anew. */
function flatHeaders(
  headers: ReadonlyArray<readonly [name: string, value: string]>,
  length: number,
): string[] {
  const own = ['content-length', 'transfer-encoding', 'connection'];
  const kept = headers.filter(([name]) => !own.includes(name.toLowerCase()));
  return [...kept.flat(), 'Content-Length', String(length)];
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(`${sentence}\n`);
}
