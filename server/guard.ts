// The guard around the handlers of messages: one bad message, or one bug, does not end the session.

import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from 'vscode-languageserver';
import { ProtocolError } from './protocol-error.ts';

/** An error answer, without data. */
type Refusal = ResponseError<never>;

/** Wraps handlers with what LSP asks of all of them: the life cycle, cancellation, error answers. */
export class Guard {
  readonly #console: RemoteConsole;
  #phase: 'created' | 'initialized' | 'shut down' = 'created';

  constructor(console: RemoteConsole) {
    this.#console = console;
  }

  /** For `initialize`, which must come first and once. */
  initialize<P, R>(handler: (params: P) => R): (params: P) => R | Refusal {
    return (params) => {
      if (this.#phase !== 'created') return invalidRequest('the server is already initialized');
      const result = this.#answer('initialize', () => handler(params));
      if (!(result instanceof ResponseError)) this.#phase = 'initialized';
      return result;
    };
  }

  /** For `shutdown`: from then on only `exit` is of use. */
  shutdown(): () => void {
    return () => {
      this.#phase = 'shut down';
    };
  }

  request<P, R>(
    method: string,
    handler: (params: P) => R,
  ): (params: P, token: CancellationToken) => R | Refusal {
    return (params, token) => {
      if (this.#phase === 'created') {
        return new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize must come first');
      }
      if (this.#phase === 'shut down') return invalidRequest('the server is shut down');
      if (token.isCancellationRequested) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled`);
      }
      return this.#answer(method, () => handler(params));
    };
  }

  /** Outside of the session, between `initialize` and `shutdown`, notifications are dropped. */
  notification<P>(method: string, handler: (params: P) => void): (params: P) => void {
    return (params) => {
      if (this.#phase !== 'initialized') return;
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

  #answer<R>(method: string, handler: () => R): R | Refusal {
    try {
      return handler();
    } catch (error) {
      this.failed(method, error);
      return new ResponseError(ErrorCodes.InternalError, `${method} failed; see the server's log`);
    }
  }
}

function invalidRequest(message: string): Refusal {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}

function describe(error: unknown): string {
  if (error instanceof ProtocolError) return error.message;
  if (!(error instanceof Error)) return 'failed';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
