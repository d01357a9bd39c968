// Launcher of this project's scripts on a machine that may have no more than Node 20 and npm:
//   node scripts/bootstrap.mjs COMMAND [ARGUMENT]...
// Installs node_modules first if they are not as package-lock.json says. The command, its `node` and `npm` included, runs
// on the Node that came with them.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NODE = path.join(
  ROOT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

/** The variable that tells a process below this one that packages are being installed. */
const INSTALLING = 'LUCI_SCHEDULER_INSTALLING';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Which command?');
// By `prepare`, which npm runs after it has installed packages for this very script.
if (process.env[INSTALLING]) process.exit(0);
if (!dependenciesInstalled()) installDependencies();
run(command, args);

/** Whether what npm says it installed is what package-lock.json asks for. */
function dependenciesInstalled() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  const wanted = lockedPackages('package-lock.json');
  if (!installed || !wanted || !fs.existsSync(NODE)) return false;
  return Object.entries(wanted).every(
    ([folder, { version, optional, devOptional }]) =>
      folder === '' || optional || devOptional || installed[folder]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installDependencies() {
  const started = performance.now();
  console.log('  … npm packages');
  const { status, error } = spawnSync(
    'npm',
    // Into this folder, though it may be npm that runs this while it installs the package globally, from git.
    ['ci', '--global=false', '--location=project', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      env: { ...process.env, [INSTALLING]: 'yes' },
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) {
    console.error(`'npm ci' failed${error ? `: ${error.message}` : ''}.`);
    process.exit(1);
  }
  console.log(`  ✓ npm packages (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/**
 * @param {string} name
 * @param {readonly string[]} argv
 */
function run(name, argv) {
  const child = spawn(name === 'node' ? NODE : name, argv, {
    cwd: ROOT,
    stdio: 'inherit',
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === 'win32' && name !== 'node',
    env: {
      ...process.env,
      PATH: [path.join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter),
      // Every line of every script, and no copies of what they make: they are made anew or still there.
      WIREIT_LOGGER: 'simple',
      WIREIT_CACHE: 'none',
    },
  });
  // The command cleans up and ends; so does this one, after it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm passes a signal on to its shell, and that to nobody: without its parent, this is to end too.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  if (!process.env['npm_lifecycle_event']) clearInterval(watch);
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code) => {
    clearInterval(watch);
    process.exitCode = code ?? 1;
  });
}
