// A mistake of a program that speaks the luciexe protocol.

/** Its message is a sentence. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
