// The request that follows a redirect, by the rules of Go's net/http client.

import type { HttpRequest } from '../../src/task/world.ts';
import { parseHttpUrl } from './http-url.ts';

/** What of a response matters here. */
interface Answer {
  readonly status: number;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** Of the request that was answered. */
  readonly url: URL;
}

/** Not to be told to another host than the one they were meant for. */
const CONFIDENTIAL = /^(authorization|www-authenticate|cookie|cookie2|proxy-authorization)$/i;

/** About a body that is not sent on. */
const ABOUT_BODY = /^content-/i;

/**
 * The next request, if the answer is a redirect with a place to go to. 301, 302 and 303 turn anything
 * but GET and HEAD into a GET without a body; 307 and 308 repeat the request.
 *
 * Throws an Error with a plain sentence if that place is no http or https URL.
 */
export function redirected(
  first: HttpRequest,
  answered: HttpRequest,
  answer: Answer,
): HttpRequest | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (!location) return undefined;

  const url = parseHttpUrl(location, answer.url);
  const { body, ...request } = answered;
  const repeats = answer.status >= 307;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const sameHost = url.host === parseHttpUrl(first.url).host;
  const headers = Object.entries(request.headers ?? {}).filter(
    ([name]) =>
      (sameHost || !CONFIDENTIAL.test(name)) &&
      (repeats || !ABOUT_BODY.test(name)) &&
      name.toLowerCase() !== 'referer',
  );
  return {
    url: url.href,
    method: repeats || reads ? request.method : 'GET',
    headers: { ...Object.fromEntries(headers), ...referer(answer.url, url) },
    ...(repeats && body && { body }),
  };
}

/** Where the reader comes from, but for secrets and for what was said in secret. */
function referer(from: URL, to: URL): { Referer?: string } {
  if (from.protocol === 'https:' && to.protocol === 'http:') return {};
  const bare = new URL(from);
  bare.username = '';
  bare.password = '';
  bare.hash = '';
  return { Referer: bare.href };
}
