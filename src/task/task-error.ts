// The error by which a Manager tells the engine what kind of failure happened (spec manager-contract.md 8).

/** What the engine does about an error. */
export type TaskErrorKind =
  /** Give up: the Invocation fails. Any untagged error counts as this. */
  | 'fatal'
  /** Something outside is broken for now: try the whole call again later. */
  | 'transient'
  /** An expected race: try again soon. Also transient. */
  | 'retry'
  /** The same, not transient: only a message is tried again. Launches, timers and aborts take it for fatal. */
  | 'retry-only';

/** An error with a kind. Throw it from a Manager's method. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly kind: TaskErrorKind;

  constructor(kind: TaskErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.kind = kind;
  }
}

/**
 * The kind of any thrown value: that of the first TaskError found along the chain of causes (and
 * among the parts of an AggregateError), else `fatal`. So it is for a value that throws when it is looked at.
 */
export function errorKind(error: unknown): TaskErrorKind {
  try {
    return taggedKind(error, new Set()) ?? 'fatal';
  } catch {
    return 'fatal';
  }
}

/** True for `transient` and `retry`. */
export function isTransient(error: unknown): boolean {
  const kind = errorKind(error);
  return kind === 'transient' || kind === 'retry';
}

/** True for `retry` and `retry-only`. */
export function isRace(error: unknown): boolean {
  const kind = errorKind(error);
  return kind === 'retry' || kind === 'retry-only';
}

function taggedKind(error: unknown, seen: Set<unknown>): TaskErrorKind | undefined {
  if (!(error instanceof Error) || seen.has(error)) return undefined;
  seen.add(error);
  if (error instanceof TaskError && error.kind !== 'fatal') return error.kind;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  for (const part of [...parts, error.cause]) {
    const kind = taggedKind(part, seen);
    if (kind) return kind;
  }
  return undefined;
}
