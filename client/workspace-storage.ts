// The folder in which all windows of one workspace keep what they share: the history, and what builds leave behind.
//
// On the desktop, a workspace has one window. Over SSH, in a container or in a browser it may have several, and one whose
// connection broke goes on for hours without being seen. There, VS Code gives each window after the first a storage of its
// own: the folder of the first, with -1, -2 and so on behind its name. Who looks there finds no history, and runs an
// engine that nobody else sees.

import fs from 'node:fs';
import path from 'node:path';

/**
 * The storage of the first window, which is there though that window may be gone.
 * @param storage what VS Code gives this window: …/WORKSPACE/EXTENSION or …/WORKSPACE-N/EXTENSION, absolute
 */
export function sharedStorage(storage: string): string {
  const extension = path.basename(storage);
  const workspace = path.dirname(storage);
  const numbered = /^(.+)-[1-9]$/.exec(path.basename(workspace));
  if (!numbered?.[1]) return storage;
  const first = path.join(path.dirname(workspace), numbered[1]);
  // What only looks like a number may be a part of the workspace's id.
  return fs.existsSync(first) ? path.join(first, extension) : storage;
}
