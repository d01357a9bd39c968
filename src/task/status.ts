// The states an Invocation passes through (spec engine.md 5.1).

/**
 * Status of an Invocation.
 *
 * `STARTING` and `RETRYING` are *initial*: the launch has not succeeded yet. `RUNNING` is for tasks
 * that go on after `launchTask` returned. The other four are *final*: nothing changes after them.
 * `OVERRUN` is never produced by the engine; it exists so that old records can be shown.
 */
export type Status =
  | 'STARTING'
  | 'RETRYING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'OVERRUN'
  | 'ABORTED';

const STATUSES: ReadonlySet<string> = new Set<Status>([
  'STARTING',
  'RETRYING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'OVERRUN',
  'ABORTED',
]);

/** Whether a value, which may come from anywhere, is a status. */
export function isStatus(value: unknown): value is Status {
  return typeof value === 'string' && STATUSES.has(value);
}

/** True while the launch may still be (re)tried. */
export function isInitial(status: Status): boolean {
  return status === 'STARTING' || status === 'RETRYING';
}

/** True once the Invocation has ended; a Manager must not leave such a status. */
export function isFinal(status: Status): boolean {
  return (
    status === 'SUCCEEDED' || status === 'FAILED' || status === 'OVERRUN' || status === 'ABORTED'
  );
}
