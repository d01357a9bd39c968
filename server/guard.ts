// The guard around the handlers of messages: one bad message, or one bug, does not end the session.

import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from 'vscode-languageserver';
import { ProtocolError } from './protocol-error.ts';
import { RequestFailed } from './request-failed.ts';
import { paramsProblem } from './request-params.ts';

/** An error answer, without data. */
type Refusal = ResponseError<never>;

/** Wraps handlers with what LSP asks of all of them: cancellation, error answers. */
export class Guard {
  readonly #console: RemoteConsole;

  constructor(console: RemoteConsole) {
    this.#console = console;
  }

  request<P, R>(
    method: string,
    handler: (params: P) => R,
  ): (params: P, token: CancellationToken) => R | Refusal {
    return (params, token) => {
      // To a request without parameters, the library hands on the token alone.
      const isCancelled = (token as CancellationToken | undefined)?.isCancellationRequested;
      if (isCancelled) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled`);
      }
      const problem = paramsProblem(method, params);
      if (problem !== undefined) return new ResponseError(ErrorCodes.InvalidParams, problem);
      try {
        return handler(params);
      } catch (error) {
        if (error instanceof RequestFailed) {
          return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
        }
        this.failed(method, error);
        return new ResponseError(
          ErrorCodes.InternalError,
          `${method} failed; see the server's log`,
        );
      }
    };
  }

  notification<P>(method: string, handler: (params: P) => void): (params: P) => void {
    return (params) => {
      try {
        handler(params);
      } catch (error) {
        this.failed(method, error);
      }
    };
  }

  /** Logs an error without its message, which may quote a document, unless it is a ProtocolError. */
  failed(method: string, error: unknown): void {
    this.#console.error(`${method}: ${describe(error)}`);
  }
}

function describe(error: unknown): string {
  if (error instanceof ProtocolError) return error.message;
  if (!(error instanceof Error)) return 'failed';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
