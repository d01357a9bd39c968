// A language server in a process of its own for a bench, which may take minutes with it.

import type { Initialization } from '../server/server-client.ts';
import { ServerProcess } from '../server/server-process.ts';

/** Longer than any bench takes on a busy machine, in ms. */
const TIMEOUT = 30 * 60_000;

/** A server that has started. If it ends before its time, whoever waits for an answer is told, not left to wait for ever. */
export async function benchServer(initialization: Initialization): Promise<ServerProcess> {
  const server = new ServerProcess(undefined, TIMEOUT);
  server.child.once('close', () => server.connection.dispose());
  await server.initialize(initialization);
  return server;
}
