// An HTTP client that does what Go's net/http client does, since that is what the service runs tasks with.

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { HttpClient, HttpRequest, HttpResponse } from '../../src/task/world.ts';
import { parseHttpUrl } from './http-url.ts';
import { redirected } from './redirect.ts';
import { transportError } from './transport-error.ts';

/** Go's client gives up rather than send an eleventh request, that is at the tenth redirect. */
const MAX_REQUESTS = 10;

/** What Go's client accepts at most; Node's own default is 16 KiB. */
const MAX_HEADER_BYTES = 10 << 20;

/** What Go's client sends of itself, next to Host. */
const DEFAULT_HEADERS: HttpHeaders = { 'User-Agent': 'Go-http-client/1.1' };

type HttpHeaders = Readonly<Record<string, string>>;

/**
 * A client for http and https, without cookies or credentials of its own. Follows redirects; decodes
 * gzip where the request did not itself ask for an encoding, and then hides `Content-Encoding` and
 * `Content-Length`, which speak of the encoded body.
 */
export function createHttpClient(): HttpClient {
  return { request: followRedirects };
}

async function followRedirects(first: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
  let request = first;
  for (let sent = 1; ; sent++) {
    const exchange = await send(request, signal);
    const next = redirected(first, request, exchange);
    if (!next) return responseOf(exchange, signal);
    exchange.body.destroy();
    if (sent === MAX_REQUESTS) {
      throw new Error(`stopped after ${MAX_REQUESTS} requests: too many redirects`);
    }
    request = next;
  }
}

/** A response whose body is still to be read. */
interface Exchange extends Pick<HttpResponse, 'status' | 'statusText' | 'headers'> {
  readonly body: Readable;
  readonly url: URL;
}

async function send(request: HttpRequest, signal?: AbortSignal): Promise<Exchange> {
  const url = parseHttpUrl(request.url);
  const given = request.headers ?? {};
  // Who asks for an encoding, or for no body at all, gets what is sent as it is.
  const decodes =
    request.method !== 'HEAD' && headerOf(Object.entries(given), 'accept-encoding') === undefined;
  const headers = withDefaults(given, {
    ...DEFAULT_HEADERS,
    ...(decodes && { 'Accept-Encoding': 'gzip' }),
  });
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: request.method,
      headers,
      maxHeaderSize: MAX_HEADER_BYTES,
      ...(signal && { signal }),
    });
    outgoing.removeHeader('Connection'); // HTTP/1.1 keeps a connection without being told to.
    outgoing.on('error', (error) => reject(failure(error, url, signal)));
    outgoing.on('response', (incoming) => resolve(exchangeOf(incoming, url, decodes)));
    outgoing.end(request.body);
  });
}

function exchangeOf(incoming: IncomingMessage, url: URL, decodes: boolean): Exchange {
  const headers = pairs(incoming.rawHeaders)
    // How the message was framed is no property of what it says; Go hides these too.
    .filter(([name]) => !/^(transfer-encoding|trailer)$/i.test(name));
  const { statusCode: status = 0, statusMessage: statusText = '' } = incoming;
  const gzipped =
    decodes &&
    headerOf(headers, 'content-encoding')?.toLowerCase() === 'gzip' &&
    headerOf(headers, 'content-length') !== '0';
  incoming.on('error', () => {}); // Whoever reads the body hears of it; until then it can wait.
  if (!gzipped) return { status, statusText, headers, body: incoming, url };
  return {
    status,
    statusText,
    headers: headers.filter(([name]) => !/^content-(encoding|length)$/i.test(name)),
    body: pipeline(incoming, createGunzip(), () => {}),
    url,
  };
}

function responseOf(exchange: Exchange, signal?: AbortSignal): HttpResponse {
  const { status, statusText, headers, body, url } = exchange;
  return {
    status,
    statusText,
    headers,
    readBody: async (limit = Number.POSITIVE_INFINITY) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      const read = () => new Uint8Array(Buffer.concat(chunks).subarray(0, limit));
      try {
        for await (const chunk of body) {
          chunks.push(chunk);
          size += chunk.length;
          if (size >= limit) break; // This closes the connection: the rest is never sent for.
        }
        signal?.throwIfAborted(); // A body without a length looks complete when it is cut.
        return { bytes: read() };
      } catch (cause) {
        const error = failure(cause, url, signal);
        if (size === 0) throw error;
        return { bytes: read(), error };
      }
    },
  };
}

/** Why a request broke off; if it was told to, the reason it was given. */
function failure(cause: unknown, url: URL, signal?: AbortSignal): Error {
  if (!signal?.aborted) return transportError(cause, url);
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}

function withDefaults(headers: HttpHeaders, defaults: HttpHeaders): HttpHeaders {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const missing = Object.entries(defaults).filter(([name]) => !given.has(name.toLowerCase()));
  return { ...Object.fromEntries(missing), ...headers };
}

/** The first value of a header. */
function headerOf(
  headers: ReadonlyArray<readonly [string, string]>,
  lowerCaseName: string,
): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}

/** Node gives names and values alternating, and takes every byte for a Latin-1 character. */
function pairs(rawHeaders: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, i) => [
    rawHeaders[2 * i] ?? '',
    Buffer.from(rawHeaders[2 * i + 1] ?? '', 'latin1').toString('utf8'),
  ]);
}
