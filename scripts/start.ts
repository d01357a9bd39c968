// `npm start`: the extension, installed in a real VS Code, on the demo project. Without arguments, in the browser;
// with --desktop, in the VS Code that `code` starts. What is done and still good is not done again.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { vsixPath } from './package.ts';
import { CACHE, DEMO, DEMO_CONFIG, ROOT } from './paths.ts';
import { step, upToDate } from './progress.ts';
import { runCommand } from './run-command.ts';
import { runScript, ScriptError } from './run-script.mjs';
import { findProgram } from './system-packages.mjs';
import { installExtension, prepareVSCode, VSCodeServer } from './vscode-server.ts';

/** The first free one is taken. It should stay the same: trust and layout are remembered for each address. */
const PORTS = '21420-21439';

await runScript(async () => {
  const { values } = parseArgs({ options: { desktop: { type: 'boolean' } } });
  await (values.desktop ? openInDesktop() : openInBrowser());
});

async function openInDesktop(): Promise<void> {
  const code = findProgram(['code']);
  if (!code) {
    throw new ScriptError(
      "There is no 'code' on PATH. In VS Code, run 'Shell Command: Install 'code' command in PATH' from the command " +
        "palette, or use 'npm start', which needs no VS Code of yours.",
    );
  }
  await packageIfChanged();
  await step('Install the extension in VS Code', () =>
    runCommand(code, ['--install-extension', vsixPath(), '--force']),
  );
  await step('Open the demo project', () => runCommand(code, [DEMO, '--goto', DEMO_CONFIG]));
}

async function openInBrowser(): Promise<void> {
  await packageIfChanged();
  const vscode = await prepareVSCode();
  const dataDir = path.join(CACHE, `start-${digest(ROOT).slice(0, 12)}`);
  await installIfChanged(dataDir, () => installExtension(vscode, dataDir, vsixPath()));
  const server = await step('Start VS Code', () =>
    VSCodeServer.start(vscode, { dataDir, port: PORTS }),
  );
  console.log(`\n  Open ${server.url(DEMO)}\n\n  Ctrl-C stops it.\n`);
  await untilInterrupted(server);
}

/** Does nothing if the package is as the sources are. */
async function packageIfChanged(): Promise<void> {
  await step('Build and package the extension', () =>
    runCommand('npm', ['run', '--silent', 'stage:package'], { cwd: ROOT }),
  );
}

async function installIfChanged(dataDir: string, install: () => Promise<void>): Promise<void> {
  const title = 'Install the extension';
  const stamp = path.join(dataDir, 'installed.sha256');
  const hash = digest(fs.readFileSync(vsixPath()));
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) {
    upToDate(title);
    return;
  }
  await step(title, install);
  fs.writeFileSync(stamp, hash);
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Stops the server when this script is to end. @throws ScriptError if the server ends by itself */
async function untilInterrupted(server: VSCodeServer): Promise<void> {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping = true;
      server.stop();
    });
  }
  await server.ended();
  if (!stopping) throw new ScriptError('VS Code ended unexpectedly.');
  console.log('  Stopped.');
}
