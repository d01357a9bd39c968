// The folder of one build: what its command is given, where it works, and what it has written.

import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { tell } from '../processes/end-processes.ts';

/** Absolute paths. */
export interface BuildFolder {
  readonly root: string;
  /** Empty at the start; where the command runs. */
  readonly work: string;
  /** Empty at the start, and gone with the build. */
  readonly temporary: string;
  /** Lasts from build to build of the builder. */
  readonly cache: string;
  /** The build as JSON. */
  readonly buildJson: string;
  /** The build as a binary message, the command's standard input. */
  readonly buildMessage: string;
  readonly luciContext: string;
  /** Where the command may leave its last build, if it is told to. */
  readonly output: string;
  /** All that the command has written. */
  readonly log: string;
}

/** How many folders of builds that have ended are kept. */
export const KEPT_FOLDERS = 10;

/** Says which process has a build running in its folder. */
const OWNER = 'process';

/**
 * Makes a fresh folder for a build, and removes those of earlier builds but the last `KEPT_FOLDERS` and those that run,
 * in this process or another. What cannot be removed stays. Rejects with what the system says if it cannot be made.
 *
 * @param base absolute; has a folder for each build and one for caches
 * @param id of the build, decimal
 * @param builder `project/bucket/builder`
 * @param user the number of the user, where users have numbers; root may use what is others'
 */
export async function makeBuildFolder(
  base: string,
  id: string,
  builder: string,
  user = process.getuid?.(),
): Promise<BuildFolder> {
  await makeOwnFolder(base, user);
  await removeOldFolders(base);
  const root = path.join(base, BUILDS, id);
  // Of a build whose id somebody has given before, if that store of ids was lost.
  await fs.rm(root, { recursive: true, force: true });
  const folder: BuildFolder = {
    root,
    work: path.join(root, 'work'),
    temporary: path.join(root, 'tmp'),
    cache: path.join(base, 'caches', cacheName(builder)),
    buildJson: path.join(root, 'build.json'),
    buildMessage: path.join(root, 'build.pb'),
    luciContext: path.join(root, 'luci_context.json'),
    output: path.join(root, 'output.json'),
    log: path.join(root, 'log.txt'),
  };
  for (const made of [folder.work, folder.temporary, folder.cache]) {
    await fs.mkdir(made, { recursive: true });
  }
  await fs.writeFile(path.join(root, OWNER), String(process.pid));
  return folder;
}

/** Lets the folder be removed in time, and removes what is of no use any more. Never rejects. */
export async function endBuildFolder({ root, temporary }: BuildFolder): Promise<void> {
  for (const gone of [temporary, path.join(root, OWNER)]) {
    await fs.rm(gone, { recursive: true, force: true }).catch(() => {});
  }
}

/** Somebody else's folder: the owner could change what a command finds in it. */
export class ForeignFolderError extends Error {
  override readonly name = 'ForeignFolderError';
}

/** It may be in a folder that all users share, where anybody may have made one of this name. */
async function makeOwnFolder(base: string, user: number | undefined): Promise<void> {
  await fs.mkdir(base, { recursive: true, mode: 0o700 });
  const { uid } = await fs.stat(base);
  if (user !== undefined && user !== 0 && uid !== user) {
    throw new ForeignFolderError(`${base} belongs to another user`);
  }
}

const BUILDS = 'builds';

async function removeOldFolders(base: string): Promise<void> {
  const builds = path.join(base, BUILDS);
  const names = await fs.readdir(builds).catch((): string[] => []);
  // The smaller the id, the newer the build, as in the service. Without leading zeros, the longer one is greater.
  const oldestFirst = names.sort((a, b) => b.length - a.length || (a > b ? -1 : 1));
  const ended: string[] = [];
  for (const name of oldestFirst) {
    const root = path.join(builds, name);
    if (!(await isRunning(root))) ended.push(root);
  }
  for (const root of ended.slice(0, Math.max(0, ended.length - KEPT_FOLDERS + 1))) {
    await fs.rm(root, { recursive: true, force: true }).catch(() => {});
  }
}

async function isRunning(root: string): Promise<boolean> {
  const owner = await fs.readFile(path.join(root, OWNER), 'utf8').catch(() => '');
  return /^[1-9][0-9]*$/.test(owner) && tell(Number(owner), 0);
}

/** A name that every file system takes and people can read, and that no other builder has. */
function cacheName(builder: string): string {
  const hash = createHash('sha256').update(builder).digest('hex').slice(0, 12);
  return `${builder.replace(/[^A-Za-z0-9-]+/g, '_').slice(0, 60)}_${hash}`;
}
