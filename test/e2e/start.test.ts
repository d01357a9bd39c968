import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { CACHE, DEMO_CONFIG, ROOT } from '../../scripts/paths.ts';
import { prepareVSCode } from '../../scripts/vscode-server.ts';
import { launchBrowser, newPage, pagesOf } from '../harness/browser.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, positionOf, Workbench } from './workbench.ts';

/** How long it may take to build, to package, to install and to start, in ms. */
const START_PATIENCE = 180_000;

describe('npm start', () => {
  const text = fs.readFileSync(DEMO_CONFIG, 'utf8');
  let home: string;
  let start: ChildProcess;
  let output = '';
  let browser: Browser;
  let workbench: Workbench | undefined;

  before(async () => {
    home = cacheOfOurOwn(await prepareVSCode());
    browser = await launchBrowser();
    start = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.ts')], {
      env: { ...process.env, XDG_CACHE_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    start.stdout?.setEncoding('utf8').on('data', (more: string) => {
      output += more;
    });
  });

  reportFailures(
    () => (browser ? pagesOf(browser) : []),
    () => path.join(home, path.basename(CACHE)),
  );

  after(async () => {
    await browser?.close();
    if (start?.exitCode === null && start.signalCode === null) {
      start.kill('SIGINT');
      await once(start, 'exit');
    }
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('opens a trusted copy of the demo project, and leaves nothing of it', async () => {
    const url = await eventually(
      'address',
      async () => {
        assert.equal(start.exitCode, null, output);
        return /^ {2}Open (http\S+)$/m.exec(output)?.[1];
      },
      (found) => found !== undefined,
      START_PATIENCE,
    );
    await eventually(
      'what it is',
      async () => output,
      (all) => /copy of the demo project, which is trusted/.test(all),
    );
    workbench = await Workbench.open(await newPage(browser), url);
    const { page } = workbench;
    await page.locator('.tabs-container .tab.active', { hasText: 'luci-scheduler.cfg' }).waitFor();
    // While the page loads, the focus wanders.
    await workbench.codeLenses.first().waitFor();
    const { line } = positionOf(/^job {\n {2}id: "hello-noop"/m, text);
    await workbench.clickCodeLens(line, 'Run');
    const panel = await workbench.webview('[data-testid="invocation-list"]');
    await panel.locator('[data-testid="invocation-row"][data-status="SUCCEEDED"]').waitFor();
    await workbench.screenshot('start');

    await workbench.typeOver({ line: 1, column: 1 }, 0, '# Edited. ');
    const config = path.join(new URL(url).searchParams.get('folder') ?? '', 'luci-scheduler.cfg');
    await eventually(
      'saved text',
      async () => fs.readFileSync(config, 'utf8'),
      (saved) => saved.startsWith('# Edited. '),
    );
    assert.equal(fs.readFileSync(DEMO_CONFIG, 'utf8'), text);

    start.kill('SIGINT');
    const [code] = await once(start, 'exit');
    assert.equal(code, 0);
    assert.equal(fs.existsSync(config), false);
  });
});

/** A cache folder with no start's data in it, in which VS Code is installed already. */
function cacheOfOurOwn({ serverMain }: { readonly serverMain: string }): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
  const [installation] = path.relative(CACHE, serverMain).split(path.sep);
  assert.ok(installation);
  const cache = path.join(home, path.basename(CACHE));
  fs.mkdirSync(cache);
  fs.symlinkSync(path.join(CACHE, installation), path.join(cache, installation));
  return home;
}
