// What a poller remembers of a repository from one run to the next (managers.md 4.7).

import { compareByteOrder } from '../../golang/byte-order.ts';
import { decodeMessage, encodeMessage } from '../../schema/codec.ts';
import type { RefSpace, RepositoryState } from '../../schema/generated/messages.ts';
import { messageType } from '../../schema/schema.ts';
import type { JobId } from '../ids.ts';

export interface PollerState {
  /** The commit, or annotated tag, in hex, that each ref pointed to when the poller had emitted what there was of it. */
  readonly tips: ReadonlyMap<string, string>;
  /** The `refs` of the config of that run. */
  readonly refs: readonly string[];
}

/** The key in the storage: another repository means to begin anew. */
export function stateKey(jobId: JobId, host: string, project: string): string {
  return `gitiles/${jobId}/${host}/${project}`;
}

/**
 * The service's message (schema.md 1.4). There it is compressed, as a table of the service's database wants it; here it is
 * not: to that end nothing but the size would change, and this code knows no gzip.
 */
export function encodeState({ tips, refs }: PollerState): Uint8Array {
  const spaces = new Map<string, { readonly suffix: string; readonly sha1: Uint8Array }[]>();
  for (const [ref, tip] of [...tips].sort(([a], [b]) => compareByteOrder(a, b))) {
    const slash = ref.lastIndexOf('/');
    const prefix = ref.slice(0, Math.max(0, slash));
    const child = { suffix: ref.slice(slash + 1), sha1: bytesOfHex(tip) };
    const known = spaces.get(prefix);
    if (known) known.push(child);
    else spaces.set(prefix, [child]);
  }
  const state: RepositoryState = {
    spaces: [...spaces].map(([prefix, children]): RefSpace => ({ prefix, children })),
    refs,
  };
  return encodeMessage(messageType('gitiles.messages.RepositoryState'), state);
}

/** Undefined if the bytes are not those of `encodeState`. */
export function decodeState(bytes: Uint8Array): PollerState | undefined {
  const type = messageType('gitiles.messages.RepositoryState');
  let state: RepositoryState;
  try {
    state = decodeMessage<RepositoryState>(type, bytes);
  } catch {
    return undefined;
  }
  const tips = new Map<string, string>();
  for (const { prefix, children } of state.spaces) {
    for (const { suffix, sha1 } of children) tips.set(`${prefix}/${suffix}`, hexOf(sha1));
  }
  return { tips, refs: state.refs };
}

/** Whether the state can hold it. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{2})+$/i.test(text);
}

/** @throws TypeError if it is none */
function bytesOfHex(hex: string): Uint8Array {
  if (!isObjectId(hex)) {
    throw new TypeError(`${JSON.stringify(hex)} is not the id of a commit`);
  }
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
