// Files that Git ignores, by the rules of gitignore(5). Git itself is not asked: a repository's configuration could make it
// run a program.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileGlob, type Glob } from './glob.ts';

interface Rule {
  readonly pattern: Glob;
  readonly ignores: boolean;
  readonly onlyFolders: boolean;
  /** The folder of the file that has the rule; paths are matched from there. */
  readonly folder: string;
}

/** The rules that hold in a folder, those of outer folders first: the last one that matches decides. */
export type IgnoreRules = readonly Rule[];

/** The rules that the repository around `folder` has for it; none outside of a repository. */
export function rulesAbove(folder: string): IgnoreRules {
  const root = repositoryOf(folder);
  if (root === undefined) return [];
  let rules = readRules(path.join(root, '.git', 'info', 'exclude'), root);
  const parts = path
    .relative(root, folder)
    .split(path.sep)
    .filter((part) => part !== '');
  // Those of `folder` itself are read by whoever walks through it.
  for (const [i] of parts.entries())
    rules = withRulesOf(path.join(root, ...parts.slice(0, i)), rules);
  return rules;
}

/** The same with those of the folder's own `.gitignore`. */
export function withRulesOf(folder: string, rules: IgnoreRules): IgnoreRules {
  const own = readRules(path.join(folder, '.gitignore'), folder);
  return own.length === 0 ? rules : [...rules, ...own];
}

/** @param file absolute, a file or a folder in a folder that is not ignored */
export function isIgnored(file: string, isFolder: boolean, rules: IgnoreRules): boolean {
  const rule = rules.findLast(({ pattern, onlyFolders, folder }) => {
    if (onlyFolders && !isFolder) return false;
    return pattern.matches(path.relative(folder, file).split(path.sep).join('/'));
  });
  return rule?.ignores ?? false;
}

function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

function readRules(file: string, folder: string): IgnoreRules {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => ruleOf(line, folder) ?? []);
}

function ruleOf(line: string, folder: string): Rule | undefined {
  const written = line.replace(/(?<!\\)[ \t]+$/, '');
  if (written === '' || written.startsWith('#')) return undefined;
  const ignores = !written.startsWith('!');
  const pattern = ignores ? written : written.slice(1);
  const onlyFolders = pattern.endsWith('/');
  const bare = pattern.replace(/\/+$/, '');
  // With a slash in it, a pattern is about a path from here, without one about a name anywhere below.
  const glob = bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`;
  if (bare === '') return undefined;
  return { pattern: compileGlob(glob), ignores, onlyFolders, folder };
}
