// Publisher of diagnostics, for clients that do not pull them. For others it does nothing.

import type { Connection, Diagnostic } from 'vscode-languageserver';
import { ratedDiagnostics } from '../src/language/language.ts';
import { CHECK_FAILED, toDiagnostics } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

export class DiagnosticsPublisher {
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #session: () => Session;
  readonly #onError: (error: unknown) => void;
  readonly #changed = new Set<string>();
  #pending: NodeJS.Immediate | undefined;
  /** No change has come since the last look. */
  #quiet = true;

  /** @param onError told of what keeps diagnostics from being found or sent */
  constructor(
    connection: Connection,
    documents: Documents,
    session: () => Session,
    onError: (error: unknown) => void,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#session = session;
    this.#onError = onError;
  }

  /** Publishes for every open document, each as it is now. */
  publishAll(): void {
    for (const { uri } of this.#documents.all()) this.publish(uri);
  }

  /** Publishes for the state that the document has now, if it is open; else clears what was shown. */
  publish(uri: string): void {
    if (this.#session().client.pullsDiagnostics) return;
    this.#changed.delete(uri);
    const document = this.#documents.get(uri);
    void this.#connection
      .sendDiagnostics(
        document
          ? { uri, version: document.version, diagnostics: this.#diagnosticsOf(uri, document) }
          : { uri, diagnostics: [] },
      )
      .catch(this.#onError);
  }

  #diagnosticsOf(uri: string, { config, project }: OpenDocument): Diagnostic[] {
    try {
      return toDiagnostics(ratedDiagnostics(config, project), uri, this.#session());
    } catch (error) {
      this.#onError(error);
      return [CHECK_FAILED];
    }
  }

  /** Publishes once the changes that have already arrived are applied, all with one answer. */
  publishSoon(uri: string): void {
    if (this.#session().client.pullsDiagnostics) return;
    this.#changed.add(uri);
    this.#quiet = false;
    this.#pending ??= setImmediate(() => this.#publishWhenQuiet());
  }

  /** The connection takes one message in each round of immediates: a round without a change ends the burst. */
  #publishWhenQuiet(): void {
    if (!this.#quiet) {
      this.#quiet = true;
      this.#pending = setImmediate(() => this.#publishWhenQuiet());
      return;
    }
    this.#pending = undefined;
    for (const uri of [...this.#changed]) this.publish(uri);
  }
}
