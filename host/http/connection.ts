// A connection to a server, of which nothing is left when it is closed.

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ByteSource } from './byte-reader.ts';

export interface Endpoint {
  readonly tls: boolean;
  /** A name or an address; for TLS also whom the certificate must name. */
  readonly host: string;
  readonly port: number;
}

export interface Connection {
  write(bytes: Uint8Array): void;
  /** What the server sends. Rejects with the failure of the transport, or with the reason of the signal. */
  readonly receive: ByteSource;
  /** At once, whatever is under way. */
  close(): void;
}

/**
 * Resolves once the server can be written to. `signal` closes the connection with its reason, then and later;
 * nothing hangs on the signal any more once the connection is closed.
 */
export async function openConnection(
  endpoint: Endpoint,
  signal?: AbortSignal,
): Promise<Connection> {
  signal?.throwIfAborted();
  const socket = dial(endpoint);
  const events = new SocketEvents(socket);
  const abort = () => events.fail(asError(signal?.reason));
  signal?.addEventListener('abort', abort, { once: true });
  const release = () => signal?.removeEventListener('abort', abort);
  socket.once('close', release);

  const ready = endpoint.tls ? 'secureConnect' : 'connect';
  let connected = false;
  socket.once(ready, () => {
    connected = true;
    events.wake();
  });
  while (!connected) {
    if (events.failure) {
      release();
      throw events.failure;
    }
    await events.next();
  }
  return {
    write: (bytes) => {
      socket.write(bytes);
    },
    receive: async () => {
      for (;;) {
        // What came in before a failure is still there to be read.
        const bytes: Buffer | null = socket.read();
        if (bytes) return bytes;
        if (events.ended) return undefined;
        if (events.failure) throw events.failure;
        await events.next();
      }
    },
    close: () => {
      release();
      events.fail(new Error('the connection is closed'));
    },
  };
}

function dial({ tls, host, port }: Endpoint): Socket {
  if (!tls) return connectTcp({ host, port });
  // An address cannot be asked for by Server Name Indication (RFC 6066, section 3).
  const servername = isIP(host) ? '' : host.replace(/\.$/, '');
  return connectTls({ host, port, servername, ALPNProtocols: ['http/1.1'] });
}

/** What has happened to a socket, for one who waits. */
class SocketEvents {
  readonly #socket: Socket;
  failure: Error | undefined;
  ended = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => this.fail(error));
    socket.on('end', () => {
      this.ended = true;
      this.wake();
    });
    socket.on('readable', () => this.wake());
    socket.on('close', () => this.fail(new Error('the connection is closed')));
  }

  /** The first failure counts. */
  fail(failure: Error): void {
    this.failure ??= failure;
    this.#socket.destroy();
    this.wake();
  }

  wake(): void {
    this.#wake();
  }

  /** Resolves with the next event. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
