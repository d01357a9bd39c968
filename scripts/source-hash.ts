// A digest of everything that the VSIX is made of.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.ts';

/** Neither in the VSIX nor part of making it. What is not named here is taken to be. */
const NO_SOURCES = new Set([
  '.ci',
  '.git',
  '.vscode',
  'dist',
  'docs',
  'examples',
  'node_modules',
  'out',
  'src/schema/generated',
  'test',
]);

/** A digest of the paths and contents of all source files. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of sourceFiles('')) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param folder relative to the root, as are the files */
function sourceFiles(folder: string): readonly string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (NO_SOURCES.has(file) || file.endsWith('.vsix')) return [];
    return entry.isDirectory() ? sourceFiles(file) : [file];
  });
}
