// One row of the table of questions (questions.ts): a method of LSP, and how it is answered.

import type {
  CancellationToken,
  Connection,
  ServerCapabilities,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import { atRest } from './at-rest.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';

/** A question about one document. */
interface Question<Params, Answer, Result> {
  readonly method: string;
  /** What tells the client that it may ask this. */
  readonly capabilities?: (session: Session) => ServerCapabilities | false;
  /** What has to be there before it is asked, if that takes time. Never rejects. */
  readonly prepare?: (
    document: OpenDocument,
    params: Params,
    session: Session,
  ) => Promise<void> | undefined;
  readonly ask: (document: OpenDocument, params: Params, session: Session) => Answer;
  readonly translate: (answer: Answer, document: OpenDocument, session: Session) => Result;
  /** What the log is to say of an answer: sentences. */
  readonly remarks?: (answer: Answer) => readonly string[];
  /** The answer about a document that is not open. */
  readonly notOpen: Result;
  /** It is about the whole document and nobody waits for it: it is answered when nobody types. */
  readonly waitsForRest?: boolean | ((params: Params) => boolean);
  /** The answer if there is none because of a mistake of ours; by default an error. */
  readonly failed?: (document: OpenDocument) => Result;
}

/** A row, ready to be served. */
export interface Served {
  readonly capabilities: (session: Session) => ServerCapabilities | false;
  serve(connection: Connection, guard: Guard, documents: Documents, session: () => Session): void;
}

export function row<
  Params extends { readonly textDocument: TextDocumentIdentifier },
  Answer,
  Result,
>({
  method,
  capabilities = () => false,
  prepare = () => undefined,
  ask,
  translate,
  remarks = () => [],
  notOpen,
  waitsForRest = false,
  failed,
}: Question<Params, Answer, Result>): Served {
  return {
    capabilities,
    serve(connection, guard, documents, session) {
      const respond = (params: Params): Result => {
        const document = documents.get(params.textDocument.uri);
        if (!document) return notOpen;
        try {
          const answer = ask(document, params, session());
          for (const remark of remarks(answer)) connection.console.info(`${method}: ${remark}`);
          return translate(answer, document, session());
        } catch (error) {
          if (!failed) throw error;
          guard.failed(method, error);
          return failed(document);
        }
      };
      const guarded = guard.request<Params, unknown>(method, respond);
      const prepared = guard.request(method, (params: Params) => {
        const document = documents.get(params.textDocument.uri);
        return document && prepare(document, params, session());
      });
      connection.onRequest(method, (params: Params, token: CancellationToken) => {
        const preparation = prepared(params, token);
        if (preparation instanceof Promise) return preparation.then(() => guarded(params, token));
        if (preparation) return preparation;
        const waits = typeof waitsForRest === 'function' ? waitsForRest(params) : waitsForRest;
        if (!waits) return guarded(params, token);
        const restsAt = () => documents.restsAt(params?.textDocument?.uri);
        const rest = atRest(restsAt, token, () => performance.now());
        return rest === true ? guarded(params, token) : rest.then(() => guarded(params, token));
      });
    },
  };
}

/** A row that is about no document, or about more than one. */
export function rowAboutAll<Params, Result>({
  method,
  capabilities = () => false,
  ask,
}: {
  readonly method: string;
  readonly capabilities?: (session: Session) => ServerCapabilities | false;
  readonly ask: (params: Params, documents: Documents, session: Session) => Result;
}): Served {
  return {
    capabilities,
    serve(connection, guard, documents, session) {
      const answer = (params: Params): Result => ask(params, documents, session());
      connection.onRequest(method, guard.request<Params, unknown>(method, answer));
    },
  };
}
