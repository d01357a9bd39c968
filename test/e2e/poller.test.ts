// The demo's poller in the real editor: a click on Run finds a commit and starts the builder, a program, with it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DEMO_GIT_ENVIRONMENT, DEMO_REPOSITORY } from '../../scripts/demo-repository.ts';
import { vsixPath } from '../../scripts/package.ts';
import { DEMO_CONFIG } from '../../scripts/paths.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, positionOf, Workbench } from './workbench.ts';

const CONFIG = 'luci-scheduler.cfg';
const POLLER = 'hello-commits';
const BUILDER = 'hello';

describe('a poller and its builder', () => {
  const text = fs.readFileSync(DEMO_CONFIG, 'utf8');
  const lineOf = (id: string, kind: string) =>
    positionOf(new RegExp(`^${kind} \\{\\n  id: "${id}"\\n`, 'm'), text).line;
  let session: EditorSession;
  let workbench: Workbench;

  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: path.join(session.folder, DEMO_REPOSITORY),
      env: { ...process.env, ...DEMO_GIT_ENVIRONMENT },
      encoding: 'utf8',
    }).trim();

  before(async () => {
    session = await EditorSession.start({ vsix: vsixPath(), trusted: true });
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
    await workbench.openFile(CONFIG);
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    await workbench.webview('[data-testid="empty-view"]');
    await workbench.openFile(CONFIG);
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  /** Shows the newest invocation of a job that has ended so, and resolves with its log. */
  async function logOf(job: string, status: string): Promise<string> {
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const row = panel.locator(`[data-testid="invocation-row"][data-status="${status}"]`, {
      has: panel.getByText(job, { exact: true }),
    });
    await row.first().click();
    await workbench.untilDrawn(panel);
    const log = panel.locator('[data-testid="invocation-log"]');
    await log.getByText(`Finished with status ${status}`).waitFor();
    return (await log.textContent()) ?? '';
  }

  it('shows the command before it runs for the first time, and runs nothing if the user says no', async () => {
    await workbench.clickCodeLens(lineOf(POLLER, 'trigger'), 'Run');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog
      .getByText(`Run a command in place of the builder project/ci/${BUILDER}?`)
      .waitFor();
    await dialog.getByText('tools/build.mjs').waitFor();
    await workbench.screenshot('poller-1-asked');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const log = await logOf(BUILDER, 'FAILED');
    assert.match(
      log,
      /Nothing was run for project\/ci\/hello, for nobody has allowed this command/,
    );
  });

  it('starts the builder with the commit, and shows it all in the log', async () => {
    git('commit', '--quiet', '--allow-empty', '--message=Say nothing new');
    const head = git('rev-parse', 'HEAD');
    await workbench.openFile(CONFIG);
    await workbench.clickCodeLens(lineOf(POLLER, 'trigger'), 'Run');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Run It' }).click();
    const build = await logOf(BUILDER, 'SUCCEEDED');
    assert.ok(build.includes(head), build);
    assert.match(build, /Building hello at [0-9a-f]+ Say nothing new/);
    assert.match(build, /Hello, world!/);
    assert.match(build, /node ended with exit code 0/);
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const properties = panel.locator('[data-testid="properties"]');
    await panel.getByTestId('facts-toggle').press('Enter');
    await properties.waitFor();
    assert.equal(await properties.locator('pre').isVisible(), false);
    await workbench.screenshot('poller-2-build');
    await properties.locator('summary').press('Enter');
    await properties.locator('pre').getByText(head).waitFor();
    const poll = await logOf(POLLER, 'SUCCEEDED');
    assert.match(
      poll,
      new RegExp(
        `Emitted trigger https://demo\\.googlesource\\.com/hello/\\+/refs/heads/main@${head}`,
      ),
    );
    assert.match(poll, /answered by the git repository in .*hello/);
    await workbench.screenshot('poller-3-poller');
  });

  it('asks no second time, and starts nothing if there is nothing new', async () => {
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const rows = panel.locator('[data-testid="invocation-row"]');
    const before = await rows.count();
    await workbench.openFile(CONFIG);
    await workbench.clickCodeLens(lineOf(BUILDER, 'job'), 'Run');
    await eventually(
      'invocations',
      () => rows.count(),
      (count) => count === before + 1,
    );
    await panel
      .locator('[data-testid="invocation-row"]:first-child[data-status="SUCCEEDED"]')
      .waitFor();
    await workbench.openFile(CONFIG);
    await workbench.clickCodeLens(lineOf(POLLER, 'trigger'), 'Run');
    await eventually(
      'invocations',
      () => rows.count(),
      (count) => count === before + 2,
    );
    await panel
      .locator('[data-testid="invocation-row"]:first-child[data-status="SUCCEEDED"]')
      .waitFor();
    const log = await logOf(POLLER, 'SUCCEEDED');
    assert.doesNotMatch(log, /Emitted trigger/);
    assert.equal(await rows.count(), before + 2);
  });

  it('shows where requests go', async () => {
    await workbench.runCommandAndRead(
      'LUCI Scheduler: Where Requests Go',
      ['demo.googlesource.com/hello', 'you are asked for the folder of the repository'],
      'poller-4-hosts',
    );
  });
});
