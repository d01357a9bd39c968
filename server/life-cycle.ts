// The life cycle that LSP prescribes: which messages are served in which phase of a session.

import { ErrorCodes, Message, type MessageStrategy, ResponseError } from 'vscode-languageserver';

type Phase = 'created' | 'initialized' | 'shut down';

/**
 * Stands before the handlers of a session, whatever their methods: a request at the wrong time is refused, a
 * notification at the wrong time is dropped, and neither leaves a trace in the session (LSP 3.17, "Server lifecycle").
 */
export class LifeCycle implements MessageStrategy {
  #phase: Phase = 'created';
  #messages = 0;
  /** Why the request at hand is refused. */
  #refused: ResponseError<never> | undefined;

  /** As LSP asks for, whoever ends the session: 0 after a shutdown that was granted, else 1. */
  get exitCode(): 0 | 1 {
    return this.#phase === 'shut down' ? 0 : 1;
  }

  /** How many messages have come so far. */
  get messages(): number {
    return this.#messages;
  }

  /** `initialize` was answered with success. */
  initialized(): void {
    this.#phase = 'initialized';
  }

  /** `shutdown` was granted. */
  shutDown(): void {
    this.#phase = 'shut down';
  }

  /** Hands a message on; a request that is refused, as one that nobody knows. */
  handleMessage<Result>(message: Message, next: (message: Message) => Result): Result | undefined {
    this.#messages++;
    if (Message.isRequest(message)) {
      this.#refused = this.#refusal(message.method);
      return next(this.#refused ? { ...message, method: REFUSED_METHOD } : message);
    }
    if (Message.isNotification(message) && !this.#takes(message.method)) return undefined;
    return next(message);
  }

  /** The answer to a request for which there is no handler; to be given before the next message. */
  answerUnknown(method: string): ResponseError<never> {
    return (
      this.#refused ?? new ResponseError(ErrorCodes.MethodNotFound, `there is no request ${method}`)
    );
  }

  #refusal(method: string): ResponseError<never> | undefined {
    switch (this.#phase) {
      case 'created':
        if (method === 'initialize') return undefined;
        return new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize must come first');
      case 'initialized':
        if (method !== 'initialize') return undefined;
        return invalidRequest('the server is already initialized');
      case 'shut down':
        return invalidRequest('the server is shut down');
    }
  }

  /** Messages about messages are no part of the session. */
  #takes(method: string): boolean {
    return this.#phase === 'initialized' || method === 'exit' || method.startsWith('$/');
  }
}

/** There is no handler for it. */
const REFUSED_METHOD = '$/refused';

function invalidRequest(message: string): ResponseError<never> {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}
