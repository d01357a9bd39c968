// The repositories that a folder is a clone of, as its git configuration says.

import fs from 'node:fs/promises';
import path from 'node:path';

/** No configuration is as long; what is longer is something else. Bytes. */
const MAX_BYTES = 1 << 20;

/** URLs of the remotes of the repository in a folder, in the order of its configuration; none if it is no repository. Runs no program. */
export async function gitRemotes(folder: string): Promise<readonly string[]> {
  for (const config of [...(await gitFolderOf(folder)), folder]) {
    const text = await readText(path.join(config, 'config'));
    if (text !== undefined) return remoteUrls(text);
  }
  return [];
}

/**
 * Whether a URL of a remote names this repository on a Gitiles server.
 * @param project as `parseRepoUrl` has it
 */
export function namesRepository(url: string, host: string, project: string): boolean {
  const { host: named = '', path: place = '' } =
    /^https?:\/\/(?:[^/@]*@)?(?<host>[^/]+)(?<path>\/.*)$/.exec(url)?.groups ?? {};
  const repository = place
    .replace(/^\/a\//, '/')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
  return named.toLowerCase() === host.toLowerCase() && repository === project;
}

/** Values of `url` in the sections `[remote "…"]` (git-config, "Configuration file"). */
export function remoteUrls(config: string): readonly string[] {
  const urls: string[] = [];
  let isRemote = false;
  for (const line of config.split(/\r?\n/)) {
    const text = line.trim();
    if (text.startsWith('[')) isRemote = /^\[\s*remote\s+"/i.test(text);
    const [, value] = (isRemote && /^url\s*=\s*(.+)$/i.exec(text)) || [];
    if (value !== undefined) urls.push(value.replace(/^"(.*)"$/, '$1'));
  }
  return urls;
}

/** Where the configuration is: a work tree of another clone has a file that says so. */
async function gitFolderOf(folder: string): Promise<readonly string[]> {
  const place = path.join(folder, '.git');
  const [, pointed] = /^gitdir: (.+?)\s*$/m.exec((await readText(place)) ?? '') ?? [];
  if (pointed === undefined) return [place];
  const own = path.resolve(folder, pointed);
  const common = (await readText(path.join(own, 'commondir')))?.trim();
  return common === undefined ? [own] : [path.resolve(own, common), own];
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const { size } = await fs.stat(file);
    return size > MAX_BYTES ? undefined : await fs.readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
