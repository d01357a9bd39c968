import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PATIENCE } from './demo-document.ts';

const GOOD = 'job {\n  id: "a"\n  noop {}\n  schedule: "@daily"\n}\n';
const BAD = 'job {\n  id: "a"\n}\n';

describe('tasks of the type luci-jobs', () => {
  let folder: vscode.WorkspaceFolder;

  before(() => {
    [folder] = (vscode.workspace.workspaceFolders ?? []) as [vscode.WorkspaceFolder];
    assert.ok(folder);
  });

  after(async () => {
    for (const name of ['tasks', '.vscode/tasks.json'])
      await vscode.workspace.fs.delete(inFolder(name), { recursive: true });
  });

  it('are offered without a tasks.json', async () => {
    const tasks = await luciJobsTasks();
    assert.deepEqual(
      tasks.map(({ name, isBackground, problemMatchers, group }) => [
        name,
        isBackground,
        problemMatchers,
        group?.id,
      ]),
      [
        ['validate', false, ['$luci-jobs'], 'build'],
        ['validate --watch', true, ['$luci-jobs-watch'], 'build'],
        ['format --check', false, [], undefined],
      ],
    );
  });

  it('run the command line in the folder, as a tasks.json says', async () => {
    const tasks = [
      { type: 'luci-jobs', label: 'verdict', command: 'validate', args: ['tasks'] },
      { type: 'luci-jobs', label: 'layout', command: 'format', args: ['--check', 'tasks'] },
    ];
    await write('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
    await write('tasks/luci-scheduler.cfg', BAD);
    assert.equal(await exitCodeOf(await taskNamed('verdict')), 1);
  });

  it('are about the files as they are now', async () => {
    await write('tasks/luci-scheduler.cfg', GOOD.replace('  id', 'id'));
    assert.equal(await exitCodeOf(await taskNamed('verdict')), 0);
    assert.equal(await exitCodeOf(await taskNamed('layout')), 1);
  });

  it('watch until somebody ends them', async () => {
    const task = await taskNamed('validate --watch');
    const started = eventOf(
      vscode.tasks.onDidStartTaskProcess,
      ({ execution }) => execution.task.name === task.name,
    );
    const execution = await vscode.tasks.executeTask(task);
    const { processId } = await started;
    assert.ok(processId > 0);
    const ended = eventOf(
      vscode.tasks.onDidEndTask,
      (end) => end.execution.task.name === task.name,
    );
    execution.terminate();
    await ended;
  });

  function luciJobsTasks(): Thenable<vscode.Task[]> {
    return vscode.tasks.fetchTasks({ type: 'luci-jobs' });
  }

  /** The editor may not yet know of a tasks.json that was just written. */
  async function taskNamed(name: string): Promise<vscode.Task> {
    for (const deadline = Date.now() + PATIENCE; ; ) {
      const task = (await luciJobsTasks()).find((each) => each.name === name);
      if (task) return task;
      if (Date.now() > deadline) throw new Error(`no task ${name}`);
    }
  }

  async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
    const ended = eventOf(
      vscode.tasks.onDidEndTaskProcess,
      ({ execution }) => execution.task.name === task.name,
    );
    await vscode.tasks.executeTask(task);
    return (await ended).exitCode;
  }

  async function write(name: string, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(inFolder(name), Buffer.from(text));
  }

  function inFolder(name: string): vscode.Uri {
    return vscode.Uri.joinPath(folder.uri, name);
  }
});

function eventOf<T>(event: vscode.Event<T>, accept: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (!accept(value)) return;
      subscription.dispose();
      resolve(value);
    });
  });
}
