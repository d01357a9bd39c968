// The error of a call of a Manager that never came back.

/**
 * A call that crashed or ran out of time, as a request to the service does whose process dies: what it has not saved
 * is lost, and the event is delivered again (manager-contract.md 8.3). A Manager can pass on the one of `Controller.save`, and
 * throws none itself.
 */
export class LostCall extends Error {
  override readonly name = 'LostCall';
}

/** @param error anything that was thrown; it may throw itself when it is looked at */
export function isLostCall(error: unknown): boolean {
  try {
    return error instanceof LostCall;
  } catch {
    return false;
  }
}
