// The process of a language server: its transport, and when and with which exit code it ends.

import {
  Disposable,
  ErrorCodes,
  type Event,
  type Message,
  type MessageReader,
  type MessageWriter,
  type RAL,
  ReadableStreamMessageReader,
  type ResponseMessage,
} from 'vscode-languageserver';
import {
  createConnection,
  ExitNotification,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { startServer } from './connection.ts';
import { LifeCycle } from './life-cycle.ts';
import { HeaderCheck } from './message-header.ts';

/** What a server needs of the process that it is. */
export interface ServedProcess {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Ends it; what comes after the first call is of no account. */
  exit(code: number): void;
}

/**
 * Serves one client over standard input and output. The process ends when the client says `exit` or closes either
 * stream: quietly, after whatever it had sent is answered, with the exit code that LSP asks for. After a broken header
 * nothing that the client sends can be understood, so it ends with a sentence on standard error and exit code 1.
 * @param registry the kinds of task that are checked; the four of the service if left out
 * @param findingsPage address of docs/findings.md, to which the codes of findings lead in clients that have none
 * @param served the process; this one if left out
 */
export function serveStdio(
  registry?: ManagerRegistry,
  findingsPage?: string,
  served: ServedProcess = process,
): void {
  const { stdin, stdout, stderr } = served;
  const input = checkedInput(stdin, (problem) => {
    const message = `The header of a message is broken. ${problem} The language server ends.`;
    stderr.write(`${message}\n`);
    server.fail(message);
  });
  const reader = new ReadableStreamMessageReader(input);
  const server = serve(reader, new StreamMessageWriter(stdout), served, registry, findingsPage);
  stdin.on('end', server.endWhenIdle).on('close', server.endWhenIdle);
  // Nobody reads the answers any more.
  stdout.on('error', server.end).on('close', server.end);
  stderr.on('error', () => {});
}

/** The same over the channel to the parent process, as VS Code starts servers. */
export function serveIpc(): void {
  const server = serve(new IPCMessageReader(process), new IPCMessageWriter(process), process);
  process.on('disconnect', server.end);
}

function serve(
  reader: MessageReader,
  transport: MessageWriter,
  served: Pick<ServedProcess, 'exit'>,
  registry?: ManagerRegistry,
  findingsPage?: string,
) {
  const lifeCycle = new LifeCycle();
  const writer = new AwaitedWriter(transport);
  let failed = false;
  const end = () => served.exit(failed ? 1 : lifeCycle.exitCode);
  const endWhenWritten = () => {
    // A client that takes no answers does not keep the process from ending.
    setTimeout(end, WRITE_GRACE);
    void writer.written().then(end);
  };
  /** After the messages that have arrived. */
  const endWhenIdle = (quietRounds = 0) => {
    const { messages } = lifeCycle;
    setImmediate(() => {
      if (quietRounds === QUIET_ROUNDS) endWhenWritten();
      else endWhenIdle(lifeCycle.messages === messages ? quietRounds + 1 : 0);
    });
  };
  const connection = createConnection(reader, writer, { messageStrategy: lifeCycle });
  // In place of the library's, which does not wait for answers that are on their way.
  connection.onNotification(ExitNotification.type, endWhenWritten);
  startServer(connection, lifeCycle, registry, findingsPage);
  /** Ends with exit code 1, after the messages that have arrived; the client is told why. */
  const fail = (message: string) => {
    failed = true;
    // JSON-RPC 2.0, "Response object": null, as the id could not be read.
    const error = { code: ErrorCodes.ParseError, message };
    const response: ResponseMessage = { jsonrpc: '2.0', id: null, error };
    writer.write(response).catch(() => {});
    endWhenIdle();
  };
  return { end, endWhenIdle: () => endWhenIdle(), fail };
}

/**
 * What comes from `stream` up to the first broken header, as the library wants it.
 * @param onBroken is told once what is wrong with that header
 */
function checkedInput(
  stream: NodeJS.ReadableStream,
  onBroken: (problem: string) => void,
): RAL.ReadableStream {
  const check = new HeaderCheck();
  return {
    onData: (listener) => {
      stream.on('data', (chunk: Buffer) => {
        if (check.problem !== undefined) return;
        for (const bytes of check.take(chunk)) listener(bytes);
        if (check.problem !== undefined) onBroken(check.problem);
      });
      return NOTHING_TO_DISPOSE;
    },
    onError: (listener) => {
      stream.on('error', listener);
      return NOTHING_TO_DISPOSE;
    },
    // No close is told to the connection, see NEVER: it would not take what has arrived.
    onClose: () => NOTHING_TO_DISPOSE,
    onEnd: () => NOTHING_TO_DISPOSE,
  };
}

/** The process ends with its streams. */
const NOTHING_TO_DISPOSE = Disposable.create(() => {});

/** How long an end waits for a client to take the last answers, in ms. */
const WRITE_GRACE = 1000;

/**
 * Rounds of immediates without a message after which there is none left. The library reads one message and handles
 * one in each round, so a message takes two from the stream to its handler.
 */
const QUIET_ROUNDS = 4;

/**
 * No close is told to the connection: it would take no message any more, and throw at whoever wants to log. When a
 * stream closes, the process ends.
 */
const NEVER: Event<void> = () => NOTHING_TO_DISPOSE;

/** Knows when everything is written; lone surrogates, as which we keep bytes that are not UTF-8, leave as U+FFFD. */
class AwaitedWriter implements MessageWriter {
  readonly onError: MessageWriter['onError'];
  readonly onClose = NEVER;
  readonly #writer: MessageWriter;
  #last: Promise<void> = Promise.resolve();

  constructor(writer: MessageWriter) {
    this.#writer = writer;
    this.onError = writer.onError;
  }

  /** Resolves as soon as nothing is left to write, or can be written. */
  async written(): Promise<void> {
    for (let last: unknown; last !== this.#last; ) {
      last = this.#last;
      await this.#last;
    }
  }

  write(message: Message): Promise<void> {
    const written = this.#writer.write(wellFormed(message));
    this.#last = written.catch(() => {});
    return written;
  }

  end(): void {
    this.#writer.end();
  }

  dispose(): void {
    this.#writer.dispose();
  }
}
