// A connection to a server, of which nothing is left when it is closed.

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../src/task/world.ts';
import type { ByteSource } from './byte-reader.ts';

export interface Endpoint {
  readonly tls: boolean;
  /** A name or an address; for TLS also whom the certificate must name. */
  readonly host: string;
  readonly port: number;
}

/** What connections are made with. */
export interface Dialler {
  /** Limits are counted on it. */
  readonly clock: Clock;
  /** Certificates, as PEM, of whom to trust instead of the authorities that Node comes with. */
  readonly trusted?: readonly string[];
}

export interface Connection {
  write(bytes: Uint8Array): void;
  /** What the server sends. Rejects with the failure of the transport, or with the reason of the signal. */
  readonly receive: ByteSource;
  /** At once, whatever is under way. */
  close(): void;
}

/** Limits of a connection in the making, in ms: those of Go's DefaultTransport (net/http). */
const LIMITS = {
  /** The look-up of the name and every address of it. */
  connect: 30_000,
  /** After that. */
  handshake: 10_000,
} as const;

/** A limit was not kept. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
  readonly step: keyof typeof LIMITS;
  /** In seconds. */
  readonly limit: number;

  constructor(step: keyof typeof LIMITS) {
    super(`the ${step} took too long`);
    this.step = step;
    this.limit = LIMITS[step] / 1000;
  }
}

/**
 * Resolves once the server can be written to. `signal` closes the connection with its reason, then and later;
 * nothing hangs on the signal any more once the connection is closed.
 *
 * Rejects with the failure of the transport, TooSlow among them.
 */
export async function openConnection(
  { tls, host, port }: Endpoint,
  { clock, trusted }: Dialler,
  signal?: AbortSignal,
): Promise<Connection> {
  signal?.throwIfAborted();
  let events = new SocketEvents(connectTcp({ host, port }));
  const abort = () => events.fail(asError(signal?.reason));
  signal?.addEventListener('abort', abort, { once: true });
  const release = () => signal?.removeEventListener('abort', abort);
  try {
    await events.reach('connect', clock, LIMITS.connect, new TooSlow('connect'));
    if (tls) {
      // An address cannot be asked for by Server Name Indication (RFC 6066, section 3).
      const servername = isIP(host) ? '' : host.replace(/\.$/, '');
      const { socket } = events;
      const ca = trusted && { ca: [...trusted] };
      events = new SocketEvents(
        connectTls({ socket, host, servername, ALPNProtocols: ['http/1.1'], ...ca }),
      );
      await events.reach('secureConnect', clock, LIMITS.handshake, new TooSlow('handshake'));
    }
  } catch (error) {
    release();
    throw error;
  }
  const { socket } = events;
  socket.once('close', release);
  socket.on('readable', () => events.wake());
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

/** What has happened to a socket, for one who waits. */
class SocketEvents {
  readonly socket: Socket;
  failure: Error | undefined;
  ended = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', (error) => this.fail(error));
    socket.on('end', () => {
      this.ended = true;
      this.wake();
    });
    socket.on('close', () => this.fail(new Error('the connection is closed')));
  }

  /**
   * Resolves with the event of that name; rejects with whatever comes before.
   * @param limit in ms
   * @param late what comes after so long
   */
  async reach(event: string, clock: Clock, limit: number, late: Error): Promise<void> {
    let reached = false;
    this.socket.once(event, () => {
      reached = true;
      this.wake();
    });
    const timer = new AbortController();
    clock.sleep(limit, timer.signal).then(
      () => this.fail(late),
      () => {},
    );
    try {
      while (!reached) {
        if (this.failure) throw this.failure;
        await this.next();
      }
      if (this.failure) throw this.failure;
    } finally {
      timer.abort();
    }
  }

  /** The first failure counts. */
  fail(failure: Error): void {
    this.failure ??= failure;
    this.socket.destroy();
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
