// Folders for tests that write files.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Call it in a `describe`. The function makes a new folder, which is gone after the test. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
    made.push(folder);
    return folder;
  };
}
