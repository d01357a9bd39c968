// Which requests the push endpoint takes.

import type { IncomingMessage } from 'node:http';
import { PUSH_PATH, type Route } from '../../src/engine/pubsub/topic-names.ts';

export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Why the request is not for us, or undefined. A page of the web must not get through, though its browser runs on this
 * machine: neither under a name of its own that it lets point to 127.0.0.1 (DNS rebinding), nor as what it is.
 *
 * @param allowedHosts values of the `Host` header, in lower case
 */
export function refusalOf(
  { headers, method, url = '' }: IncomingMessage,
  allowedHosts: ReadonlySet<string>,
): Refusal | undefined {
  if (!allowedHosts.has((headers.host ?? '').toLowerCase())) {
    return { status: 403, text: 'This scheduler does not go by that host name.' };
  }
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    return { status: 403, text: 'This scheduler takes no messages from browsers.' };
  }
  if (pathOf(url) !== PUSH_PATH) return { status: 404, text: 'There is nothing here.' };
  if (method !== 'POST') {
    return { status: 405, text: 'Messages are pushed with POST.', headers: { Allow: 'POST' } };
  }
  return undefined;
}

/** Undefined if the address lacks a part of it. */
export function routeOf({ url = '' }: IncomingMessage): Route | undefined {
  const query = new URLSearchParams(url.slice(pathOf(url).length));
  const manager = query.get('kind') ?? '';
  const publisher = query.get('publisher') ?? '';
  return manager === '' || publisher === '' ? undefined : { manager, publisher };
}

/** As it stands in the request, which may be an address of another host or no path at all. */
function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
