import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { vsixPath } from '../../scripts/package.ts';
import { DEMO_CONFIG } from '../../scripts/paths.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, positionOf, Workbench } from './workbench.ts';

const CONFIG = 'luci-scheduler.cfg';
const JOB = 'hello-noop';
/** Takes longer than anybody waits. */
const LONG_JOB = 'soak-test';

/**
 * Runs in the panel, and keeps each status of the newest invocation with the log that stands beside it: on a busy machine
 * one who looks again and again may look away for as long as a job runs.
 */
const RECORD = `{
  globalThis.recorded = [];
  const textOf = (selector) => document.querySelector(selector)?.textContent ?? '';
  const record = () => {
    const status = document.querySelector('[data-testid="invocation-row"]')?.dataset.status;
    recorded.push([status ?? '', textOf('[data-testid="invocation-log"]')]);
  };
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  new MutationObserver(record).observe(document, all);
}`;

describe('a session with the VSIX installed', () => {
  const text = fs.readFileSync(DEMO_CONFIG, 'utf8');
  let session: EditorSession;
  let workbench: Workbench;

  before(async () => {
    session = await EditorSession.start({ vsix: vsixPath() });
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  it('checks the config but runs nothing in Restricted Mode', async () => {
    await workbench.openFile(CONFIG);
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    const panel = await workbench.webview('[data-testid="empty-view"]');
    await panel.getByText("Jobs don't run in Restricted Mode").waitFor();
    await workbench.screenshot('0-restricted');
    await workbench.trustFolder();
    await panel.getByText('No invocations yet').waitFor();
  });

  it('opens the config as a language of its own', async () => {
    await workbench.openFile(CONFIG);
    await workbench.language.getByText('LUCI Scheduler').waitFor();
    await workbench.screenshot('1-config');
  });

  it('shows a mistake as it is typed, until it is mended', async () => {
    const field = positionOf(/sleep_ms/, text);
    await workbench.showProblems();
    await workbench.typeOver(field, 'sleep_ms'.length, 'sleep_msec');
    await workbench.errorSquiggles.first().waitFor();
    const problems = await eventually(
      'problems',
      () => workbench.problems(),
      (all) => all.length > 0,
    );
    assert.deepEqual(
      problems.map(({ code, line, column }) => ({ code, line, column })),
      [{ code: 'textproto-unknown-field', ...field }],
    );
    await workbench.screenshot('2-mistake');
    await workbench.page.locator('.markers-panel .marker-code').click({ modifiers: ['Control'] });
    await workbench.page
      .locator('.tabs-container .tab.active', { hasText: 'findings.md' })
      .waitFor();
    await workbench.openFile(CONFIG);
    await workbench.typeOver(field, 'sleep_msec'.length, 'sleep_ms');
    await eventually(
      'problems',
      () => workbench.problems(),
      (all) => all.length === 0,
    );
    await workbench.screenshot('3-mended');
  });

  it('runs a job and shows its log as it grows', async () => {
    // A page that loads for the first time on a busy machine may take longer than the job.
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    const panel = await workbench.webview('[data-testid="empty-view"]');
    await panel.evaluate(RECORD);
    await workbench.openFile(CONFIG);
    await workbench.clickCodeLens(lineOfJob(JOB, text), 'Run');
    const row = panel.locator('[data-testid="invocation-row"]').first();
    await row.getByText(JOB).waitFor();
    await workbench.screenshot('4-running');

    await panel.locator('[data-testid="invocation-row"][data-status="SUCCEEDED"]').waitFor();
    const log = panel.locator('[data-testid="invocation-log"]');
    await log.getByText('Finished with status SUCCEEDED').waitFor();
    assert.match((await row.textContent()) ?? '', /\d(\.\d+)? ?s\b/);
    const lastLines = (await log.textContent()) ?? '';
    const running = ((await panel.evaluate('recorded')) as [status: string, log: string][])
      .filter(([status, lines]) => status === 'RUNNING' && lines !== '')
      .map(([, lines]) => lines);
    assert.ok(running.length > 0);
    for (const lines of running) assert.ok(lastLines.startsWith(lines), lines);
    assert.ok((running[0] ?? '').length < lastLines.length, lastLines);
    await workbench.screenshot('5-succeeded');
  });

  it('aborts a job from the keyboard', async () => {
    await workbench.clickCodeLens(lineOfJob(LONG_JOB, text), 'Run');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const row = panel.locator('[data-testid="invocation-row"]').first();
    await row.getByText(LONG_JOB).waitFor();
    await workbench.insist('abort', async () => {
      await row.click();
      await workbench.page.keyboard.press('Delete');
      await panel.locator('[data-testid="invocation-row"][data-status="ABORTED"]').waitFor();
    });
    await panel.locator('[data-testid="invocation-status"]').getByText('Aborted').waitFor();
    await workbench.screenshot('6-aborted');
  });

  it('finds text in a log', async () => {
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    await panel.locator('[data-testid="invocation-row"]', { hasText: JOB }).click();
    await workbench.runCommand('LUCI Scheduler: Find in Invocation Log');
    const bar = panel.getByRole('search');
    await bar.getByRole('textbox').fill('sleeping');
    await bar.getByText('1 of 1').waitFor();
    await workbench.screenshot('7-find');
    await bar.getByRole('textbox').press('Escape');
    await bar.waitFor({ state: 'hidden' });
  });

  it('remembers what it showed when it was hidden', async () => {
    await workbench.showProblems();
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const selected = panel.locator('[data-testid="invocation-row"][aria-selected="true"]');
    await selected.getByText(JOB).waitFor();
    const log = panel.locator('[data-testid="invocation-log"]');
    await log.getByText('Sleeping for').waitFor();
    assert.equal(await panel.locator('[data-testid="invocation-row"]').count(), 2);
  });

  it('does not run an invalid job, and goes to what is wrong', async () => {
    await workbench.openFile(CONFIG);
    const field = positionOf(/sleep_ms/, text);
    await workbench.typeOver(field, 'sleep_ms'.length, 'sleep_msec');
    await workbench.errorSquiggles.first().waitFor();
    await workbench.clickCodeLens(lineOfJob(JOB, text), 'Run');
    await workbench.page
      .locator('.notification-list-item-message')
      .getByText(`Job "${JOB}" cannot be run`)
      .waitFor();
    const selection = `Ln ${field.line}, Col ${field.column + 'sleep_msec'.length} (10 selected)`;
    await workbench.page.locator('#status\\.editor\\.selection').getByText(selection).waitFor();
    await workbench.screenshot('8-refused');
    await workbench.page.keyboard.type('sleep_ms');
    await eventually(
      'squiggles',
      () => workbench.errorSquiggles.count(),
      (count) => count === 0,
    );
  });

  it('keeps the end of a long log in view, however its lines wrap', async () => {
    const { page } = workbench;
    await page.setViewportSize({ width: 700, height: 900 });
    await workbench.openFile(CONFIG);
    const count = positionOf(/2\s+\}\s+\}\s+# Long enough/, text);
    // So many that the log is cut in the end, and so shown anew.
    await workbench.typeOver(count, 1, '9000');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const rows = panel.locator('[data-testid="invocation-row"]');
    const before = await rows.count();
    await workbench.clickCodeLens(lineOfJob(JOB, text), 'Run');
    await rows.nth(before).waitFor();
    const newest = panel.locator('[data-testid="invocation-row"]:first-child');
    await newest.and(panel.locator('[data-status="SUCCEEDED"]')).waitFor();
    await workbench.untilDrawn(panel);
    const log = panel.locator('[data-testid="invocation-log"]');
    await log.getByText('Finished with status SUCCEEDED').waitFor();
    await eventually(
      'distance from the end',
      () => log.evaluate((e) => Math.round(e.scrollHeight - e.scrollTop - e.clientHeight)),
      (distance) => distance === 0,
    );
    assert.equal(await panel.getByText('Jump to latest').isVisible(), false);
    await workbench.screenshot('9-long-log');
  });

  it('lets the keyboard in, and selects a log alone', async () => {
    const { page } = workbench;
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    await panel.locator('[data-testid="invocation-list"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await panel.locator('[data-testid="invocation-log"]:focus').waitFor();
    await page.keyboard.press('Control+A');
    await eventually(
      'selection',
      async () => String(await panel.evaluate('String(getSelection())')),
      (selected) => /^[\d:.]+ Queued by .*Finished with status SUCCEEDED.*$/s.test(selected),
    );
    assert.equal(await page.locator('.editor-instance .selected-text').count(), 0);
    await page.keyboard.press('Escape');
    await panel.locator('[data-testid="invocation-list"]:focus').waitFor();
  });

  it('says what was copied to those who do not see the status bar', async () => {
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    await panel.locator('[data-testid="invocation-row"]', { hasText: JOB }).first().click();
    await panel.getByRole('button', { name: 'Copy Log' }).press('Enter');
    await panel.getByRole('status').getByText(`Log of ${JOB} copied`).waitFor();
  });

  it('leaves the keyboard in the list when the button that was pressed is gone', async () => {
    await workbench.clickCodeLens(lineOfJob(LONG_JOB, text), 'Run');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const newest = panel.locator('[data-testid="invocation-row"]:first-child');
    await newest.and(panel.locator('[data-status="RUNNING"]')).waitFor();
    await panel.getByRole('button', { name: 'Abort', exact: true }).press('Enter');
    await newest.and(panel.locator('[data-status="ABORTED"]')).waitFor();
    await panel.locator('[data-testid="invocation-list"]:focus').waitFor();
  });

  it('has lenses wherever one goes in a long config', async () => {
    const name = 'luci-scheduler-long.cfg';
    const jobs = Array.from({ length: 1500 }, (_, i) => `job {\n  id: "j${i}"\n  noop {}\n}\n\n`);
    fs.writeFileSync(path.join(session.folder, name), jobs.join(''));
    // Searches do not know it at once.
    const { page } = workbench;
    await workbench.insist(name, async () => {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
      await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
    });
    const above = (line: number) => workbench.clickCodeLens(line, 'Run');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    const newest = panel.locator('[data-testid="invocation-row"]:first-child');
    for (const job of [0, 700, 1499, 400]) {
      await above(job * 5 + 1);
      await newest.getByText(`j${job}`, { exact: true }).waitFor();
    }
    // By the wheel, from where there are some to where there were none.
    await page.locator('.editor-instance').first().hover();
    await page.mouse.wheel(0, 40_000);
    await workbench.codeLenses.filter({ visible: true }).first().waitFor();
    await workbench.screenshot('4-long');
  });
});

/** The line of `job {` that begins the job with this id. */
function lineOfJob(id: string, text: string): number {
  return positionOf(new RegExp(`^job \\{\\s+id: "${id}"`, 'm'), text).line;
}
