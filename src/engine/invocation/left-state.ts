// The state of an Invocation as a Manager has left it, which may be anything at all.

import type { State } from '../../task/controller.ts';
import { isStatus, type Status } from '../../task/status.ts';

export type LeftState =
  /** A copy, which the Manager cannot reach. */
  | { readonly ok: true; readonly state: Readonly<State> }
  /** `problem`: why it cannot be stored, as a clause for the middle of a sentence. */
  | { readonly ok: false; readonly problem: string };

/** How many bytes a Manager may keep in `State.taskData`: what the service can store of an Invocation (engine.md 5.15). */
const MAX_TASK_DATA = 1_000_000;

/** More UTF-16 units than any address of use has. */
const MAX_VIEW_URL = 100_000;

/** @param left the Manager's own object: each of its properties is read once, and may throw */
export function readState(left: State): LeftState {
  try {
    const { status, taskData, viewUrl } = left;
    return isStatus(status) ? checked(status, taskData, viewUrl) : noStatus(status);
  } catch {
    return refused('its state cannot be read');
  }
}

function checked(status: Status, taskData: unknown, viewUrl: unknown): LeftState {
  if (!(taskData instanceof Uint8Array)) return refused('its data is not bytes');
  if (taskData.length > MAX_TASK_DATA) {
    return refused(`its data has more than ${MAX_TASK_DATA} bytes`);
  }
  if (typeof viewUrl !== 'string') return refused('its view URL is not a string');
  if (viewUrl.length > MAX_VIEW_URL) {
    return refused(`its view URL is longer than ${MAX_VIEW_URL} characters`);
  }
  return { ok: true, state: copyOf({ status, taskData, viewUrl }) };
}

function noStatus(status: unknown): LeftState {
  const shown = JSON.stringify(status)?.slice(0, 100);
  return refused(`its status is ${shown}, which is none`);
}

function refused(problem: string): LeftState {
  return { ok: false, problem };
}

/** A copy: the Manager changes its own, and nobody changes what is stored. */
export function copyOf({ status, taskData, viewUrl }: Readonly<State>): State {
  return { status, viewUrl, taskData: taskData.length === 0 ? NO_BYTES : new Uint8Array(taskData) };
}

const NO_BYTES = new Uint8Array();
