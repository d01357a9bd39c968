// System packages that this project needs beside Node, with their installation on Debian.
// `node scripts/system-packages.mjs` puts all of it in place, on any Node from 20 on, before `npm ci`.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript, ScriptError } from './run-script.mjs';

/**
 * Names of Debian packages, each with the programs and files of which one shows that it is not needed.
 * @satisfies {Readonly<Record<string, readonly string[]>>}
 */
const PACKAGES = {
  'ca-certificates': ['/etc/ssl/certs/ca-certificates.crt'],
  git: ['git'],
  // For node-gyp, which compiles two modules of VS Code.
  python3: ['python3'],
  make: ['make'],
  'g++': ['g++', 'clang++'],
  // For the tests in the real editor.
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
};

/** @typedef {keyof typeof PACKAGES} SystemPackage */

/**
 * Installs with apt-get those of `packages` that are missing.
 * @param {readonly SystemPackage[]} packages
 * @returns {void}
 * @throws {ScriptError} saying what to do, if they can't be installed
 */
export function ensureSystemPackages(packages) {
  const missing = packages.filter((name) => findProgram(PACKAGES[name]) === undefined);
  if (missing.length === 0) return;
  if (findProgram(['apt-get']) === undefined) {
    throw new ScriptError(
      `This machine lacks ${missing.join(', ')}. Please install what is missing.`,
    );
  }
  const apt = (/** @type {readonly string[]} */ ...args) => {
    // A mirror fails now and then.
    const [program = '', ...rest] = [...asRoot(), 'apt-get', '-o', 'Acquire::Retries=3', ...args];
    const { status } = spawnSync(program, rest, {
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status === 0) return;
    throw new ScriptError(
      `This machine lacks ${missing.join(', ')}, and 'apt-get ${args.join(' ')}' failed. ` +
        `Please install what is missing: sudo apt-get install ${missing.join(' ')}`,
    );
  };
  console.log(`  … Debian packages ${missing.join(', ')}`);
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...missing);
  console.log(`  ✓ Debian packages ${missing.join(', ')}`);
}

/**
 * The absolute path of the first of `candidates`, names on PATH or absolute paths, that is there.
 * @param {readonly string[]} candidates
 * @returns {string | undefined}
 */
export function findProgram(candidates) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const candidate of candidates) {
    for (const folder of path.isAbsolute(candidate) ? [''] : folders) {
      for (const suffix of suffixes) {
        const file = path.join(folder, candidate + suffix);
        if (fs.existsSync(file)) return file;
      }
    }
  }
  return undefined;
}

/**
 * The path of a browser that Playwright can drive.
 * @returns {string}
 * @throws {ScriptError} if there is none and none can be installed
 */
export function chromiumProgram() {
  ensureSystemPackages(['chromium']);
  return /** @type {string} */ (findProgram(PACKAGES.chromium));
}

/** What to put before a command that only root may run. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  // Nobody is there to type a password.
  return process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const all = /** @type {SystemPackage[]} */ (Object.keys(PACKAGES));
  await runScript(() => ensureSystemPackages(all));
}
