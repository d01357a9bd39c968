// Diagnostics of all configs of the workspace for clients that pull them, whether or not anybody has opened them.
//
// The extension for VS Code finds and reads files itself, wherever they are (UNOPENED_METHODS), and is not offered this.

import fs from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { ratedDiagnostics } from '../src/language/language.ts';
import { CHECK_FAILED, toDiagnostics } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Served } from './question.ts';
import type { Session } from './session.ts';
import { asRecord } from './settings.ts';

const { method, partialResult } = WorkspaceDiagnosticRequest;

/** Larger files are checked when somebody opens them. */
const MAX_BYTES = 8 << 20;

type Report = WorkspaceDocumentDiagnosticReport;

/** Its capability is a part of that for one document. */
export const WORKSPACE_DIAGNOSTICS: Served = {
  capabilities: () => false,
  serve(connection, guard, documents, session) {
    connection.onRequest(method, (params: WorkspaceDiagnosticParams, token: CancellationToken) => {
      const answer = (asked: WorkspaceDiagnosticParams) =>
        new WorkspacePull(
          { connection, guard, documents, session: session(), token },
          asked,
        ).answer();
      return guard.request<WorkspaceDiagnosticParams, unknown>(method, answer)(params, token);
    });
  },
};

interface Asked {
  readonly connection: Connection;
  readonly guard: Guard;
  readonly documents: Documents;
  readonly session: Session;
  readonly token: CancellationToken;
}

/** One answer, which comes file by file if the client can take it so. */
class WorkspacePull {
  readonly #asked: Asked;
  /** What the client has, by uri. */
  readonly #previous: ReadonlyMap<string, string>;
  readonly #partialToken: string | number | undefined;
  readonly #items: Report[] = [];
  readonly #reported = new Set<string>();

  constructor(asked: Asked, { previousResultIds, partialResultToken }: WorkspaceDiagnosticParams) {
    this.#asked = asked;
    const ids: readonly unknown[] = Array.isArray(previousResultIds) ? previousResultIds : [];
    this.#previous = new Map(
      ids.map(asRecord).map(({ uri, value }) => [String(uri), String(value)] as const),
    );
    this.#partialToken = partialResultToken ?? undefined;
  }

  /** Never rejects. */
  async answer(): Promise<WorkspaceDiagnosticReport | ResponseError<never>> {
    const { documents, session, token } = this.#asked;
    const { workspaceDiagnostics: scope } = session.settings;
    if (scope !== 'off') for (const document of documents.all()) this.#reportOpen(document);
    if (scope === 'all') {
      const open = new Set(documents.all().map(({ uri }) => pathOf(uri)));
      const { files, isAll } = await session.workspaceConfigs.files(Date.now());
      if (!isAll) {
        this.#asked.connection.console.info(
          `Only ${files.length} configs of the workspace are checked without being opened.`,
        );
      }
      for (const file of files) {
        if (token.isCancellationRequested) {
          return new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled`);
        }
        if (!open.has(file)) await this.#reportFile(file).catch(() => {}); // It went away meanwhile.
        // Whatever else the client has asked meanwhile is answered first.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    this.#takeBack();
    return { items: this.#items };
  }

  #reportOpen(document: OpenDocument): void {
    const { uri, version, resultId, config, project } = document;
    this.#report(uri, version, resultId, () =>
      toDiagnostics(ratedDiagnostics(config, project), uri, this.#asked.session),
    );
  }

  async #reportFile(file: string): Promise<void> {
    const { documents, session } = this.#asked;
    const uri = pathToFileURL(file).href;
    const { mtimeNs, size } = await fs.stat(file, { bigint: true });
    if (size > MAX_BYTES) return;
    const resultId = `${documents.settingsId} ${mtimeNs} ${size}`;
    const bytes = this.#previous.get(uri) === resultId ? undefined : await fs.readFile(file);
    this.#report(uri, null, resultId, () =>
      bytes ? toDiagnostics(documents.diagnosticsOf(uri, bytes), uri, session) : [],
    );
  }

  /** @param look finds the diagnostics; not called if the client has them */
  #report(uri: string, version: number | null, resultId: string, look: () => Diagnostic[]): void {
    this.#reported.add(uri);
    if (this.#previous.get(uri) === resultId) {
      this.#send({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
      return;
    }
    let items: Diagnostic[];
    try {
      items = look();
    } catch (error) {
      this.#asked.guard.failed(method, error);
      items = [CHECK_FAILED];
    }
    this.#send({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
  }

  /** What the client has of files that are no more, or that nobody wants to be checked. */
  #takeBack(): void {
    for (const uri of this.#previous.keys()) {
      if (this.#reported.has(uri) || this.#asked.documents.get(uri)) continue;
      this.#send({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    }
  }

  #send(report: Report): void {
    if (this.#partialToken === undefined) {
      this.#items.push(report);
      return;
    }
    this.#asked.connection
      .sendProgress(partialResult, this.#partialToken, { items: [report] })
      .catch((error) => this.#asked.guard.failed(method, error));
  }
}

/** Clients do not agree on what is to be escaped in a uri. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
