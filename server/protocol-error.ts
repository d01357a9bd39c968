// What a client did wrong.

/** Its message may go to a log: it names a document, never what is in it. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
