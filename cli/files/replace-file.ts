// Writing a file that was read before, so that nothing of it can be lost on the way.

import {
  accessSync,
  chmodSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

/**
 * Gives the file other contents, at once: whatever happens in between, it has all of the old or all of the new. Its
 * permissions stay, and a symbolic link stays one. In a folder in which nothing can be made, the file is written in place.
 * @throws Error of the file system, such as EACCES for a file that is read-only for this user; then it is as it was
 */
export function replaceFile(file: string, bytes: Uint8Array): void {
  const target = realpathSync(file);
  // A file that is read-only can be replaced by another one all the same, but that is not what its owner wants.
  accessSync(target, constants.W_OK);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, bytes, { flag: 'wx' });
  } catch (error) {
    if (!isRefusedFolder(error)) throw error;
    writeFileSync(target, bytes);
    return;
  }
  try {
    chmodSync(beside, statSync(target).mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function isRefusedFolder(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EPERM';
}
