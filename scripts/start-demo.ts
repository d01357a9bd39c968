// The copies of the demo project that `npm start` opens: what is edited there, VS Code saves at once, and the demo is
// to stay as it is.

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { makeDemoRepository } from './demo-repository.ts';
import { DEMO, DEMO_CONFIG } from './paths.ts';

export interface StartDemo {
  readonly folder: string;
  readonly config: string;
}

/**
 * Puts a fresh copy where the last one with this name was, so that a reload of its page still finds it.
 * @param dataDir of all starts of this working copy
 * @param name the port that serves it, or a word
 */
export function freshDemo(dataDir: string, name: string): StartDemo {
  const folder = path.join(copies(dataDir), name, path.basename(DEMO));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync(DEMO, folder, { recursive: true });
  makeDemoRepository(folder);
  return { folder, config: path.join(folder, path.basename(DEMO_CONFIG)) };
}

/** Removes the copy with this name. */
export function removeDemo(dataDir: string, name: string): void {
  // What has just ended may still be writing.
  fs.rmSync(path.join(copies(dataDir), name), { recursive: true, force: true, maxRetries: 5 });
}

/** Removes the copies of starts that were ended before they could: those of a port that nobody serves any more. */
export async function removeAbandonedDemos(dataDir: string): Promise<void> {
  const names = fs.existsSync(copies(dataDir)) ? fs.readdirSync(copies(dataDir)) : [];
  for (const name of names) {
    if (/^\d+$/.test(name) && !(await isServed(Number(name)))) removeDemo(dataDir, name);
  }
}

function copies(dataDir: string): string {
  return path.join(dataDir, 'demos');
}

/** Whether anybody listens there, on this machine. */
function isServed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
