// The refs of a repository as a poller knew them, and as they are (managers.md 4.4, steps 1 and 2).

import { compareByteOrder } from '../../golang/byte-order.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import { withDeadline } from '../../io/deadline.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import { errorText, listed, plural } from '../../text/wording.ts';
import type { ControllerReadOnly } from '../controller.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';
import { GITILES_SCOPES, GitilesClient } from './gitiles-client.ts';
import { GitilesError } from './gitiles-error.ts';
import { decodeState, type PollerState, stateKey } from './poller-state.ts';
import { type MissingRef, RefSet } from './ref-set.ts';
import { parseRepoUrl } from './repo-url.ts';

/** For all refs together, and for the log of each ref. */
export const RPC_TIMEOUT_MS = 60_000;

/** So many names are told at a time. */
const SHOWN_NAMES = 20;

export interface RefsState {
  readonly host: string;
  readonly client: GitilesClient;
  /** Under which the state of the poller is kept. */
  readonly key: string;
  readonly watched: RefSet;
  /** What was kept by the last run; undefined if there is none. */
  readonly before: PollerState | undefined;
  /** The object that each watched ref points to: in hex, unless this is no Gitiles server. */
  readonly current: ReadonlyMap<string, string>;
}

/**
 * Looks what has been kept, and what is there now.
 * Rejects with a TaskError, about which the log says what to do: a transient one if the storage fails, else a fatal one.
 */
export async function fetchRefsState(
  world: World,
  ctl: ControllerReadOnly<GitilesTask>,
  signal: AbortSignal,
): Promise<RefsState> {
  const { repo, refs } = ctl.task();
  ctl.debugLog(`Repository: ${repo}, refs: ${shownNames(refs)}`);
  const parsed = parseRepoUrl(repo);
  if (!parsed.ok) throw failed(ctl, `${capital(parsed.reason)}. Correct \`repo\`.`);
  const { host, project } = parsed;
  const client = await clientOf(ctl, host, project);
  const watched = watchedRefs(ctl, refs);
  const key = stateKey(ctl.jobId(), host, project);

  const [kept, listing] = await Promise.allSettled([
    world.storage.get(key),
    withDeadline(world.clock, RPC_TIMEOUT_MS, signal, (limit) => allRefs(client, watched, limit)),
  ]);
  signal.throwIfAborted();
  if (kept.status === 'rejected') {
    throw new TaskError('transient', 'the state of the poller cannot be read', {
      cause: kept.reason,
    });
  }
  if (listing.status === 'rejected') {
    throw failed(ctl, refsFailed(listing.reason, host, project), listing.reason);
  }

  const before = kept.value && decodeState(kept.value);
  if (kept.value && !before) {
    ctl.debugLog('What was kept of the last run cannot be read, so this one begins anew.');
  }
  const current = new Map([...listing.value].filter(([ref]) => watched.has(ref)));
  ctl.debugLog(
    `${plural(before?.tips.size ?? 0, 'ref')} known from the last run, ${current.size} there now`,
  );
  const missing = watched.missing(current.keys());
  if (missing.length > 0) throw refsMissing(ctl, missing, listing.value, watched);
  return { host, client, key, watched, before, current };
}

async function clientOf(
  ctl: ControllerReadOnly<GitilesTask>,
  host: string,
  project: string,
): Promise<GitilesClient> {
  try {
    return new GitilesClient(await ctl.getClient(GITILES_SCOPES), host, project);
  } catch (error) {
    throw failed(ctl, errorText(error), error);
  }
}

function watchedRefs(ctl: ControllerReadOnly<GitilesTask>, refs: readonly string[]): RefSet {
  try {
    return new RefSet(refs);
  } catch (error) {
    throw failed(ctl, errorText(error), error);
  }
}

/** One call for each prefix, at the same time. */
async function allRefs(
  client: GitilesClient,
  watched: RefSet,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const calls = watched.prefixes().map((prefix) => client.refs(prefix, signal));
  const answers = await Promise.allSettled(calls); // None is left behind.
  return new Map(
    answers.flatMap((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return [...answer.value];
    }),
  );
}

function refsFailed(error: unknown, host: string, project: string): string {
  const what = `The refs of ${quotedValue(project)} could not be read. ${errorText(error)}`;
  switch (error instanceof GitilesError ? error.code : undefined) {
    case 'NotFound':
      return `${what} Check \`repo\`: ${host} has no such repository, or does not show it to you.`;
    case 'Unauthenticated':
    case 'PermissionDenied':
      return `${what} Use an account that may read the repository.`;
    case 'ResourceExhausted':
    case 'Unavailable':
    case 'DeadlineExceeded':
      return `${what} Try again later.`;
    default:
      return what;
  }
}

function refsMissing(
  ctl: ControllerReadOnly<GitilesTask>,
  missing: readonly MissingRef[],
  all: ReadonlyMap<string, string>,
  watched: RefSet,
): TaskError {
  const names = missing
    .map((one) => (one.kind === 'exact' ? one.ref : `regexp:${one.pattern}`))
    .sort(compareByteOrder);
  ctl.debugLog(`No ref of the repository is named so: ${shownNames(names)}`);
  const there = [...all.keys()].sort(compareByteOrder);
  const places = watched.prefixes().map((prefix) => `${prefix}/`);
  if (there.length === 0) {
    ctl.debugLog(
      `There are no refs at all under ${listed(places)}. If the repository has no commits yet, push one; otherwise check \`refs\`.`,
    );
  } else {
    ctl.debugLog(
      `Under ${listed(places)} there are: ${shownNames(there)}. Correct \`refs\`, or remove from it what is gone. A pattern has to match the whole name of a ref.`,
    );
  }
  return new TaskError('fatal', `${plural(missing.length, 'ref')} of the config cannot be found`);
}

/** Tells the user why the task ends. Returns the error to throw. */
export function failed(
  ctl: ControllerReadOnly<GitilesTask>,
  sentence: string,
  cause?: unknown,
): TaskError {
  ctl.debugLog(sentence);
  return new TaskError('fatal', sentence, {
    cause: cause instanceof TaskError ? undefined : cause,
  });
}

function shownNames(names: readonly string[]): string {
  const rest = names.length - SHOWN_NAMES;
  const shown = names.slice(0, SHOWN_NAMES).map(quotedValue).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown || 'none';
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
