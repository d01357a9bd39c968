// Commands on invocations that the runner knows: abort, copy the log, open the log.

import * as vscode from 'vscode';
import type { RunRecord } from '../host/runner/run-history.ts';
import type { Runner } from '../host/runner/runner.ts';
import { type InvocationId, jobNameOf } from '../src/task/ids.ts';
import { isFinal } from '../src/task/status.ts';
import { withoutEscapes } from '../src/text/escape-sequences.ts';
import { errorText } from '../src/text/wording.ts';
import type { InvocationLogDocuments } from './invocation-log-documents.ts';
import { invocationView } from './invocation-view.ts';
import { showError, showInformation } from './notifications.ts';
import { originLabels } from './panel/origin-labels.ts';
import { relativeTime } from './panel/relative-time.ts';
import { STATUS_APPEARANCE } from './panel/status-appearance.ts';

/**
 * @param argument of the command: an invocation's id, or what a menu of the panel passes; anything else
 *   means the only one that runs, or one that the user picks
 */
export async function abortInvocation(runner: Runner, argument: unknown): Promise<void> {
  const running = runner.records().filter(({ invocation }) => !isFinal(invocation.status));
  const record = await namedOrPicked(runner, argument, {
    title: 'Abort Invocation',
    candidates: running,
    nothing: 'Nothing is running.',
  });
  if (!record) return;
  try {
    await runner.abort(record.invocation.id);
  } catch (error) {
    const job = jobNameOf(record.invocation.jobId);
    showError(`"${job}" could not be aborted: ${errorText(error)}`);
  }
}

/**
 * @param argument as for `abortInvocation`; anything else means one of all
 * @param say tells those who do not see the status bar
 */
export async function copyInvocationLog(
  runner: Runner,
  argument: unknown,
  say: (text: string) => void,
): Promise<void> {
  const record = await chosenInvocation(runner, argument, 'Copy Invocation Log');
  if (!record) return;
  await vscode.env.clipboard.writeText(withoutEscapes(record.log));
  const done = `Log of ${jobNameOf(record.invocation.jobId)} copied`;
  vscode.window.setStatusBarMessage(`$(check) ${done}`, 3000);
  say(done);
}

/**
 * Keeps an invocation whatever else the history lets go of, or does so no longer.
 * @param argument as for `abortInvocation`; anything else means one of those that this changes
 */
export async function pinInvocation(
  runner: Runner,
  argument: unknown,
  pinned: boolean,
): Promise<void> {
  const record = await namedOrPicked(runner, argument, {
    title: pinned ? 'Keep Invocation in History' : 'Keep Invocation No Longer',
    candidates: runner
      .records()
      .filter(({ invocation }) => (invocation.pinned === true) !== pinned),
    nothing: pinned ? 'There is no invocation that is not kept.' : 'No invocation is kept.',
  });
  if (record) await runner.pin(record.invocation.id, pinned);
}

/** @param argument as for `copyInvocationLog` */
export async function openInvocationLog(
  runner: Runner,
  documents: InvocationLogDocuments,
  argument: unknown,
): Promise<void> {
  const record = await chosenInvocation(runner, argument, 'Open Invocation Log');
  if (record) await documents.show(record);
}

/**
 * The invocation that a command's argument names (see `copyInvocationLog`), else the only one there is,
 * else the one that the user picks.
 */
export function chosenInvocation(
  runner: Runner,
  argument: unknown,
  title: string,
): Promise<RunRecord | undefined> {
  const nothing = 'No job has been run yet.';
  return namedOrPicked(runner, argument, { title, candidates: runner.records(), nothing });
}

interface Choice {
  readonly title: string;
  readonly candidates: readonly RunRecord[];
  /** What to tell if there are no candidates. */
  readonly nothing: string;
}

async function namedOrPicked(
  runner: Runner,
  argument: unknown,
  { title, candidates, nothing }: Choice,
): Promise<RunRecord | undefined> {
  const id = invocationIdOf(argument);
  if (id !== undefined) {
    // Never another one in its place.
    const record = runner.record(id);
    if (!record) showInformation('This invocation is no longer kept.');
    return record;
  }
  if (candidates.length === 0) showInformation(nothing);
  return candidates.length > 1 ? pick(title, candidates) : candidates[0];
}

function invocationIdOf(argument: unknown): InvocationId | undefined {
  const id =
    typeof argument === 'object' && argument !== null && 'invocationId' in argument
      ? argument.invocationId
      : argument;
  return typeof id === 'string' && /^\d{1,19}$/.test(id) ? (BigInt(id) as InvocationId) : undefined;
}

async function pick(title: string, records: readonly RunRecord[]): Promise<RunRecord | undefined> {
  const now = Date.now();
  const views = records.map(invocationView);
  const origins = originLabels(views);
  const items = records.map((record) => {
    const { id, job, status, started } = invocationView(record);
    const { icon, label } = STATUS_APPEARANCE[status];
    const origin = origins.get(id);
    return {
      record,
      label: `$(${icon === 'loading' ? 'loading~spin' : icon}) ${job}`,
      description: [origin, label, `started ${relativeTime(started, now)}`]
        .filter((part) => part !== undefined)
        .join(' · '),
    };
  });
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return picked?.record;
}
