// A signal that never aborts, for work that nobody can cut short.

export const NEVER_ABORTED: AbortSignal = new AbortController().signal;
