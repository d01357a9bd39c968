// The check of requests to the push endpoint: which of them it takes, and for whom.

import type { IncomingMessage } from 'node:http';
import { PUSH_PATH, type Route } from '../../src/engine/pubsub/topic-names.ts';
import { type ForeignRequest, foreignRequest } from '../http/foreign-request.ts';

export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Why the request is not for us, or undefined.
 * @param allowedHosts values of the `Host` header, in lower case
 */
export function refusalOf(
  request: IncomingMessage,
  allowedHosts: ReadonlySet<string>,
): Refusal | undefined {
  const { method, url = '' } = request;
  const foreign = foreignRequest(request, allowedHosts);
  if (foreign) return { status: 403, text: FOREIGN[foreign] };
  if (pathOf(url) !== PUSH_PATH) return { status: 404, text: 'There is nothing here.' };
  if (method !== 'POST') {
    return { status: 405, text: 'Messages are pushed with POST.', headers: { Allow: 'POST' } };
  }
  return undefined;
}

const FOREIGN: Readonly<Record<ForeignRequest, string>> = {
  'other-host': 'This scheduler does not go by that host name.',
  browser: 'This scheduler takes no messages from browsers.',
};

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
