// Run of the suite of test/editor in the desktop VS Code, which @vscode/test-electron downloads.

import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from './build.ts';
import { copyDemo, removeDemo } from './demo-copy.ts';
import { bundleEditorTests } from './editor-tests.ts';
import { CACHE, OUT, ROOT } from './paths.ts';
import { runScript, ScriptError } from './run-script.mjs';

await runScript(async () => {
  const vscodeExecutablePath = await download();
  await build();
  const { entry, env } = await bundleEditorTests(path.join(OUT, 'test-electron.json'));
  const demo = copyDemo();
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: entry,
      extensionTestsEnv: env,
      launchArgs: [
        demo.folder,
        '--disable-extensions',
        '--disable-workspace-trust',
        `--user-data-dir=${path.join(demo.temporary, 'data')}`,
      ],
    });
  } catch (error) {
    throw new ScriptError(`The suite failed in the desktop VS Code: ${messageOf(error)}`);
  } finally {
    removeDemo(demo);
  }
});

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(CACHE, 'electron') });
  } catch (error) {
    throw new ScriptError(
      `The desktop VS Code can't be downloaded: ${messageOf(error)}\n` +
        "'npm run test:editor' runs the same suite in a VS Code from the npm registry.",
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
