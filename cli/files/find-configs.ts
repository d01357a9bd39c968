// The configs that a command line means: files, folders with all the configs in them, and globs.

import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { inputErrorReason } from '../standard-input.ts';
import { type IgnoreRules, isIgnored, rulesAbove, withRulesOf } from './git-ignore.ts';
import { compileGlob, type Glob, isGlob } from './glob.ts';
import { OnceByTarget } from './once-by-target.ts';

export interface FoundConfigs {
  /** As named, or as reached from what was named; each once, whatever leads to it. `-` is standard input. */
  readonly files: readonly string[];
  /** Those of `files` that cannot be read, as is known by now, with the reason as a phrase. */
  readonly problems: ReadonlyMap<string, string>;
}

/** What a config is called. */
export const CONFIG_NAME = 'luci-scheduler*.cfg';

/**
 * A folder means every `luci-scheduler*.cfg` in it and below, and a glob every file that matches, without what Git ignores
 * and what is in `.git` and `node_modules`. What is named itself is taken whatever its name is, also if it does not exist:
 * whoever reads it says so. So is a glob that nothing matches, a folder that cannot be looked into, and a config whose name
 * is not UTF-8. Of a link and what it leads to, the latter is taken.
 * @param onFolder told of each folder that is looked through, before it is
 */
export function findConfigs(
  named: readonly string[],
  onFolder: (folder: string) => void = () => {},
): FoundConfigs {
  const files = new OnceByTarget();
  const problems = new Map<string, string>();
  for (const name of named) {
    const search = searchOf(name);
    const found = search ? walk(search, onFolder) : [];
    const isEmpty = search?.folder === name && found.length === 0;
    if (isEmpty) problems.set(name, NO_CONFIG_IN_FOLDER);
    for (const { file, problem } of found.length === 0
      ? [{ file: name, problem: undefined }]
      : found) {
      files.add(file);
      if (problem !== undefined) problems.set(file, problem);
    }
  }
  return { files: files.names(), problems };
}

/** A folder, and which files in it and below are meant. */
export interface ConfigSearch {
  readonly folder: string;
  /** For paths from there. */
  readonly pattern: Glob;
}

/** Undefined for what is the name of a file, or of nothing. */
export function searchOf(name: string): ConfigSearch | undefined {
  const stats = name === '-' ? undefined : statsOf(name);
  if (stats?.isDirectory()) return { folder: name, pattern: ALL_CONFIGS };
  if (name === '-' || stats || !isGlob(name)) return undefined;
  const { folder, pattern } = splitGlob(name.split(path.sep).join('/'));
  return { folder, pattern: compileGlob(pattern) };
}

const ALL_CONFIGS = compileGlob(`**/${CONFIG_NAME}`);

const NO_CONFIG_IN_FOLDER = `it is a directory without a ${CONFIG_NAME}`;

/** A glob as the folder that it begins with and the pattern for paths from there. */
function splitGlob(glob: string): { readonly folder: string; readonly pattern: string } {
  const parts = glob.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first).join('/');
  const pattern = parts.slice(first).join('/');
  if (folder !== '') return { folder, pattern };
  return { folder: glob.startsWith('/') ? '/' : '.', pattern };
}

interface Found {
  readonly file: string;
  /** Why it cannot be read, if that is known. */
  readonly problem: string | undefined;
}

/** The files that match, and the folders in which some might, in the order of their names. */
function walk(
  { folder: top, pattern }: ConfigSearch,
  onFolder: (folder: string) => void,
): readonly Found[] {
  const found: Found[] = [];
  const visit = (folder: string, below: string, rules: IgnoreRules): void => {
    onFolder(folder);
    const own = withRulesOf(path.resolve(folder), rules);
    const { entries, problem } = entriesOf(folder);
    if (problem !== undefined) found.push({ file: folder, problem });
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      const fromTop = below === '' ? entry.name : `${below}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isFolder && isSkipped(entry.name)) continue;
      if (!isFolder && !pattern.matches(fromTop)) continue;
      if (isIgnored(path.resolve(file), isFolder, own)) continue;
      if (isFolder) visit(file, fromTop, own);
      else if (statsOf(file)?.isFile()) found.push({ file, problem: undefined });
      else if (entry.isFile()) found.push({ file, problem: problemOf(file, () => statSync(file)) });
    }
  };
  visit(top, '', rulesAbove(path.resolve(top)));
  return found;
}

/** True for the name of a folder that nobody keeps configs of their own in. */
export function isSkipped(name: string): boolean {
  return name === '.git' || name === 'node_modules';
}

/** Undefined for what does not exist, or cannot: whoever reads it says which. */
function statsOf(name: string): Stats | undefined {
  try {
    return statSync(name);
  } catch {
    return undefined;
  }
}

/** Nothing, and the reason, for a folder that cannot be looked into. */
function entriesOf(folder: string): {
  readonly entries: readonly Dirent[];
  readonly problem: string | undefined;
} {
  let entries: readonly Dirent[] = [];
  const problem = problemOf(folder, () => {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  });
  return { entries, problem };
}

/** Undefined where nothing is wrong, or what was there a moment ago has gone. */
function problemOf(file: string, look: () => void): string | undefined {
  try {
    look();
    return undefined;
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    // Node reads names as UTF-8, and asks the system for what it has read.
    if (isGone) return file.includes('\ufffd') ? 'its name is not UTF-8' : undefined;
    return inputErrorReason(error);
  }
}
