// An HTTP client that does what Go's net/http client does, since that is what the service runs tasks with.

import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { quotedValue } from '../../src/golang/quoted-value.ts';
import { parseRequestUrl, type RequestUrl } from '../../src/golang/url-request.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../src/task/world.ts';
import { readFramed } from './body.ts';
import { type Framing, frameBody } from './body-framing.ts';
import { ByteReader } from './byte-reader.ts';
import { type Connection, type Dialler, openConnection } from './connection.ts';
import { redirected } from './redirect.ts';
import { endpointOf, shownHost } from './request-place.ts';
import { asksForGzip, type OutgoingRequest, requestBytes } from './request-text.ts';
import { type Headers, headerOf, readHead } from './response-head.ts';
import { transportError } from './transport-error.ts';

/** Go's client gives up rather than send an eleventh request, that is at the tenth redirect. */
const MAX_REQUESTS = 10;

/** So much of a redirect's body is waited for before the next request, if it says that it is no longer. */
const REDIRECT_BODY_BYTES = 2 << 10;

/**
 * Called before each request, those that follow redirects among them.
 * @param hops how many redirects have led here
 * @return headers for this request, and for none that follows it
 *
 * Rejects if it is not to be sent.
 */
export type BeforeRequest = (url: RequestUrl, hops: number) => Promise<Headers>;

/**
 * A client for http and https, without cookies or credentials of its own. Follows redirects; decodes
 * gzip where the request did not itself ask for an encoding, and then hides `Content-Encoding` and
 * `Content-Length`, which speak of the encoded body.
 *
 * Each request has a connection of its own, closed as soon as its answer is read, broken or not wanted: none
 * is kept, so none can turn out to be dead, and nothing is left of a request that is over.
 * @param dialler what connections are made with; they have 30 s to be made and 10 s to agree on TLS, as in Go
 * @param before not for URLs that cannot be fetched at all
 */
export function createHttpClient(dialler: Dialler, before: BeforeRequest = anywhere): HttpClient {
  return {
    request: (request, signal) => followRedirects(firstRequest(request), dialler, before, signal),
  };
}

const anywhere: BeforeRequest = async () => [];

function firstRequest({ url: text, method, headers = {}, body }: HttpRequest): OutgoingRequest {
  const parsed = parseRequestUrl(text);
  if (!parsed.ok) throw new Error(`${quotedValue(text)} is not a URL: ${parsed.reason}`);
  return { url: parsed.url, method, headers: Object.entries(headers), ...(body && { body }) };
}

async function followRedirects(
  first: OutgoingRequest,
  dialler: Dialler,
  before: BeforeRequest,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  let request = first;
  for (let sent = 1; ; sent++) {
    checkFetchable(request.url);
    const more = await before(request.url, sent - 1);
    const exchange = await send(request, more, dialler, signal);
    try {
      const next = redirected(first, request, exchange);
      if (!next) return responseOf(exchange, signal);
      if (sent === MAX_REQUESTS) {
        throw new Error(`stopped after ${MAX_REQUESTS} requests: too many redirects`);
      }
      await passOver(exchange);
      exchange.connection.close();
      request = next;
    } catch (error) {
      exchange.connection.close();
      throw error;
    }
  }
}

/** A response whose body is still to be read. */
interface Exchange {
  readonly url: RequestUrl;
  readonly connection: Connection;
  readonly reader: ByteReader;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly framing: Framing;
  readonly gzipped: boolean;
}

async function send(
  request: OutgoingRequest,
  more: Headers,
  dialler: Dialler,
  signal?: AbortSignal,
): Promise<Exchange> {
  const { url } = request;
  const bytes = requestBytes({ ...request, headers: [...request.headers, ...more] });
  let connection: Connection | undefined;
  try {
    connection = await openConnection(endpointOf(url), dialler, signal);
    connection.write(bytes);
    return await receive(request, connection);
  } catch (error) {
    connection?.close();
    throw failure(error, url, signal);
  }
}

async function receive(request: OutgoingRequest, connection: Connection): Promise<Exchange> {
  const reader = new ByteReader(connection.receive);
  const head = await readHead(reader);
  if (!head) throw new Error(`${shownHost(request.url)} closed the connection without an answer`);
  const { framing, headers } = frameBody(head, request.method);
  const gzipped =
    framing.kind !== 'none' &&
    head.status !== 101 &&
    asksForGzip(request) &&
    headerOf(headers, 'content-encoding')?.toLowerCase() === 'gzip';
  const { status, statusText } = head;
  return {
    url: request.url,
    connection,
    reader,
    status,
    statusText,
    headers: gzipped
      ? headers.filter(([name]) => !/^content-(?:encoding|length)$/i.test(name))
      : headers,
    framing,
    gzipped,
  };
}

/** Waits for the body of a redirect as long as Go does, which is the same to it as having read it. */
async function passOver({ reader, framing, gzipped }: Exchange): Promise<void> {
  if (framing.kind === 'length' && framing.length > REDIRECT_BODY_BYTES && !gzipped) return;
  let size = 0;
  try {
    for await (const { length } of readFramed(reader, framing)) {
      size += length;
      if (size >= REDIRECT_BODY_BYTES) return;
    }
  } catch {
    // What the redirect said is known already.
  }
}

function responseOf(exchange: Exchange, signal?: AbortSignal): HttpResponse {
  const { url, connection, reader, status, statusText, headers, framing, gzipped } = exchange;
  if (framing.kind === 'none') connection.close();
  return {
    status,
    statusText,
    headers,
    readBody: async (limit = Number.POSITIVE_INFINITY) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      const read = () => new Uint8Array(Buffer.concat(chunks).subarray(0, limit));
      const raw = readFramed(reader, framing);
      const body = gzipped ? pipeline(Readable.from(raw), createGunzip(), () => {}) : raw;
      try {
        for await (const chunk of body) {
          chunks.push(chunk);
          size += chunk.length;
          if (size >= limit) break;
        }
        return { bytes: read() };
      } catch (cause) {
        const error = failure(cause, url, signal);
        if (size === 0) throw error;
        return { bytes: read(), error };
      } finally {
        connection.close();
      }
    },
  };
}

/** Throws an Error with a plain sentence if no request can be made of this URL. */
function checkFetchable({ scheme, host }: RequestUrl): void {
  if (scheme !== 'http' && scheme !== 'https') {
    throw new Error(
      scheme === ''
        ? 'the URL has no scheme; only http and https URLs can be fetched'
        : `only http and https URLs can be fetched, not ${scheme}`,
    );
  }
  if (host === '') throw new Error('the URL names no host');
}

/** Why a request broke off; if it was told to, the reason it was given. */
function failure(cause: unknown, url: RequestUrl, signal?: AbortSignal): Error {
  if (!signal?.aborted) return transportError(cause, shownHost(url));
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
