// Tasks of the type `luci-jobs` in the editor.

import * as vscode from 'vscode';
import { type LuciJobsTask, offeredTasks, TASK_TYPE, taskOf } from './luci-jobs-task.ts';

/** @param cli the program of the command line, `dist/cli.js` */
export function registerTasks(cli: vscode.Uri): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: () =>
      foldersHere().flatMap((folder) =>
        offeredTasks().map((task) => editorTask(task, task.definition, folder, folder, cli)),
      ),
    resolveTask: ({ definition, scope }) => {
      const task = taskOf(definition);
      const folder = typeof scope === 'object' ? scope : foldersHere()[0];
      if (!task || !folder || !foldersHere().includes(folder)) return undefined;
      // The editor takes an answer for one about this very definition only.
      return editorTask(task, definition, scope ?? folder, folder, cli);
    },
  });
}

/** Those in which a process can run, and may: none in a workspace that nobody trusts, or that is on no disk here. */
function foldersHere(): readonly vscode.WorkspaceFolder[] {
  if (!vscode.workspace.isTrusted) return [];
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function editorTask(
  { name, detail, args, isBackground, problemMatcher, isBuild }: LuciJobsTask,
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
  folder: vscode.WorkspaceFolder,
  cli: vscode.Uri,
): vscode.Task {
  const execution = new vscode.ProcessExecution(process.execPath, [cli.fsPath, ...args], {
    cwd: folder.uri.fsPath,
    // On a desktop, what runs extensions is the editor's own program, which is a Node only when told so; of a server, it is
    // a Node anyway, and where it runs the task runs, too.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const matchers = problemMatcher === undefined ? [] : [problemMatcher];
  const task = new vscode.Task(definition, scope, name, TASK_TYPE, execution, matchers);
  task.isBackground = isBackground;
  if (isBuild) task.group = vscode.TaskGroup.Build;
  if (detail !== undefined) task.detail = detail;
  return task;
}
