// The language server as a process.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { type Initialization, ServerClient } from './server-client.ts';

const SERVER = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export class ServerProcess extends ServerClient {
  readonly child: ChildProcess;
  protected override readonly processId = process.pid;

  /**
   * @param command the program and its arguments; by default `server/main.ts --stdio`
   * @param timeout milliseconds after which it is ended, whatever it does. By default less than mocha's timeout, by which
   *   whoever waits for a server that says nothing fails: the server must not outlive that
   */
  constructor(
    command: readonly string[] = [process.execPath, SERVER, '--stdio'],
    timeout: number = 50_000,
  ) {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      stdio: 'pipe',
      env: { ...process.env, ...COMPILE_CACHE },
      timeout,
    });
    const exit = once(child, 'exit').then(([code]) => code as number | null);
    super({ stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exit });
    this.child = child;
    child.stderr.on('data', (text) => process.stderr.write(text));
  }

  static async start(initialization: Initialization = {}, command?: readonly string[]) {
    const server = new ServerProcess(command);
    const result = await server.initialize(initialization);
    return { server, result };
  }
}
