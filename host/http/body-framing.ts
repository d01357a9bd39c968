// The framing of a response's body: where it ends, as Go's client decides (net/http readTransfer).

import { quotedValue } from '../../src/golang/quoted-value.ts';
import { InvalidResponse } from './invalid-response.ts';
import { type Headers, headersOf, type ResponseHead, trimmed } from './response-head.ts';

export type Framing =
  | { readonly kind: 'none' }
  /** `length` is 1 at least. */
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** It ends with the connection. */
  | { readonly kind: 'until-close' };

export interface FramedHead {
  readonly framing: Framing;
  /** Without those that say how the message is framed; a `Content-Length` that counts stays. */
  readonly headers: Headers;
}

/**
 * @param method of the request
 * @throws InvalidResponse if the headers contradict themselves, or name a coding other than chunks
 */
export function frameBody(head: ResponseHead, method: string): FramedHead {
  const { status, chunksAllowed } = head;
  const codings = headersOf(head.headers, 'transfer-encoding');
  const chunked = chunksAllowed && isChunked(codings);
  const length = contentLength(headersOf(head.headers, 'content-length'));
  checkTrailers(chunked, headersOf(head.headers, 'trailer'));

  const bodiless =
    method === 'HEAD' || (status >= 100 && status <= 199) || status === 204 || status === 304;
  const overridden = chunked && !bodiless;
  const closes = chunksAllowed && hasToken(head.headers, 'connection', 'close');
  const firstLength = head.headers.findIndex(([name]) => /^content-length$/i.test(name));
  const headers = head.headers.filter(
    ([name], index) =>
      !/^transfer-encoding$/i.test(name) &&
      !(chunked && /^trailer$/i.test(name)) &&
      !(closes && /^connection$/i.test(name)) &&
      !(/^content-length$/i.test(name) && (overridden || index > firstLength)),
  );
  if (isProtocolSwitch(status, headers)) return { framing: { kind: 'until-close' }, headers };
  if (bodiless || (!chunked && length === 0)) return { framing: { kind: 'none' }, headers };
  if (chunked) return { framing: { kind: 'chunked' }, headers };
  if (length === undefined) return { framing: { kind: 'until-close' }, headers };
  return { framing: { kind: 'length', length }, headers };
}

function isChunked(codings: readonly string[]): boolean {
  const [coding, ...others] = codings;
  if (coding === undefined) return false;
  if (others.length === 0 && coding.toLowerCase() === 'chunked') return true;
  throw new InvalidResponse(
    `the transfer encoding ${quotedValue(codings.join(', '))} is not supported`,
  );
}

/** Undefined if there is none. Several that agree are one. */
function contentLength(values: readonly string[]): number | undefined {
  const [first, ...others] = values.map(trimmed);
  if (first === undefined) return undefined;
  if (others.some((other) => other !== first)) {
    throw new InvalidResponse('it has several lengths that contradict each other');
  }
  if (!/^\d+$/.test(first) || BigInt(first) >= 2n ** 63n) {
    throw new InvalidResponse(`${quotedValue(first)} is not a length`);
  }
  return Number(first);
}

/** No trailer may say how the message is framed: it would come too late. */
function checkTrailers(chunked: boolean, values: readonly string[]): void {
  if (!chunked) return;
  const names = values.flatMap((value) => value.split(',')).map(trimmed);
  const bad = names.find((name) => /^(?:transfer-encoding|trailer|content-length)$/i.test(name));
  if (bad !== undefined) throw new InvalidResponse(`${quotedValue(bad)} cannot be a trailer`);
}

/** What follows is another protocol, of which Go knows that it ends with the connection. */
function isProtocolSwitch(status: number, headers: Headers): boolean {
  return (
    status === 101 &&
    Boolean(headersOf(headers, 'upgrade')[0]) &&
    hasToken(headers, 'connection', 'upgrade')
  );
}

function hasToken(headers: Headers, lowerCaseName: string, token: string): boolean {
  const tokens = headersOf(headers, lowerCaseName).flatMap((value) => value.split(','));
  return tokens.some((other) => trimmed(other).toLowerCase() === token);
}
