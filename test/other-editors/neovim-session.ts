// A session of Neovim: its own client with `luci-jobs lsp`, step by step.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Outcomes, prepareSession, runEditor } from './editor-session.ts';

/** Whether there is one; says so if there is none. */
export function hasNeovim(): boolean {
  if (!spawnSync('nvim', ['--version']).error) return true;
  console.error('SKIPPED: there is no nvim on PATH');
  return false;
}

/**
 * Runs a session in a Neovim that has nothing but the recipe of the README.
 * @param session a Lua file of this folder
 * @param folder becomes a repository
 * @param text of the config that it begins with
 */
export function runSession(session: string, folder: string, text: string): Outcomes {
  const { recipe, config, env, outcomes } = prepareSession(folder, 'lua', text);
  const args = [
    ...['--headless', '--clean', '-n', '-i', 'NONE', '-u', recipe, config],
    ...['-c', `luafile ${path.join(import.meta.dirname, session)}`],
  ];
  runEditor('nvim', args, env);
  return outcomes();
}
