// The repositories that a folder is a clone of, as its git configuration says.

import path from 'node:path';
import { gitDirOf, smallText } from './git-dir.ts';

export interface GitRemote {
  readonly name: string;
  /** In the order of the configuration. */
  readonly urls: readonly string[];
  /** What is fetched to where, such as `+refs/heads/*:refs/remotes/origin/*` (git-fetch, "refspec"). */
  readonly fetches: readonly string[];
}

/** Remotes of the repository in a folder, in the order of its configuration; none if it is no repository. Runs no program. */
export async function gitRemotes(folder: string): Promise<readonly GitRemote[]> {
  const { common } = (await gitDirOf(folder)) ?? {};
  const text = common === undefined ? undefined : await smallText(path.join(common, 'config'));
  return remotesIn(text ?? '');
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

/** What the sections `[remote "…"]` say (git-config, "Configuration file"). One that is there twice is one. */
export function remotesIn(config: string): readonly GitRemote[] {
  const remotes = new Map<string, { name: string; urls: string[]; fetches: string[] }>();
  let remote: { urls: string[]; fetches: string[] } | undefined;
  for (const line of config.split(/\r?\n/)) {
    const text = line.trim();
    if (text.startsWith('[')) {
      const [, name] = /^\[\s*remote\s+"((?:[^"\\]|\\.)*)"/i.exec(text) ?? [];
      remote = undefined;
      if (name === undefined) continue;
      const found = remotes.get(name) ?? { name, urls: [], fetches: [] };
      remotes.set(name, found);
      remote = found;
    }
    const [, key = '', value = ''] = /^(url|fetch)\s*=\s*(.+)$/i.exec(text) ?? [];
    const values = key.toLowerCase() === 'url' ? remote?.urls : remote?.fetches;
    if (key !== '') values?.push(value.replace(/^"(.*)"$/, '$1'));
  }
  return [...remotes.values()];
}
