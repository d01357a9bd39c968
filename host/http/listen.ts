// Listening for other programs on this machine.

import { once } from 'node:events';
import type { Server } from 'node:http';
import { errorText } from '../../src/text/wording.ts';

/**
 * Lets a server listen on 127.0.0.1.
 * @param port 0 for any that is free
 * @param use what the port is for, for the middle of a sentence, such as `to receive messages`
 * @returns the port. Rejects with a sentence that says what to do, without its full stop, if it cannot be had.
 */
export async function listenHere(server: Server, port: number, use: string): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`Port ${port} cannot be used ${use}: ${reasonOf(cause)}`, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return 'another program has it. End that one, or choose another port';
    case 'EACCES':
      return 'it takes special rights. Choose a port above 1023';
    default:
      return errorText(cause);
  }
}
