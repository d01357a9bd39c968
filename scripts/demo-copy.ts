// A throwaway copy of the demo project, for tests to edit.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDemoRepository } from './demo-repository.ts';
import { DEMO } from './paths.ts';

export interface DemoCopy {
  /** Holds the copy, and whatever else the tests put there. */
  readonly temporary: string;
  readonly folder: string;
}

export function copyDemo(): DemoCopy {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
  const folder = path.join(temporary, 'demo');
  fs.cpSync(DEMO, folder, { recursive: true });
  makeDemoRepository(folder);
  return { temporary, folder };
}

export function removeDemo({ temporary }: DemoCopy): void {
  // What has just ended may still be writing.
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
