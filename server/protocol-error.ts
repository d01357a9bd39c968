// The error for a message that the protocol does not allow.

/** Its message may go to a log: it names a document, never what is in it. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
