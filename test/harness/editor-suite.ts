// Run of the suite of test/editor in the extension host of the VS Code that vscode-server.ts prepares.

import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { OUT, ROOT } from '../../scripts/paths.ts';
import { runScript, ScriptError } from '../../scripts/run-script.mjs';
import type { VSCodeServer } from '../../scripts/vscode-server.ts';
import { report } from '../e2e/failure-report.ts';
import { EditorSession } from './editor-session.ts';
import { bundleEditorTests } from './editor-tests.ts';
import { REPORT_PREFIX } from './totals-reporter.ts';

/** For the whole suite, in ms. */
const DEADLINE = 480_000;
/** What the workbench and the extension host log. */
const LOG = path.join(OUT, 'test-editor.log');

/** What is shown of it when the suite fails, in characters. */
const END = 4000;

/** Where the suite leaves its totals, for scripts/test.ts. */
const TOTALS = path.join(OUT, 'totals', 'editor.json');

await runScript(async () => {
  const entry = await bundleEditorTests();
  const env = { LUCI_SCHEDULER_TEST_TOTALS: TOTALS };
  const session = await EditorSession.start({
    extensionTests: true,
    trusted: true,
    env,
    // As in a desktop VS Code. A browser's saves by itself what a test is about to take back.
    settings: { 'files.autoSave': 'off' },
  });
  try {
    const exitCode = await runSuite(await session.newPage(), session.server, session.folder, entry);
    if (exitCode !== 0) throw new ScriptError(`The suite in the editor failed. Log: ${LOG}`);
  } catch (error) {
    await report('test in the editor', session.pages, session.dataDir);
    console.log(`The end of ${LOG}:\n${fs.readFileSync(LOG, 'utf8').slice(-END)}`);
    throw error;
  } finally {
    await session.close();
  }
});

/**
 * Opens a workbench whose extension host runs the module at `entry`. As in VS Code's own tests, the workbench
 * passes on what is logged there, and the exit code, by calling two functions of the page.
 */
async function runSuite(
  page: Page,
  server: VSCodeServer,
  folder: string,
  entry: string,
): Promise<number> {
  const url = server.url(folder, [
    ['extensionDevelopmentPath', server.remoteUri(ROOT)],
    ['extensionTestsPath', server.remoteUri(entry)],
    ['skipWelcome', 'true'],
  ]);
  fs.writeFileSync(LOG, '');
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const text = args.join(' ');
    if (text.startsWith(REPORT_PREFIX)) console.log(text.slice(REPORT_PREFIX.length));
    else fs.appendFileSync(LOG, `${text}\n`);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const message = `The suite in the editor did not end within ${DEADLINE / 1000} s. Log: ${LOG}`;
      reject(new ScriptError(message));
    }, DEADLINE);
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        resolve(code);
      })
      .then(() => page.goto(url))
      .catch(reject);
  });
}
