// Somebody who sees processes come and go, by their connections: these end with them, whatever ends them.

import assert from 'node:assert/strict';
import net from 'node:net';
import path from 'node:path';

export class Witness {
  readonly socket: string;
  readonly #server: net.Server;
  readonly #connections: net.Socket[] = [];
  readonly #pids: number[] = [];
  #gone = 0;
  #onChange = () => {};

  /** @param folder where the socket is made */
  constructor(folder: string) {
    this.socket = path.join(folder, 'witness');
    this.#server = net.createServer((connection) => this.#accept(connection)).listen(this.socket);
  }

  /** Ids of the processes, in the order of their coming, when so many have come. */
  async seen(count: number): Promise<readonly number[]> {
    await this.#until(() => this.#pids.length >= count);
    assert.equal(this.#pids.length, count);
    return this.#pids;
  }

  /** Lets the first one leave. */
  dismiss(): void {
    for (const connection of this.#connections) connection.write('go\n');
  }

  /** Resolves when all that have come are gone. */
  async allGone(): Promise<void> {
    await this.#until(() => this.#gone === this.#pids.length);
  }

  get left(): number {
    return this.#pids.length - this.#gone;
  }

  close(): void {
    this.#server.close();
    for (const connection of this.#connections) connection.destroy();
  }

  #accept(connection: net.Socket): void {
    this.#connections.push(connection);
    connection.setEncoding('utf8').once('data', (text: string) => {
      this.#pids.push(Number.parseInt(text, 10));
      this.#onChange();
    });
    connection.on('error', () => {});
    connection.once('close', () => {
      this.#gone++;
      this.#onChange();
    });
    connection.resume();
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }
}
