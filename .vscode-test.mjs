// The desktop VS Code in which `npm run test:electron` runs the suite of test/editor.

import { defineConfig } from '@vscode/test-cli';
import { copyDemo } from './scripts/demo-copy.ts';

export default defineConfig({
  files: 'out/test-editor/*.test.cjs',
  workspaceFolder: copyDemo().folder,
  launchArgs: ['--disable-extensions', '--disable-workspace-trust'],
  // A language server starts first.
  mocha: { ui: 'bdd', timeout: 150_000, forbidOnly: true },
});
