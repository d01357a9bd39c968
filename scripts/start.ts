// `npm start`: the extension, installed in a real VS Code, on a copy of the demo project. Without arguments, in the
// browser; with --desktop, in the VS Code that `code` starts. What is done and still good is not done again.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { vsixPath } from './package.ts';
import { CACHE, ROOT } from './paths.ts';
import { step, upToDate } from './progress.ts';
import { runCommand } from './run-command.ts';
import { runScript, ScriptError } from './run-script.mjs';
import { freshDemo, removeAbandonedDemos, removeDemo } from './start-demo.ts';
import { START_USAGE, startOptions } from './start-options.ts';
import { findProgram } from './system-packages.mjs';
import { installExtension, prepareVSCode, VSCodeServer } from './vscode-server.ts';

/** The first free one is taken. It should stay the same: the layout is remembered for each address. */
const PORTS = '21420-21439';

/** Of wrong usage, as `luci-jobs` has it. */
const EXIT_USAGE = 2;

/** What VS Code keeps for starts of this working copy: settings, state, installed extensions, copies of the demo. */
const DATA_DIR = path.join(CACHE, `start-${digest(ROOT).slice(0, 12)}`);

await runScript(async () => {
  const options = startOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'help':
      console.log(START_USAGE);
      return;
    case 'wrong':
      console.error(`${options.problem}\n\n${START_USAGE}`);
      process.exitCode = EXIT_USAGE;
      return;
    case 'start':
      await (options.where === 'desktop' ? openInDesktop() : openInBrowser());
  }
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
  const demo = freshDemo(DATA_DIR, 'desktop');
  await step('Open a copy of the demo project', () =>
    runCommand(code, [demo.folder, '--goto', demo.config]),
  );
  console.log(
    `\n  Jobs run in a folder that you trust: say yes when VS Code asks, it is only a copy.\n` +
      `  The next 'npm start -- --desktop' puts it back as it was.\n`,
  );
}

async function openInBrowser(): Promise<void> {
  await packageIfChanged();
  const vscode = await prepareVSCode();
  await installIfChanged(DATA_DIR, () => installExtension(vscode, DATA_DIR, vsixPath()));
  await removeAbandonedDemos(DATA_DIR);
  const server = await step('Start VS Code', () =>
    VSCodeServer.start(vscode, { dataDir: DATA_DIR, port: PORTS, trusted: true }),
  );
  const name = String(server.port);
  try {
    const demo = freshDemo(DATA_DIR, name);
    console.log(
      `\n  Open ${server.url(demo.folder, [['openFile', server.remoteUri(demo.config)]])}\n\n` +
        `  It shows a copy of the demo project, which is trusted, so that jobs run at once.\n` +
        `  Ctrl-C stops VS Code and removes the copy.\n`,
    );
    await untilInterrupted(server);
  } finally {
    removeDemo(DATA_DIR, name);
  }
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
