// An HTTP response whose body is in memory.

import type { HttpResponse } from './http.ts';

/** @param body text is sent in UTF-8; who wants a Content-Length or a Content-Type says so in `headers` */
export function httpAnswer(
  status: number,
  headers: HttpResponse['headers'],
  body: Uint8Array | string,
): HttpResponse {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    status,
    statusText: '',
    headers,
    readBody: async (limit = bytes.length) => ({ bytes: bytes.slice(0, limit) }),
  };
}
