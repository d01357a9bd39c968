// The configs that a command line means: files, folders with all the configs in them, and globs.

import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { type IgnoreRules, isIgnored, rulesAbove, withRulesOf } from './git-ignore.ts';
import { compileGlob, type Glob, isGlob } from './glob.ts';

export interface FoundConfigs {
  /** As named, or as reached from what was named; each once. `-` is standard input. */
  readonly files: readonly string[];
  /** Those of `files` that are folders without a config. */
  readonly empty: ReadonlySet<string>;
}

/** What a config is called. */
export const CONFIG_NAME = 'luci-scheduler*.cfg';

/**
 * A folder means every `luci-scheduler*.cfg` in it and below, and a glob every file that matches, without what Git ignores
 * and what is in `.git` and `node_modules`. What is named itself is taken whatever its name is, also if it does not exist:
 * whoever reads it says so. So is a glob that nothing matches.
 * @param onFolder told of each folder that is looked through, before it is
 */
export function findConfigs(
  named: readonly string[],
  onFolder: (folder: string) => void = () => {},
): FoundConfigs {
  const files = new Set<string>();
  const empty = new Set<string>();
  for (const name of named) {
    const search = searchOf(name);
    const found = search ? walk(search, onFolder) : [];
    if (search && search.folder === name && found.length === 0) empty.add(name);
    for (const file of found.length === 0 ? [name] : found) files.add(file);
  }
  return { files: [...files], empty };
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

/** Why a folder of `empty` cannot be read, as a phrase. */
export const NO_CONFIG_IN_FOLDER = `it is a directory without a ${CONFIG_NAME}`;

/** A glob as the folder that it begins with and the pattern for paths from there. */
function splitGlob(glob: string): { readonly folder: string; readonly pattern: string } {
  const parts = glob.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first).join('/');
  const pattern = parts.slice(first).join('/');
  if (folder !== '') return { folder, pattern };
  return { folder: glob.startsWith('/') ? '/' : '.', pattern };
}

/** The files that match, in the order of their names. */
function walk(
  { folder: top, pattern }: ConfigSearch,
  onFolder: (folder: string) => void,
): readonly string[] {
  const files: string[] = [];
  const visit = (folder: string, below: string, rules: IgnoreRules): void => {
    onFolder(folder);
    const own = withRulesOf(path.resolve(folder), rules);
    for (const entry of entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      const fromTop = below === '' ? entry.name : `${below}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isFolder && isSkipped(entry.name)) continue;
      if (!isFolder && !pattern.matches(fromTop)) continue;
      if (isIgnored(path.resolve(file), isFolder, own)) continue;
      if (isFolder) visit(file, fromTop, own);
      else if (statsOf(file)?.isFile()) files.push(file);
    }
  };
  visit(top, '', rulesAbove(path.resolve(top)));
  return files;
}

/** True for the name of a folder that nobody keeps a config of his own in. */
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

/** Nothing for a folder that may not be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
