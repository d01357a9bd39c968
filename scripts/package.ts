// Packaging of the VSIX, luci-scheduler-VERSION.vsix.

import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.ts';
import { ROOT } from './paths.ts';
import { runScript } from './run-script.mjs';

/** Where the VSIX is, or will be. */
export function vsixPath(): string {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return path.join(ROOT, `${name}-${version}.vsix`);
}

/** Builds for production, and packages that. */
async function packageExtension(): Promise<void> {
  await build({ production: true });
  await createVSIX({
    cwd: ROOT,
    packagePath: vsixPath(),
    // They are in the bundles.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

if (import.meta.main) await runScript(packageExtension);
