// How long the HTTP client waits for a connection: as long as Go's. Time is virtual, connections are real.

import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate as settled } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { VirtualClock } from '../../../src/engine/virtual-clock.ts';

/** Counts who sleeps, and tells when somebody begins to. */
class ObservedClock extends VirtualClock {
  readonly limits: number[] = [];
  sleeping = 0;
  #begun = Promise.withResolvers<void>();

  /** Resolves when somebody begins to sleep `ms`. */
  async begun(ms: number): Promise<void> {
    while (!this.limits.includes(ms)) await this.#begun.promise;
  }

  override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.limits.push(ms);
    this.sleeping++;
    this.#begun.resolve();
    this.#begun = Promise.withResolvers();
    try {
      await super.sleep(ms, signal);
    } finally {
      this.sleeping--;
    }
  }
}

describe('a connection in the making', () => {
  let clock: ObservedClock;
  let sockets: Set<Socket>;
  let closeServer: () => unknown;

  beforeEach(() => {
    clock = new ObservedClock({ start: 0, settled: () => settled() });
    sockets = new Set();
    closeServer = () => {};
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await closeServer();
  });

  /** Accepts connections and says nothing. Returns its port. */
  async function silentServer(): Promise<number> {
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      socket.resume();
    }).listen(0, '127.0.0.1');
    closeServer = () => server.close();
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Listens and accepts nothing, and its queue is full. Returns its port. */
  async function deafServer(): Promise<number> {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(DEAF, { eval: true, workerData: gate });
    closeServer = async () => {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await once(worker, 'exit');
    };
    const [port] = await once(worker, 'message');
    // Some of these get into the queue, the rest wait for ever.
    for (let i = 0; i < 10; i++) {
      sockets.add(connect(port, '127.0.0.1').on('error', () => {}));
    }
    await once([...sockets][0] as Socket, 'connect');
    return port;
  }

  const ask = (url: string, signal?: AbortSignal) =>
    createHttpClient({ clock }).request({ method: 'GET', url }, signal);

  it('has 30 s to be accepted', async function () {
    if (process.platform !== 'linux') this.skip(); // Elsewhere a full queue refuses connections.
    const host = `127.0.0.1:${await deafServer()}`;
    const asked = ask(`http://${host}/`);
    const ended = asked.then(
      () => 'an answer',
      (error) => error.message,
    );
    await clock.begun(30_000);
    await clock.advanceTo(29_999);
    assert.equal(await Promise.race([ended, settled('waits')]), 'waits');
    await clock.advanceTo(30_000);
    assert.equal(await ended, `${host} did not accept a connection within 30 s`);
    assert.equal(clock.sleeping, 0);
  });

  it('has 10 s more for the handshake of TLS', async () => {
    const host = `127.0.0.1:${await silentServer()}`;
    const asked = ask(`https://${host}/`);
    const ended = asked.then(
      () => 'an answer',
      (error) => error.message,
    );
    await clock.begun(10_000);
    const [socket] = sockets;
    assert.ok(socket);
    const closed = once(socket, 'close');
    await clock.advanceTo(9_999);
    assert.equal(await Promise.race([ended, settled('waits')]), 'waits');
    await clock.advanceTo(10_000);
    assert.equal(await ended, `${host} did not finish the TLS handshake within 10 s`);
    await closed;
    assert.equal(clock.sleeping, 0);
  });

  for (const scheme of ['http', 'https']) {
    it(`ends with the reason of its signal, and leaves nothing behind: ${scheme}`, async function () {
      if (scheme === 'http' && process.platform !== 'linux') this.skip();
      const port = await (scheme === 'http' ? deafServer() : silentServer());
      const controller = new AbortController();
      const asked = ask(`${scheme}://127.0.0.1:${port}/`, controller.signal);
      const refused = assert.rejects(asked, { message: 'told to' });
      await clock.begun(scheme === 'http' ? 30_000 : 10_000);
      controller.abort(new Error('told to'));
      await refused;
      assert.equal(clock.sleeping, 0);
      assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
    });
  }

  it('is waited for no longer once it is made', async () => {
    const port = await silentServer();
    const controller = new AbortController();
    const asked = ask(`http://127.0.0.1:${port}/`, controller.signal);
    const refused = assert.rejects(asked, { message: 'told to' });
    await clock.begun(30_000);
    while (clock.sleeping > 0) await settled();
    // An answer may take as long as it likes; whoever asks has a limit of his own.
    await clock.advanceTo(3_600_000);
    controller.abort(new Error('told to'));
    await refused;
  });
});

const DEAF = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(workerData, 0, 0);
    server.close();
    process.exit();
  });
`;
