// A request that makes sense and cannot be granted: LSP's RequestFailed. Its message is for the user.

/** No failure: nothing is logged. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
}
