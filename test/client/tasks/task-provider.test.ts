import assert from 'node:assert/strict';
import type { Uri as EditorUri, Task, TaskProvider } from 'vscode';
import { taskProviders, Uri, workspace } from '../editor-stand-in.ts';

const { registerTasks } = await import('../../../client/tasks/task-provider.ts');

interface Execution {
  readonly process: string;
  readonly args: readonly string[];
  readonly options: object;
}

const HERE = { uri: { scheme: 'file', fsPath: '/w/here' }, name: 'here', index: 0 };
const ELSEWHERE = { uri: { scheme: 'vscode-vfs', fsPath: '/w' }, name: 'elsewhere', index: 1 };
const THERE = { uri: { scheme: 'file', fsPath: '/w/there' }, name: 'there', index: 2 };

describe('the provider of tasks', () => {
  let provider: TaskProvider;

  before(() => {
    registerTasks(Uri.file('/e/dist/cli.js') as EditorUri);
    provider = taskProviders.get('luci-jobs') as TaskProvider;
  });

  beforeEach(() => {
    workspace.isTrusted = true;
    workspace.workspaceFolders = [HERE, ELSEWHERE, THERE];
  });

  after(() => {
    workspace.isTrusted = true;
    workspace.workspaceFolders = undefined;
  });

  const offered = () => provider.provideTasks({} as never) as Task[];
  const resolve = (definition: object, scope: unknown) =>
    provider.resolveTask({ definition, scope } as never, {} as never) as Task | undefined;
  const executionOf = (task: Task | undefined) => task?.execution as unknown as Execution;

  it('offers the same for each folder that is on a disk here', () => {
    const rows = offered().map((task) => [
      (task.scope as { readonly name: string }).name,
      executionOf(task).args.slice(1).join(' '),
    ]);
    assert.deepEqual(rows, [
      ['here', 'validate'],
      ['here', 'validate --watch'],
      ['here', 'format --check'],
      ['there', 'validate'],
      ['there', 'validate --watch'],
      ['there', 'format --check'],
    ]);
  });

  it('runs the command line in the folder, on the program that runs extensions', () => {
    assert.deepEqual(
      { ...executionOf(offered()[3]) },
      {
        process: process.execPath,
        args: ['/e/dist/cli.js', 'validate'],
        options: { cwd: '/w/there', env: { ELECTRON_RUN_AS_NODE: '1' } },
      },
    );
  });

  it('takes what a tasks.json says, with the definition as it is there', () => {
    const definition = { type: 'luci-jobs', command: 'list', args: ['a.cfg'] };
    const task = resolve(definition, THERE);
    assert.equal(task?.definition, definition);
    assert.equal(task?.scope, THERE);
    assert.deepEqual(executionOf(task).args, ['/e/dist/cli.js', 'list', 'a.cfg']);
    // Of a workspace file, or of the user, there is no folder.
    const ofAll = resolve(definition, 2);
    assert.equal(ofAll?.scope, 2);
    assert.deepEqual(executionOf(ofAll).options, {
      cwd: '/w/here',
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
  });

  it('has nothing for what is no task, or nowhere here', () => {
    assert.equal(resolve({ type: 'luci-jobs', command: 1 }, HERE), undefined);
    assert.equal(resolve({ type: 'luci-jobs', command: 'validate' }, ELSEWHERE), undefined);
    workspace.workspaceFolders = [ELSEWHERE];
    assert.deepEqual(offered(), []);
    assert.equal(resolve({ type: 'luci-jobs', command: 'validate' }, 2), undefined);
    workspace.workspaceFolders = undefined;
    assert.deepEqual(offered(), []);
  });

  it('has nothing in a workspace that nobody trusts', () => {
    workspace.isTrusted = false;
    assert.deepEqual(offered(), []);
    assert.equal(resolve({ type: 'luci-jobs', command: 'validate' }, HERE), undefined);
  });
});
