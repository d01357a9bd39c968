// The text of a request, as Go's client writes it (http.Request.Write).

import { hostHeader } from '../../src/golang/host-name.ts';
import { quotedValue } from '../../src/golang/quoted-value.ts';
import { type RequestUrl, requestTarget } from '../../src/golang/url-request.ts';
import { encodeUtf8 } from '../../src/golang/utf8.ts';
import type { HttpRequest } from '../../src/task/world.ts';

/** One request on its way, which may be the first or what a redirect made of it. */
export interface OutgoingRequest extends Pick<HttpRequest, 'method' | 'body'> {
  readonly url: RequestUrl;
  /** Names in any case. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
}

const USER_AGENT = 'Go-http-client/1.1';

/** Methods of which a server expects a body; to the others no length is said of none. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** These are written from elsewhere. */
const NOT_COPIED: ReadonlySet<string> = new Set([
  'host',
  'user-agent',
  'content-length',
  'transfer-encoding',
  'trailer',
]);

/**
 * Whether gzip is asked for on our own account, and so is ours to undo: not where the request asks for an
 * encoding or a part, nor where there is no body.
 */
export function asksForGzip({ method, headers }: OutgoingRequest): boolean {
  return !has(headers, 'accept-encoding') && !has(headers, 'range') && method !== 'HEAD';
}

/**
 * The bytes of a request.
 * @throws Error with a plain sentence if a header cannot be written
 */
export function requestBytes(request: OutgoingRequest): Uint8Array {
  const { method, url, headers, body } = request;
  for (const [name, value] of headers) checkHeader(name, value);
  const userAgent = headers.find(([name]) => name.toLowerCase() === 'user-agent');
  const length = body?.length ?? 0;
  const given = headers
    .filter(([name]) => !NOT_COPIED.has(name.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    `${method || 'GET'} ${requestTarget(url)} HTTP/1.1`,
    `Host: ${hostHeader(url.host)}`,
    ...(userAgent?.[1] === '' ? [] : [(userAgent ?? ['User-Agent', USER_AGENT]).join(': ')]),
    ...(length > 0 || WITH_BODY.has(method) ? [`Content-Length: ${length}`] : []),
    ...given.map(([name, value]) => `${name}: ${value}`),
    ...authorization(request),
    ...(asksForGzip(request) ? ['Accept-Encoding: gzip'] : []),
  ];
  return Buffer.concat([encodeUtf8(`${lines.join('\r\n')}\r\n\r\n`), body ?? new Uint8Array()]);
}

/** Whom the URL names asks, unless a header says who. */
function authorization({ url: { user }, headers }: OutgoingRequest): string[] {
  if (!user || has(headers, 'authorization')) return [];
  const credentials = Buffer.from(encodeUtf8(`${user.name}:${user.password}`));
  return [`Authorization: Basic ${credentials.toString('base64')}`];
}

function has(headers: OutgoingRequest['headers'], lowerCaseName: string): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === lowerCaseName && value !== '');
}

function checkHeader(name: string, value: string): void {
  if (/^[\w!#$%&'*+\-.^`|~]+$/.test(name) && !/[^\t\x20-\x7e\x80-\u{10ffff}]/u.test(value)) return;
  throw new Error(`the header ${quotedValue(`${name}: ${value}`)} cannot be sent`);
}
