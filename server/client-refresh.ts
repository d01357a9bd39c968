// Requests by which the server asks its client to ask again: for diagnostics, code lenses and inlay hints.

import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import type { Guard } from './guard.ts';

/** Asks for nothing that the client does not know how to do again. What the client answers does not matter. */
export class ClientRefresh {
  readonly #connection: Connection;
  readonly #guard: Guard;
  readonly #client: () => ClientFeatures;

  /** @param client as it has introduced itself by now */
  constructor(connection: Connection, guard: Guard, client: () => ClientFeatures) {
    this.#connection = connection;
    this.#guard = guard;
    this.#client = client;
  }

  diagnostics(): void {
    const { pullsDiagnostics, refreshesDiagnostics } = this.#client();
    if (!pullsDiagnostics || !refreshesDiagnostics) return;
    this.#report('workspace/diagnostic/refresh', this.#connection.languages.diagnostics.refresh());
  }

  codeLenses(): void {
    if (!this.#client().refreshesCodeLenses) return;
    const answer = this.#connection.sendRequest(CodeLensRefreshRequest.type);
    this.#report('workspace/codeLens/refresh', answer);
  }

  inlayHints(): void {
    if (!this.#client().refreshesInlayHints) return;
    this.#report('workspace/inlayHint/refresh', this.#connection.languages.inlayHint.refresh());
  }

  #report(method: string, answer: Promise<void>): void {
    answer.catch((error) => this.#guard.failed(method, error));
  }
}
