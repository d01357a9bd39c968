// Run of the suite of test/editor in the extension host of the VS Code that vscode-server.ts prepares.

import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { EditorSession } from './editor-session.ts';
import { bundleEditorTests } from './editor-tests.ts';
import { OUT, ROOT } from './paths.ts';
import { ScriptError } from './run-script.mjs';
import { REPORT_PREFIX } from './totals-reporter.ts';
import type { VSCodeServer } from './vscode-server.ts';

/** For the whole suite, in ms. */
const DEADLINE = 300_000;
/** What the workbench and the extension host log. */
const LOG = path.join(OUT, 'test-editor.log');

/**
 * Expects dist/ to be built.
 * @param totals where the suite is to leave its totals
 * @throws ScriptError if it does not end well
 */
export async function runEditorTests(totals: string): Promise<void> {
  const { entry, env } = await bundleEditorTests(totals);
  const session = await EditorSession.start({
    extensionTests: true,
    env,
    settings: { 'security.workspace.trust.enabled': false },
  });
  try {
    const exitCode = await runSuite(await session.newPage(), session.server, session.folder, entry);
    if (exitCode !== 0) throw new ScriptError(`The suite in the editor failed. Log: ${LOG}`);
  } finally {
    await session.close();
  }
}

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
