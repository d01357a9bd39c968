import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DemoDocument, PATIENCE } from './demo-document.ts';

/** How long hello-noop takes. */
const SLEEP = /\bsleep_ms: (3000)/;

describe('the runner in the editor', () => {
  let demo: DemoDocument;

  beforeEach(async () => {
    demo = await DemoDocument.open();
  });

  afterEach(() => demo.revert());

  it('runs the job as it stands, saved or not', async () => {
    await demo.replace(demo.rangeOf(SLEEP), '7');
    assert.equal(demo.document.isDirty, true);
    const log = await logOf(await run('hello-noop'), /Finished with status SUCCEEDED/);
    assert.match(log, /Sleeping for 0\.007 s/);
  });

  it('runs the job at the cursor if none is named', async () => {
    await demo.replace(demo.rangeOf(SLEEP), '7');
    const { start } = demo.rangeOf(/id: "hello-noop"/);
    demo.editor.selection = new vscode.Selection(start, start);
    const id = await vscode.commands.executeCommand<string>('luciScheduler.runJob');
    assert.match(await logOf(id, /Finished with status SUCCEEDED/), /Sleeping for 0\.007 s/);
  });

  it('aborts', async () => {
    const id = await run('soak-test');
    await logOf(id, /Sleeping/);
    await vscode.commands.executeCommand('luciScheduler.abortInvocation', '1');
    assert.doesNotMatch(await logOf(id, /Sleeping/), /Aborted/);
    await vscode.commands.executeCommand('luciScheduler.abortInvocation', id);
    await logOf(id, /Finished with status ABORTED/);
  });

  it('goes to what is wrong with a job rather than run it', async () => {
    const range = demo.rangeOf(/\b(sleep_ms): 3000/);
    const wrong = await demo.replace(range, 'sleep_msec');
    assert.equal(await run('hello-noop'), undefined);
    assert.ok(vscode.window.activeTextEditor?.selection.isEqual(wrong));
  });

  it('runs a poller over the repository that the settings name', async () => {
    const settings = vscode.workspace.getConfiguration('luciScheduler');
    await settings.update('startTriggeredJobs', false);
    const log = await logOf(await run('hello-commits'), /Finished with status/);
    await settings.update('startTriggeredJobs', undefined);
    assert.match(log, /answered by the git repository in .*hello/);
    assert.match(log, /Finished with status SUCCEEDED/);
  });

  it('starts nothing for a job that is not there', async () => {
    assert.equal(await run('no-such-job'), undefined);
  });

  function run(jobId: string): Thenable<string | undefined> {
    const uri = demo.document.uri.toString();
    return vscode.commands.executeCommand<string | undefined>('luciScheduler.runJob', uri, jobId);
  }
});

/** The log of an invocation, opened in the editor, as soon as it has grown to match. */
async function logOf(id: string | undefined, pattern: RegExp): Promise<string> {
  assert.ok(id);
  await vscode.commands.executeCommand('luciScheduler.openInvocationLog', id);
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document?.uri.query === id);
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!pattern.test(document.getText())) return;
      stop();
      resolve(document.getText());
    };
    const subscription = vscode.workspace.onDidChangeTextDocument(check);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`No ${pattern} in ${JSON.stringify(document.getText())}`));
    }, PATIENCE);
    const stop = () => {
      subscription.dispose();
      clearTimeout(timer);
    };
    check();
  });
}
