// The command that runs a job: the choice of the job, the start, and the refusal.

import * as vscode from 'vscode';
import type { HostDecisions } from '../host/hosts/host-decisions.ts';
import { destinationsOf } from '../host/runner/destinations.ts';
import type { Runner } from '../host/runner/runner.ts';
import {
  type ConfigEntry,
  definitionFromJson,
  type JobChoice,
  type JobChoices,
  RUN_METHODS,
  type RunAnswer,
  type RunLens,
  type RunRefusal,
} from '../src/language/language.ts';
import type { InvocationId } from '../src/task/ids.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { enumerated, errorText } from '../src/text/wording.ts';
import { isEdited } from './edited-documents.ts';
import { isConfig } from './language.ts';
import type { LanguageServer } from './language-server.ts';
import { showError, showInformation, showWarning } from './notifications.ts';
import { openConfig } from './open-config.ts';
import { toRange } from './range.ts';
import { startsTriggeredJobs } from './settings.ts';

/** Answers about documents; runs what comes of them. */
export interface RunParts {
  readonly server: LanguageServer;
  readonly runner: Runner;
  /** Names of the task fields of which tasks can be run here. */
  readonly runsHere: ReadonlySet<string>;
  readonly registry: ManagerRegistry;
  readonly decisions: HostDecisions;
}

/**
 * Runs a job of a config as it is in the editor now, saved or not.
 *
 * @param uri of the config; if left out, the one in view, or else one that is opened for this
 * @param jobId as in the config; if left out, the job at the cursor, or one that the user picks. In a config that was not in
 *   view, nobody has seen where the cursor is.
 * @returns the new invocation, undefined if there is none; the user has been told why
 */
export async function runJob(
  parts: RunParts,
  uri: vscode.Uri | undefined,
  jobId: string | undefined,
): Promise<InvocationId | undefined> {
  if (!vscode.workspace.isTrusted) return refuseUntrusted();
  const seen = uri ? await open(uri) : configInView();
  const document = seen ?? (uri ? undefined : await openConfig());
  if (!document) return undefined;
  try {
    const id = jobId ?? (await chooseJob(parts, document, document === seen));
    if (id === undefined) return undefined;
    const answer = await ask<RunAnswer>(parts, RUN_METHODS.run, document, { id });
    if (!answer.ok) return refuse(document, answer.refusal);
    return await startAnswered(parts, answer);
  } catch (error) {
    const job = jobId === undefined ? 'The job' : `"${jobId}"`;
    showError(`${job} could not be started: ${errorText(error)}`);
    return undefined;
  }
}

/** Starts the job and, unless the user wants otherwise, lets its triggers start what they name. */
async function startAnswered(
  { runner, registry, decisions }: RunParts,
  { definition: json, triggered, refusals }: Extract<RunAnswer, { readonly ok: true }>,
): Promise<InvocationId> {
  const receivers = startsTriggeredJobs() ? triggered.map(definitionFromJson) : [];
  if (receivers.length > 0 && refusals.length > 0) showWarning(refusals.join(' '));
  const definition = definitionFromJson(json);
  await decisions.askAhead(destinationsOf(registry, { definition, receivers }));
  return runner.start(definition, { receivers });
}

/** Opens the config and selects the job's id. */
export async function goToJob(parts: RunParts, uri: vscode.Uri, jobId: string): Promise<void> {
  const document = await open(uri);
  if (!document) return;
  const params = { textDocument: { uri: uri.toString() }, id: jobId };
  const range = await parts.server
    .ask<RunLens['range'] | null>(RUN_METHODS.jobRange, params)
    .catch(() => null);
  if (range) await reveal(document, toRange(range));
  else showWarning(`"${jobId}" is no longer in ${vscode.workspace.asRelativePath(uri)}.`);
}

/** The server's answer about a document. Rejects if it has none. */
async function ask<Answer>(
  { server }: RunParts,
  method: string,
  { uri }: vscode.TextDocument,
  params: object,
): Promise<Answer> {
  const textDocument = { uri: uri.toString() };
  const answer = await server.ask<Answer | null>(method, { textDocument, ...params });
  if (answer === null) {
    throw new Error(
      `${vscode.workspace.asRelativePath(uri)} is not open as a LUCI Scheduler config.`,
    );
  }
  return answer;
}

function configInView(): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  return [active, ...visible].find(
    (candidate) => candidate && isConfig(candidate) && isEdited(candidate),
  );
}

/** Undefined if it cannot be opened; the user has been told. */
async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    showError(`${vscode.workspace.asRelativePath(uri)} cannot be opened.`);
    return undefined;
  }
}

/** @param byCursor the job at the cursor is the one that is meant */
async function chooseJob(
  parts: RunParts,
  document: vscode.TextDocument,
  byCursor: boolean,
): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const position = byCursor && editor?.document === document ? editor.selection.active : undefined;
  const { atPosition, runnable } = await ask<JobChoices>(parts, RUN_METHODS.jobs, document, {
    ...(position && { position: { line: position.line, character: position.character } }),
  });
  if (atPosition && runnable.some(({ id }) => id === atPosition.id)) return atPosition.id;
  if (runnable.length === 0) {
    const kinds = [...parts.runsHere];
    showInformation(
      `This config has no job that can be run on this machine: only jobs with a ${enumerated(kinds, 'or')} task can.`,
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(runnable.map(jobItem), {
    title: 'Run Job',
    placeHolder: question(vscode.workspace.asRelativePath(document.uri), atPosition),
    matchOnDescription: true,
  });
  return picked?.id;
}

/** @param atCursor what the user may have meant, and cannot be run */
function question(file: string, atCursor: ConfigEntry | undefined): string {
  if (!atCursor || atCursor.id === '') return `Job in ${file} to run on this machine`;
  const reason = atCursor.disabled ? 'is disabled' : "can't be run on this machine";
  return `"${atCursor.id}" ${reason}. Choose another job in ${file}.`;
}

function jobItem(entry: JobChoice): vscode.QuickPickItem & { readonly id: string } {
  const { id, kind, taskField = '', schedule, valid } = entry;
  return {
    id,
    label: `$(${kind === 'trigger' ? 'broadcast' : 'play'}) ${id}`,
    description: [taskField, schedule].filter((part) => part !== '').join(' · '),
    ...(!valid && { detail: '$(error) has errors' }),
  };
}

/** Shows why not, and where. With one place to look at, goes there. */
async function refuse(document: vscode.TextDocument, refusal: RunRefusal): Promise<undefined> {
  const { message, places } = refusal;
  const [place] = places;
  if (!place) {
    showError(message);
    return;
  }
  const go = () => reveal(document, toRange(place));
  if (places.length === 1) await go();
  showError(message, ['Show in Config', go]);
}

function refuseUntrusted(): undefined {
  showWarning('Jobs cannot run in Restricted Mode. Trust this workspace to run them.', [
    'Manage Workspace Trust',
    () => vscode.commands.executeCommand('workbench.trust.manage'),
  ]);
}

async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, { selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
