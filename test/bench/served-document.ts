// One document as the language server has it, asked without a process between: what an answer costs the server, up to
// the text that it sends.

import type { CancellationToken, Connection, RemoteConsole } from 'vscode-languageserver';
import { Documents } from '../../server/documents.ts';
import { Guard } from '../../server/guard.ts';
import { serveQuestions } from '../../server/questions.ts';
import { newSession } from '../../server/session.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import type { Range } from '../../src/text/range.ts';

const URI = 'file:///luci-scheduler.cfg';

/** What VS Code and the extension say of themselves, as far as it makes answers larger or smaller. */
const CLIENT = {
  capabilities: {
    textDocument: {
      diagnostic: {},
      publishDiagnostics: { relatedInformation: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
        resolveSupport: { properties: ['edit'] },
      },
      completion: {
        completionItem: {
          snippetSupport: true,
          commitCharactersSupport: true,
          tagSupport: { valueSet: [1 as const] },
          insertTextModeSupport: { valueSet: [2 as const] },
        },
      },
      definition: { linkSupport: true },
      foldingRange: { rangeLimit: 5001, foldingRange: { collapsedText: false } },
      rename: { prepareSupport: true },
    },
  },
  initializationOptions: {
    runsHere: ['noop', 'url_fetch', 'buildbucket'],
    schemaDocument: true,
    editorCommands: true,
    timeZone: 'America/New_York',
    settings: { project: 'bench', trusted: true, codeLens: true },
  },
  processId: null,
  rootUri: null,
};

type Handler = (params: unknown, token: CancellationToken) => unknown;

const NEVER_CANCELLED: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => {} }),
};

/** Always at rest: what waits for that is answered at once. */
class RestedDocuments extends Documents {
  override restsAt(): undefined {}
}

export class ServedDocument {
  readonly #documents: Documents;
  readonly #handlers = new Map<string, Handler>();
  #version = 1;

  constructor(text: string) {
    const session = newSession(CLIENT);
    const { project, lintsOff: off, crowdedMinuteLimit } = session.settings;
    const lints = { off, crowdedMinuteLimit, now: Date.now };
    this.#documents = new RestedDocuments(validationManagers(), { project, lints }, fail);
    const silent = { info: () => {}, error: fail } as unknown as RemoteConsole;
    const connection = {
      console: silent,
      onRequest: (method: string, handler: Handler) => this.#handlers.set(method, handler),
    } as unknown as Connection;
    serveQuestions(connection, new Guard(silent), this.#documents, () => session);
    this.#documents.open({ uri: URI, languageId: 'luci-scheduler', version: 1, text });
  }

  /** Every question that it answers. */
  get methods(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  edit(range: Range, text: string): void {
    this.#documents.change({ uri: URI, version: ++this.#version }, [{ range, text }]);
  }

  /** @param params beside the document. @returns the answer, and the bytes of the message that says it */
  async ask(method: string, params: object): Promise<{ answer: unknown; message: Uint8Array }> {
    const handler = this.#handlers.get(method);
    if (!handler) throw new Error(`nobody answers ${method}`);
    const answer = await handler({ textDocument: { uri: URI }, ...params }, NEVER_CANCELLED);
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, result: answer });
    return { answer, message: Buffer.from(message, 'utf8') };
  }
}

function fail(error: unknown): never {
  throw new Error('the server made a mistake', { cause: error });
}
