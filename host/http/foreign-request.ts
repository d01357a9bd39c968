// Requests to a server of this machine that come from a page of the web, by way of its browser on this machine.

import type { IncomingMessage } from 'node:http';

/**
 * `other-host`: the request is for a name that the server does not go by, such as one that a page has let point to
 * 127.0.0.1 (DNS rebinding). `browser`: a page has sent it, and its browser says so.
 */
export type ForeignRequest = 'other-host' | 'browser';

/**
 * Whether a request is one of these; undefined for that of a program.
 * @param allowedHosts values of the `Host` header, in lower case
 */
export function foreignRequest(
  { headers }: Pick<IncomingMessage, 'headers'>,
  allowedHosts: ReadonlySet<string>,
): ForeignRequest | undefined {
  if (!allowedHosts.has((headers.host ?? '').toLowerCase())) return 'other-host';
  const isFromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  return isFromPage ? 'browser' : undefined;
}
