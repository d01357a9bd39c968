// The request that follows a redirect, by the rules of Go's net/http client.

import { domainToASCII } from 'node:url';
import { quotedValue } from '../../src/golang/quoted-value.ts';
import {
  hostAndPort,
  type RequestUrl,
  refererText,
  resolveReference,
} from '../../src/golang/url-request.ts';
import type { OutgoingRequest } from './request-text.ts';
import { type Headers, headerOf } from './response-head.ts';

/** What of a response matters here. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

/** Not to be told to another host than the one they were meant for. */
const CONFIDENTIAL =
  /^(?:authorization|www-authenticate|cookie|cookie2|proxy-authorization|proxy-authenticate)$/i;

/** About a body that is not sent on. */
const ABOUT_BODY = /^content-(?:encoding|language|location|type)$/i;

/**
 * The next request, if the answer is a redirect with a place to go to. 301, 302 and 303 turn anything
 * but GET and HEAD into a GET without a body; 307 and 308 repeat the request. Headers come from the first
 * request; those left out once stay so.
 *
 * Throws an Error with a plain sentence if the place is no URL.
 */
export function redirected(
  first: OutgoingRequest,
  answered: OutgoingRequest,
  answer: Answer,
): OutgoingRequest | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = headerOf(answer.headers, 'location');
  if (!location) return undefined;
  const target = resolveReference(answered.url, location);
  if (!target.ok) {
    throw new Error(
      `the redirect leads to ${quotedValue(location)}, which is not a URL: ${target.reason}`,
    );
  }

  const { url } = target;
  const repeats = answer.status >= 307;
  const reads = answered.method === 'GET' || answered.method === 'HEAD';
  const told = isWithin(url, first.url);
  const { body, method } = answered;
  const headers = answered.headers.filter(
    ([name]) =>
      (told || !CONFIDENTIAL.test(name)) &&
      (repeats || !ABOUT_BODY.test(name)) &&
      !/^referer$/i.test(name),
  );
  return {
    url,
    method: repeats || reads ? method : 'GET',
    headers: [...headers, ...referer(first, answered.url, url)],
    ...(repeats && body && { body }),
  };
}

/** Where the reader comes from, but for secrets and for what was said in secret. */
function referer(first: OutgoingRequest, from: RequestUrl, to: RequestUrl): Headers {
  if (from.scheme === 'https' && to.scheme === 'http') return [];
  return [['Referer', headerOf(first.headers, 'referer') || refererText(from)]];
}

/** True for the same host, whatever the port, and for a domain below it. */
function isWithin(url: RequestUrl, whole: RequestUrl): boolean {
  if (url.host === whole.host) return true;
  const [name, parent] = [ascii(url), ascii(whole)];
  return name === parent || (!/[:%]/.test(name) && name.endsWith(`.${parent}`));
}

function ascii({ host }: RequestUrl): string {
  const { name } = hostAndPort(host);
  return /^[\0-\x7f]*$/.test(name) ? name : domainToASCII(name) || name;
}
