// Running a job: which one, whether it can be run, and off it goes.

import * as vscode from 'vscode';
import { type ConfigEntry, ProjectConfigDocument } from '../src/config/project-config-document.ts';
import { runTarget } from '../src/language/run-target.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { InvocationId } from '../src/task/ids.ts';
import { errorText } from '../src/text/wording.ts';
import { isConfig } from './language.ts';
import { showError, showInformation, showWarning } from './notifications.ts';
import { openConfig } from './open-config.ts';
import { toRange } from './range.ts';
import { entryAt, runnableEntries } from './runner/job-choices.ts';
import { type RunRefusal, runRefusal } from './runner/run-refusal.ts';
import type { Runner } from './runner/runner.ts';
import { projectId } from './settings.ts';

/**
 * Runs a job of a config as it is in the editor now, saved or not.
 *
 * @param uri of the config; the one in the active editor if left out
 * @param jobId as in the config; if left out, the job at the cursor, or one that the user picks
 * @returns the new invocation, undefined if there is none; the user has been told why
 */
export async function runJob(
  runner: Runner,
  uri: vscode.Uri | undefined,
  jobId: string | undefined,
): Promise<InvocationId | undefined> {
  if (!vscode.workspace.isTrusted) return refuseUntrusted();
  const document = await configToRun(uri);
  if (!document) return undefined;
  const config = parse(document);
  const id = jobId ?? (await chooseJob(document, config));
  if (id === undefined) return undefined;

  const target = runTarget(config, id);
  if (target.kind !== 'runnable') return refuse(document, runRefusal(target, id));
  try {
    return await runner.start(target.definition, document.uri.toString());
  } catch (error) {
    showError(`“${id}” could not be started: ${errorText(error)}`);
    return undefined;
  }
}

/** Opens the config and selects the job's id. */
export async function goToJob(uri: vscode.Uri, jobId: string): Promise<void> {
  const document = await open(uri);
  if (!document) return;
  const entry = parse(document)
    .entries()
    .find(({ id }) => id === jobId);
  if (entry) await reveal(document, toRange(entry.idRange));
  else showWarning(`“${jobId}” is no longer in ${vscode.workspace.asRelativePath(uri)}.`);
}

function parse(document: vscode.TextDocument): ProjectConfigDocument {
  return ProjectConfigDocument.open(document.getText(), {
    project: projectId(),
    registry: validationManagers(),
  });
}

async function configToRun(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri) return open(uri);
  const active = vscode.window.activeTextEditor?.document;
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const document = [active, ...visible].find((candidate) => candidate && isConfig(candidate));
  if (!document) {
    showInformation('Open a luci-scheduler.cfg to run one of its jobs.', [
      'Open Config…',
      openConfig,
    ]);
  }
  return document;
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

async function chooseJob(
  document: vscode.TextDocument,
  config: ProjectConfigDocument,
): Promise<string | undefined> {
  const choices = runnableEntries(config);
  const editor = vscode.window.activeTextEditor;
  const atCursor =
    editor?.document === document ? entryAt(config, editor.selection.active) : undefined;
  if (atCursor && choices.some(({ id }) => id === atCursor.id)) return atCursor.id;
  if (choices.length === 0) {
    showInformation(
      'This config has no job that can be run on this machine: only noop and url_fetch jobs can.',
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(choices.map(jobItem), {
    title: 'Run Job',
    placeHolder: question(vscode.workspace.asRelativePath(document.uri), atCursor),
    matchOnDescription: true,
  });
  return picked?.id;
}

/** @param atCursor what the user may have meant, and cannot be run */
function question(file: string, atCursor: ConfigEntry | undefined): string {
  if (!atCursor || atCursor.id === '') return `Job of ${file} to run on this machine`;
  const reason = atCursor.disabled ? 'is disabled' : "can't be run on this machine";
  return `“${atCursor.id}” ${reason}. Which other job of ${file}?`;
}

function jobItem(entry: ConfigEntry): vscode.QuickPickItem & { readonly id: string } {
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
  showWarning('Jobs are not run in Restricted Mode. Trust this workspace to run them.', [
    'Manage Workspace Trust',
    () => vscode.commands.executeCommand('workbench.trust.manage'),
  ]);
}

async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, { selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
