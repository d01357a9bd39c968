// The body of a request that comes in.

import type { IncomingMessage } from 'node:http';

/** Reads no further than the limit, in bytes, and not at all if the request says that it is longer. */
export async function readLimited(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | 'too-long' | 'broken-off'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-long';
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= limit) return;
      request.pause();
      resolve('too-long');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('broken-off'));
    request.on('close', () => resolve('broken-off'));
  });
}
