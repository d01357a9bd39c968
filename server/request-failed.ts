// The refusal of a request that makes sense and cannot be granted; its message is for the user.

/** No failure: nothing is logged. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
}
