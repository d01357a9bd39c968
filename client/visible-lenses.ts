// The editor's requests for code lenses: about the lines in view alone (lens-window.ts), and anew when others come into view.

import * as vscode from 'vscode';
import type {
  CodeLens,
  CodeLensRequest,
  LanguageClient,
  Middleware,
} from 'vscode-languageclient/node';
import { isWithin, type LineSpan, lensWindows } from './lens-window.ts';

export class VisibleLenses implements vscode.Disposable {
  readonly #client: () => LanguageClient | undefined;
  readonly #asked = new WeakMap<vscode.TextDocument, readonly LineSpan[]>();
  readonly #subscription: vscode.Disposable;

  /** @param client the one that is in use now, if there is one: whenever the server starts again, it is another */
  constructor(client: () => LanguageClient | undefined) {
    this.#client = client;
    this.#subscription = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
      this.#lookAt(textEditor.document),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /**
   * What a client that will be in use is to do with the editor's requests.
   * @param request the method, as the library has it
   */
  middleware(request: (typeof CodeLensRequest)['type']): Middleware {
    return {
      provideCodeLenses: async (document, token, next) => {
        const visible = linesInView(document);
        const client = this.#client();
        // Nobody knows what a peek at the document shows, and a client that is about to end has no answer that counts.
        if (visible.length === 0 || !client) return next(document, token);
        const windows = lensWindows(visible);
        this.#asked.set(document, windows);
        const params = {
          textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
          ranges: windows.map(({ first, last }) => ({
            start: { line: first, character: 0 },
            end: { line: last, character: 0 },
          })),
        };
        try {
          const lenses: CodeLens[] | null = await client.sendRequest(request, params, token);
          return await client.protocol2CodeConverter.asCodeLenses(lenses, token);
        } catch (error) {
          return client.handleFailedRequest(request, token, error, null);
        }
      },
    };
  }

  #lookAt(document: vscode.TextDocument): void {
    const asked = this.#asked.get(document);
    if (!asked || isWithin(linesInView(document), asked, document.lineCount)) return;
    // Once for each step of scrolling is enough; the answer is on its way.
    this.#asked.delete(document);
    const provider = this.#client()?.getFeature('textDocument/codeLens').getProvider(document);
    provider?.onDidChangeCodeLensEmitter.fire();
  }
}

/** In all editors that show the document. */
function linesInView(document: vscode.TextDocument): readonly LineSpan[] {
  return vscode.window.visibleTextEditors.flatMap((editor) =>
    editor.document === document
      ? editor.visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line }))
      : [],
  );
}
