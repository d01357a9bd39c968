// The streams that a program of the luciexe protocol opens, in place of LogDog's Butler (luci-go,
// logdog/client/butlerlib/streamproto): a program connects, says what it will send, and sends it until it closes the
// connection.
//
// Of what a host application does for a luciexe, this is done: streams of text, whose lines go to the log; and the
// stream `build.proto`, plain or compressed, of which each message replaces the one before. Not done: streams of other
// kinds, which are read and dropped; the merging of a luciexe that a luciexe runs (its own `build.proto` is dropped, the
// step that stands for it stays); and LUCI's ambient authentication, for a local build has no account.

import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { errorText } from '../../src/text/wording.ts';
import { OutputLines } from '../processes/output-lines.ts';
import { NAMESPACE } from './build-environment.ts';
import { FrameReader } from './frame-reader.ts';
import { ProtocolError } from './protocol-error.ts';

export interface StreamServerOptions {
  /** A line of a stream of text. The stream is read on when the promise has resolved. */
  readonly onLine: (stream: string, line: string) => void | Promise<void>;
  /** A message of the stream `build.proto`: a binary buildbucket.v2.Build. */
  readonly onBuild: (message: Uint8Array) => void | Promise<void>;
  /** A program does not keep to the protocol: a sentence. */
  readonly onViolation: (sentence: string) => void;
}

export interface StreamServer {
  /** See `StreamServerAddress`. */
  readonly address: string;
  /** Whether anybody has opened `build.proto`. */
  readonly hasBuild: () => boolean;
  /**
   * Takes no new streams; resolves when those that are open are read to their ends.
   * @param patience resolves when nobody is to be waited for any more
   */
  close(patience: Promise<void>): Promise<void>;
}

/** Of the description of a stream, and of a message: more are no protocol's. Bytes. */
const MAX_DESCRIPTION = 1 << 20;
const MAX_MESSAGE = 64 << 20;

const MAGIC = Buffer.from('BTLR1\x1e');

/** Rejects if no address can be had. */
export async function serveStreams(options: StreamServerOptions): Promise<StreamServer> {
  const place = await newPlace();
  const streams = new Set<Promise<void>>();
  const connections = new Set<net.Socket>();
  const reader = new StreamReader(options);
  const server = net.createServer((connection) => {
    connections.add(connection);
    const stream = reader.read(connection).finally(() => {
      connections.delete(connection);
      streams.delete(stream);
      connection.destroy();
    });
    streams.add(stream);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(place.path, resolve);
  });
  return {
    address: place.address,
    hasBuild: () => reader.hasBuild,
    close: async (patience) => {
      const closed = new Promise((resolve) => server.close(resolve));
      void patience.then(() => {
        for (const connection of connections) connection.destroy();
      });
      // Whoever has connected, but is not accepted yet, comes before the end.
      await closed;
      await Promise.all(streams);
      await place.remove();
    },
  };
}

interface Place {
  readonly path: string;
  readonly address: string;
  remove(): Promise<void>;
}

/** A name of a socket can have some 100 characters, which a folder of a workspace may not leave. */
async function newPlace(): Promise<Place> {
  if (process.platform === 'win32') {
    const name = `luci-jobs-${randomUUID()}`;
    return { path: `\\\\.\\pipe\\${name}`, address: `net.pipe:${name}`, remove: async () => {} };
  }
  // Nobody else may look into it.
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'luci-'));
  const socket = path.join(folder, 's');
  return {
    path: socket,
    address: `unix:${socket}`,
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}

/** What a program says of a stream. */
interface Description {
  /** With the namespace. */
  readonly name: string;
  readonly type: 'text' | 'binary' | 'datagram';
  readonly contentType: string;
}

class StreamReader {
  hasBuild = false;
  readonly #options: StreamServerOptions;

  constructor(options: StreamServerOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async read(connection: net.Socket): Promise<void> {
    const frames = new FrameReader(connection);
    try {
      await this.#read(frames);
    } catch (error) {
      // A program that dies is none that breaks the protocol.
      if (error instanceof ProtocolError) this.#options.onViolation(error.message);
    }
  }

  async #read(frames: FrameReader): Promise<void> {
    const magic = await frames.bytes(MAGIC.length);
    if (magic === undefined) return;
    if (!MAGIC.equals(magic)) {
      throw new ProtocolError(
        'The program opened a stream that does not begin as those of LogDog do.',
      );
    }
    const { name, type, contentType } = readDescription(await frames.frame(MAX_DESCRIPTION));
    if (type === 'text') return this.#readText(name, frames);
    if (type === 'datagram' && name === `${NAMESPACE}/build.proto`) {
      this.hasBuild = true;
      return this.#readBuilds(frames, /;\s*encoding=zlib\b/.test(contentType));
    }
    return frames.skip();
  }

  async #readText(name: string, frames: FrameReader): Promise<void> {
    const stream = name.startsWith(`${NAMESPACE}/`) ? name.slice(NAMESPACE.length + 1) : name;
    const lines = new OutputLines();
    for await (const bytes of frames.rest()) {
      for (const line of lines.push(bytes)) await this.#options.onLine(stream, line);
    }
    for (const line of lines.end()) await this.#options.onLine(stream, line);
  }

  async #readBuilds(frames: FrameReader, isCompressed: boolean): Promise<void> {
    for (;;) {
      const frame = await frames.frame(MAX_MESSAGE);
      if (frame === undefined) return;
      await this.#options.onBuild(isCompressed ? await inflated(frame) : frame);
    }
  }
}

function readDescription(frame: Uint8Array | undefined): Description {
  const wrong = (why: string) =>
    new ProtocolError(`The program opened a stream whose description ${why}.`);
  if (!frame) throw wrong('is cut off');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(frame));
  } catch {
    throw wrong('is not JSON');
  }
  const { name, type = 'text', contentType = '' } = (json ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof contentType !== 'string') throw wrong('has no name');
  if (type !== 'text' && type !== 'binary' && type !== 'datagram') {
    throw wrong('has a type that nobody knows');
  }
  return { name, type, contentType };
}

const inflateAll = promisify(inflate);

async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await inflateAll(bytes, { maxOutputLength: MAX_MESSAGE });
  } catch (error) {
    throw new ProtocolError(
      `The program sent a build that cannot be decompressed: ${errorText(error)}.`,
    );
  }
}
