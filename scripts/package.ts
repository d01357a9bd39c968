// Packaging of the VSIX, luci-scheduler-VERSION.vsix.

import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.ts';
import { OUT, ROOT } from './paths.ts';
import { runScript } from './run-script.mjs';
import { sourceHash } from './source-hash.ts';

/** What the VSIX was made of; see source-hash.ts. */
const STAMP = path.join(OUT, 'vsix.sha256');

/** Where the VSIX is, or will be. */
export function vsixPath(): string {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return path.join(ROOT, `${name}-${version}.vsix`);
}

/** Whether the VSIX is there and was made of the sources as they are. */
export function isPackaged(): boolean {
  if (!fs.existsSync(vsixPath()) || !fs.existsSync(STAMP)) return false;
  return fs.readFileSync(STAMP, 'utf8') === sourceHash();
}

/** Builds for production, and packages that. */
export async function packageExtension(): Promise<void> {
  const hash = sourceHash();
  fs.rmSync(STAMP, { force: true });
  await build({ production: true });
  await createVSIX({
    cwd: ROOT,
    packagePath: vsixPath(),
    // They are in the bundles.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  fs.mkdirSync(OUT, { recursive: true });
  fs.writeFileSync(STAMP, hash);
}

if (import.meta.main) await runScript(packageExtension);
