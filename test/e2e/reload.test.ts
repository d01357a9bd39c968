import assert from 'node:assert/strict';
import fs from 'node:fs';
import { vsixPath } from '../../scripts/package.ts';
import { DEMO_CONFIG } from '../../scripts/paths.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, positionOf, Workbench } from './workbench.ts';

const CONFIG = 'luci-scheduler.cfg';
/** One that ends before the window is loaded again, and one that does not. */
const [SHORT_JOB, LONG_JOB] = ['hello-noop', 'soak-test'];

describe('a window that is loaded again', () => {
  const text = fs.readFileSync(DEMO_CONFIG, 'utf8');
  let session: EditorSession;
  let workbench: Workbench;

  before(async () => {
    session = await EditorSession.start({ vsix: vsixPath() });
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
    await workbench.openFile(CONFIG);
    await workbench.trustFolder();
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  it('shows what ran, and goes on with what runs', async () => {
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    await workbench.webview('[data-testid="empty-view"]');
    await run(SHORT_JOB, 'SUCCEEDED');
    await run(LONG_JOB, 'RUNNING');

    await workbench.page.reload();
    await workbench.language.getByText('LUCI Scheduler').waitFor();
    await workbench.screenshot('8-reloading');
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const row = (job: string, status: string) =>
      panel.locator(`[data-testid="invocation-row"][data-status="${status}"]`, { hasText: job });
    await row(SHORT_JOB, 'SUCCEEDED').waitFor();
    await row(LONG_JOB, 'RUNNING').click();
    const log = panel.locator('[data-testid="invocation-log"]');
    const lines = await eventually(
      'log',
      async () => (await log.textContent()) ?? '',
      (shown) => shown.includes('Attempt 2'),
    );
    assert.match(lines, /Attempt 1.*Sleeping.*Attempt 2/s);
    await workbench.screenshot('8-reloaded');

    await workbench.insist('abort', async () => {
      await panel.locator('[data-testid="invocation-row"]', { hasText: LONG_JOB }).click();
      await workbench.page.keyboard.press('Delete');
      await row(LONG_JOB, 'ABORTED').waitFor();
    });
    await workbench.screenshot('9-reloaded-aborted');
  });

  it('shares what runs with another window of the same folder', async () => {
    const first = await workbench.webview('[data-testid="invocation-list"]');
    const page = await session.newPage();
    const second = await Workbench.open(page, session.server.url(session.folder));
    try {
      // Another browser, which knows nothing of the trust.
      await second.trustFolder();
      await second.runCommand('LUCI Scheduler: Show Invocations');
      const rows = (await second.webview('[data-testid="invocation-list"]')).locator(
        '[data-testid="invocation-row"]',
      );
      await rows.filter({ hasText: LONG_JOB }).waitFor();
      await second.screenshot('9-second-window');
      assert.equal(await rows.count(), 2);
      await run(SHORT_JOB, 'SUCCEEDED', second);
      const here = first.locator('[data-testid="invocation-row"][data-status="SUCCEEDED"]');
      await here.filter({ hasText: SHORT_JOB }).nth(1).waitFor();
    } finally {
      await page.close();
    }
  });

  async function run(job: string, status: string, window = workbench): Promise<void> {
    await window.openFile(CONFIG);
    const { line } = positionOf(new RegExp(`id: "${job}"`), text);
    await window.clickCodeLens(line - 1, 'Run');
    const panel = await window.webview('[data-testid="invocation-list"]');
    const rows = panel.locator(`[data-testid="invocation-row"][data-status="${status}"]`);
    await rows.filter({ hasText: job }).first().waitFor();
  }
});
