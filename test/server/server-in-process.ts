// The language server without a process of its own: over streams of this one. A process takes a hundred times as long to
// start as most sessions of a test last.

import { PassThrough } from 'node:stream';
import { serveStdio } from '../../server/process.ts';
import type { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { type Initialization, ServerClient } from './server-client.ts';

export class ServerInProcess extends ServerClient {
  /** @param registry the kinds of task that are checked; the four of the service if left out */
  constructor(registry?: ManagerRegistry) {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const { promise, resolve } = Promise.withResolvers<number>();
    // What it has written by then has been heard: a pipe of a process keeps that, too.
    serveStdio(registry, undefined, {
      ...{ stdin, stdout, stderr },
      exit: (code) => setImmediate(resolve, code),
    });
    super({ stdin, stdout, stderr, exit: promise });
  }

  static async start(initialization: Initialization = {}, registry?: ManagerRegistry) {
    const server = new ServerInProcess(registry);
    const result = await server.initialize(initialization);
    return { server, result };
  }
}
