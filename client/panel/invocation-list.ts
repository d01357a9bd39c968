// The state of the panel: the invocations, the selected one, and its log.

import { isFinal } from '../../src/task/status.ts';
import { jobAndOrigin, originLabels } from './origin-labels.ts';
import type { HostMessage, InvocationView } from './protocol.ts';

export interface InvocationList {
  /** Newest first. */
  readonly invocations: readonly InvocationView[];
  /** Names one of them; undefined only if there are none. */
  readonly selected: string | undefined;
  readonly trusted: boolean;
  /** What to add to this machine's clock to get the extension's, in milliseconds. */
  readonly clockOffset: number;
}

/** Before the first message. `selected` is what was selected when the panel was last shown. */
export function emptyList(selected: string | undefined): InvocationList {
  return { invocations: [], selected, trusted: true, clockOffset: 0 };
}

/**
 * What the panel knows after a message.
 * @param localNow this machine's clock, milliseconds since the epoch
 */
export function receive(
  list: InvocationList,
  message: HostMessage,
  localNow: number,
): InvocationList {
  switch (message.type) {
    case 'snapshot': {
      const { trusted, now } = message;
      const invocations = [...message.invocations].sort(newestFirst);
      return withSelection({ ...list, invocations, trusted, clockOffset: now - localNow });
    }
    case 'invocation': {
      const { invocation, now } = message;
      const others = list.invocations.filter(({ id }) => id !== invocation.id);
      const invocations = [...others, invocation].sort(newestFirst);
      // A message may come late, and never early.
      const clockOffset = Math.max(list.clockOffset, now - localNow);
      return withSelection({ ...list, invocations, clockOffset });
    }
    case 'removed':
      return remove(list, new Set(message.ids));
    case 'select':
      return select(list, message.id);
    case 'log':
    case 'find':
    case 'said':
      return list;
  }
}

/** Shows another invocation; no effect if there is none with this id. */
export function select(list: InvocationList, id: string): InvocationList {
  return list.invocations.some((invocation) => invocation.id === id)
    ? { ...list, selected: id }
    : list;
}

/** The id of the invocation that is `steps` below the selected one; at the ends, the end. */
export function neighbour(list: InvocationList, steps: number): string | undefined {
  const at = list.invocations.findIndex(({ id }) => id === list.selected);
  const to = Math.min(Math.max(at + steps, 0), list.invocations.length - 1);
  return list.invocations[to]?.id;
}

export function selectedInvocation(list: InvocationList): InvocationView | undefined {
  return list.invocations.find(({ id }) => id === list.selected);
}

/** How long the invocation took, or has been running, in milliseconds. */
export function elapsed({ started, finished }: InvocationView, now: number): number {
  return (finished ?? now) - started;
}

/** What a screen reader should be told when an invocation has become what it is now, if anything. */
export function announcement(before: InvocationList, after: InvocationView): string | undefined {
  const known = before.invocations.find(({ id }) => id === after.id);
  const ended = isFinal(after.status) && known?.status !== after.status;
  const keptAnew = known !== undefined && known.pinned !== after.pinned;
  if (known && !ended && !keptAnew) return undefined;
  const others = before.invocations.filter(({ id }) => id !== after.id);
  const origin = originLabels([...others, after]).get(after.id);
  const job = jobAndOrigin(after.job, origin);
  if (keptAnew && !ended) {
    return after.pinned ? `Job ${job} is kept in the history` : `Job ${job} is kept no longer`;
  }
  return known ? `Job ${job} ${after.status.toLowerCase()}` : `Job ${job} started`;
}

/** What has gone leaves the selection to the one below it, or else to the one above. */
function remove(list: InvocationList, gone: ReadonlySet<string>): InvocationList {
  const stays = ({ id }: InvocationView) => !gone.has(id);
  const at = list.invocations.findIndex(({ id }) => id === list.selected);
  const heir =
    list.invocations.slice(Math.max(at, 0)).find(stays) ??
    list.invocations.slice(0, Math.max(at, 0)).findLast(stays);
  return { ...list, invocations: list.invocations.filter(stays), selected: heir?.id };
}

/** Keeps the selection if it is still there, otherwise selects the newest. */
function withSelection(list: InvocationList): InvocationList {
  return selectedInvocation(list) ? list : { ...list, selected: list.invocations[0]?.id };
}

/** A newer invocation has a smaller id. Without leading zeros, the longer one is greater. */
function newestFirst({ id: a }: InvocationView, { id: b }: InvocationView): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
