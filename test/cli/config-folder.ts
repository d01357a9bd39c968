// A folder of configs for the command line to read.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes the folder before the tests of the surrounding `describe` and removes it after them. */
export function configFolder(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly path: string;
} {
  const folder = { path: '' };
  before(() => {
    folder.path = mkdtempSync(path.join(tmpdir(), 'luci-jobs-'));
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(folder.path, name), content);
    }
  });
  after(() => {
    rmSync(folder.path, { recursive: true });
  });
  return folder;
}
