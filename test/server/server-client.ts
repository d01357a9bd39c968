// A client of the language server that speaks JSON-RPC over its streams, and remembers what it hears.

import type { Readable, Writable } from 'node:stream';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  Message,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { LINTS } from '../../src/language/language.ts';

/** The setting `lints` with all of them switched off. */
export const LINTS_OFF = Object.fromEntries(LINTS.map((code) => [code, false]));

export interface Initialization {
  readonly capabilities?: ClientCapabilities;
  readonly options?: object;
  /** Lints are off unless this says otherwise. */
  readonly settings?: object;
  /** Addresses of the folders of the workspace. */
  readonly folders?: readonly string[];
}

/** A server as its client sees it. */
export interface ServedStreams {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Its exit code; null if a signal ended it. */
  readonly exit: Promise<number | null>;
}

export abstract class ServerClient {
  /** Of whoever starts the server, if it is to end with that process. */
  protected readonly processId: number | null = null;
  readonly connection: ProtocolConnection;
  /** Everything pushed so far, oldest first. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** Messages of `window/logMessage`. */
  readonly logged: string[] = [];
  /** What it wrote to standard error. */
  stderr = '';
  /** What the server asked the client for, by method. */
  readonly asked: string[] = [];
  /** The client's section of the configuration, for servers that ask. */
  configuration: unknown = null;
  readonly #responses = new Map<ResponseMessage['id'], ResponseMessage>();
  readonly #exit: Promise<number | null>;
  readonly #stdin: Writable;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  protected constructor(server: ServedStreams) {
    const { stdin, stdout, stderr } = server;
    stderr.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.#stdin = stdin;
    this.#exit = server.exit;
    const reader = new ObservedReader(stdout, (message) => {
      if (!Message.isResponse(message)) return;
      this.#responses.set(message.id, message);
      this.#wake();
    });
    this.connection = createProtocolConnection(reader, new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.published.push(params);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }) => {
      this.logged.push(message);
    });
    for (const method of ['codeLens', 'diagnostic', 'inlayHint'].map(
      (of) => `workspace/${of}/refresh`,
    )) {
      this.connection.onRequest(method, () => {
        this.asked.push(method);
        return null;
      });
    }
    this.connection.onRequest('workspace/configuration', ({ items }) => {
      this.asked.push(`workspace/configuration ${items[0]?.section}`);
      return items.map(() => this.configuration);
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.asked.push(`client/registerCapability ${registrations[0]?.method}`);
      return null;
    });
    this.connection.listen();
  }

  async initialize({
    capabilities,
    options,
    settings,
    folders,
  }: Initialization): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: this.processId,
      rootUri: null,
      capabilities: capabilities ?? {},
      ...(folders && { workspaceFolders: folders.map((uri) => ({ uri, name: 'folder' })) }),
      initializationOptions: { ...options, settings: { lints: LINTS_OFF, ...settings } },
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri, languageId: 'luci-scheduler', version, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, version: number, ...contentChanges: unknown[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  request<R>(method: string, uri: string): Promise<R> {
    return this.connection.sendRequest<R>(method, { textDocument: { uri } });
  }

  /** The next diagnostics pushed for this version of the document, after those taken before. */
  pushed(uri: string, version: number | undefined): Promise<PublishDiagnosticsParams> {
    return this.#until(() => {
      const isIt = (p: PublishDiagnosticsParams) => p.uri === uri && p.version === version;
      const index = this.published.findIndex((p, i) => i >= this.#taken && isIt(p));
      if (index >= 0) this.#taken = index + 1;
      return this.published[index];
    });
  }

  /** The answer to a request that was sent by `write`. */
  response(id: ResponseMessage['id']): Promise<ResponseMessage> {
    return this.#until(() => this.#responses.get(id));
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  async #until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Sends a message as it stands, well-formed or not. */
  write(...messages: readonly (object | string)[]): void {
    const frames = messages.map((message) => {
      const body = typeof message === 'string' ? message : JSON.stringify(message);
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    this.#stdin.write(frames.join(''));
  }

  /** Sends bytes as they stand, with a header or without. */
  writeBytes(bytes: string): void {
    this.#stdin.write(bytes);
  }

  /** Goes away, as far as the server can read. */
  endInput(): void {
    this.#stdin.end();
  }

  /** Ends the session as LSP asks for. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exitCode();
  }

  async exitCode(): Promise<number | null> {
    const code = await this.#exit;
    this.connection.dispose();
    return code;
  }
}

/** Shows each message to somebody else before it goes to the connection. */
class ObservedReader extends StreamMessageReader {
  readonly #observer: (message: Message) => void;

  constructor(input: NodeJS.ReadableStream, observer: (message: Message) => void) {
    super(input);
    this.#observer = observer;
  }

  override listen(callback: (message: Message) => void) {
    return super.listen((message) => {
      this.#observer(message);
      callback(message);
    });
  }
}
