// Messages between the panel and the extension. Both ends are built together, so there is no version.

import type { Status } from '../../src/task/status.ts';

/** An invocation as it is shown. Times are milliseconds since the epoch by the extension's clock. */
export interface InvocationView {
  /** Decimal; it does not fit into a number. */
  readonly id: string;
  readonly project: string;
  /** The job's name within its project. */
  readonly job: string;
  /** URI of the config that the job was taken from. */
  readonly origin: string;
  /** As displayed (ui.md 2.4), which is not always as stored. */
  readonly status: Status;
  readonly started: number;
  /** There exactly when the status is final. */
  readonly finished?: number;
  /** Identity without its `user:`, or `-`. */
  readonly triggeredBy: string;
  /** From 1. */
  readonly attempt: number;
  /** `noop`, `url_fetch`, …, or ''. */
  readonly taskKind: string;
  /** `key:value`. */
  readonly tags: readonly string[];
  /** JSON with sorted keys and an indent of two, '' if there are none. */
  readonly properties: string;
  /** Somebody has asked to abort it, and that is still to happen. */
  readonly aborting: boolean;
  /** Kept until somebody says otherwise. */
  readonly pinned: boolean;
}

/** From the extension to the panel. */
export type HostMessage =
  /** All there is but the logs. The first message, and again when much has changed. */
  | {
      readonly type: 'snapshot';
      readonly invocations: readonly InvocationView[];
      /** If not, nothing can be run. */
      readonly trusted: boolean;
      /** The extension's clock, which may be that of another machine. */
      readonly now: number;
    }
  /** Has begun or changed. */
  | { readonly type: 'invocation'; readonly invocation: InvocationView; readonly now: number }
  | { readonly type: 'removed'; readonly ids: readonly string[] }
  /** `text` follows the first `start` UTF-16 units of the log, and replaces what did. */
  | { readonly type: 'log'; readonly id: string; readonly start: number; readonly text: string }
  /** Show this one. */
  | { readonly type: 'select'; readonly id: string }
  /** For screen readers: what was done, where it is shown elsewhere. */
  | { readonly type: 'said'; readonly text: string }
  /** Let the user type what to find in the log. */
  | { readonly type: 'find' };

/** A command of the extension that takes an invocation's id. */
export type InvocationAction =
  | 'abortInvocation'
  | 'runAgain'
  | 'goToJob'
  | 'pinInvocation'
  | 'unpinInvocation'
  | 'copyInvocationLog'
  | 'openInvocationLog';

/** A command of the extension that takes nothing. */
export type GlobalAction = 'openConfig' | 'createExample' | 'manageTrust';

/** From the panel to the extension. */
export type PanelMessage =
  /** Wants a snapshot. */
  | { readonly type: 'ready' }
  /** The keyboard has come to the panel, or left it. */
  | { readonly type: 'focus'; readonly focused: boolean }
  /** Shows the log of this one, or of none, and wants to be told of it from its beginning. */
  | { readonly type: 'watchLog'; readonly id: string | undefined }
  | { readonly type: 'invocationAction'; readonly action: InvocationAction; readonly id: string }
  | { readonly type: 'globalAction'; readonly action: GlobalAction };

const INVOCATION_ACTIONS: ReadonlySet<unknown> = new Set<InvocationAction>([
  'abortInvocation',
  'runAgain',
  'goToJob',
  'pinInvocation',
  'unpinInvocation',
  'copyInvocationLog',
  'openInvocationLog',
]);

const GLOBAL_ACTIONS: ReadonlySet<unknown> = new Set<GlobalAction>([
  'openConfig',
  'createExample',
  'manageTrust',
]);

/**
 * A message that came from a webview, which is not to be trusted: undefined unless it is exactly what
 * the panel sends. An id is well-formed; whether there is such an invocation is for the receiver.
 */
export function parsePanelMessage(message: unknown): PanelMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, id, action, focused } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'ready':
      return { type };
    case 'focus':
      return typeof focused === 'boolean' ? { type, focused } : undefined;
    case 'watchLog':
      return id === undefined || isId(id) ? { type, id } : undefined;
    case 'invocationAction':
      return INVOCATION_ACTIONS.has(action) && isId(id)
        ? { type, action: action as InvocationAction, id }
        : undefined;
    case 'globalAction':
      return GLOBAL_ACTIONS.has(action) ? { type, action: action as GlobalAction } : undefined;
    default:
      return undefined;
  }
}

/** An int64 has 19 digits at most. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9]{1,19}$/.test(value);
}
