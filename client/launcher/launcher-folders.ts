// The folders that a launcher can go to, and what a terminal makes of it there. Decisions, told of the disk.

import path from 'node:path';

export interface PathFacts {
  readonly platform: NodeJS.Platform;
  /** The user's folder, absolute. */
  readonly home: string;
  /** The environment variable PATH. */
  readonly path: string;
  /** True if the user may make files in the folder, which is there. */
  isWritable(folder: string): boolean;
}

export interface LauncherFolder {
  readonly folder: string;
  readonly isOnPath: boolean;
}

/**
 * The folders on PATH that are the user's own, or made for what an owner of the machine adds, the usual ones first; and
 * after them `~/.local/bin` if it is not on PATH, whether it exists or not.
 */
export function launcherFolders(facts: PathFacts): readonly LauncherFolder[] {
  const { join } = pathsOf(facts);
  const usual = [join(facts.home, '.local', 'bin'), join(facts.home, 'bin')];
  const known = facts.platform === 'win32' ? usual : [...usual, ...OF_THE_MACHINE];
  const onPath = foldersOnPath(facts);
  const rank = (folder: string) => (known.includes(folder) ? known.indexOf(folder) : known.length);
  const fitting = onPath
    .filter((folder) => known.includes(folder) || isOwn(facts, folder))
    .filter((folder) => facts.isWritable(folder))
    .sort((a, b) => rank(a) - rank(b));
  const offered = fitting.map((folder) => ({ folder, isOnPath: true }));
  const [usualOne = facts.home] = usual;
  return onPath.includes(usualOne) ? offered : [...offered, { folder: usualOne, isOnPath: false }];
}

/** Where people put programs for all users of a machine, and no package of the system does. */
const OF_THE_MACHINE = ['/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin'];

/** What is on PATH, in its order, each once. Relative ones mean another folder everywhere, and are left out. */
export function foldersOnPath(facts: PathFacts): readonly string[] {
  const { delimiter, isAbsolute, normalize } = pathsOf(facts);
  const folders = facts.path
    .split(delimiter)
    .map((entry) => entry.replace(/^"(.*)"$/, '$1'))
    .filter(isAbsolute)
    .map((entry) => normalize(entry).replace(/(?<=[^:/\\])[/\\]+$/, ''));
  return [...new Set(folders)];
}

/** Tools keep their programs in hidden folders and in checkouts of their own, and throw away what they do not know. */
function isOwn(facts: PathFacts, folder: string): boolean {
  const { relative, isAbsolute, sep } = pathsOf(facts);
  const below = relative(facts.home, folder);
  if (below === '' || isAbsolute(below)) return false;
  return below
    .split(sep)
    .every((part) => !part.startsWith('.') && !OF_TOOLS.has(part.toLowerCase()));
}

const OF_TOOLS = new Set(['node_modules', 'depot_tools', 'appdata', 'library', 'snap', 'go']);

/** What terminals find when somebody types luci-jobs. */
export type Reach =
  | { readonly kind: 'found' }
  /** Another program of the name comes before it. */
  | { readonly kind: 'shadowed'; readonly by: string }
  | { readonly kind: 'not-on-path' };

/** @param programs by their folders, those of the name that are there */
export function reachOf(
  facts: PathFacts,
  folder: string,
  programOf: (folder: string) => string | undefined,
): Reach {
  const onPath = foldersOnPath(facts);
  const [own] = foldersOnPath({ ...facts, path: folder });
  const place = onPath.indexOf(own ?? folder);
  if (place < 0) return { kind: 'not-on-path' };
  for (const earlier of onPath.slice(0, place)) {
    const by = programOf(earlier);
    if (by !== undefined) return { kind: 'shadowed', by };
  }
  return { kind: 'found' };
}

/**
 * The line that puts a folder on PATH, and the file in which it has to stand; undefined where people do not write such
 * lines.
 * @param shell the user's, as the variable SHELL has it
 */
export function pathLine(
  { platform, home }: PathFacts,
  folder: string,
  shell: string,
): { readonly line: string; readonly file: string } | undefined {
  if (platform === 'win32') return undefined;
  const below = path.posix.relative(home, folder);
  const isBelow = !below.startsWith('..');
  const escaped = (isBelow ? below : folder).replace(/["\\`$]/g, '\\$&');
  const literal = isBelow ? `$HOME/${escaped}` : escaped;
  switch (path.posix.basename(shell)) {
    case 'fish':
      return { line: `fish_add_path "${literal}"`, file: '~/.config/fish/config.fish' };
    case 'zsh':
      return { line: `export PATH="${literal}:$PATH"`, file: '~/.zshrc' };
    case 'bash':
      return {
        line: `export PATH="${literal}:$PATH"`,
        file: platform === 'darwin' ? '~/.bash_profile' : '~/.bashrc',
      };
    default:
      return { line: `export PATH="${literal}:$PATH"`, file: '~/.profile' };
  }
}

function pathsOf({ platform }: PathFacts): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}
