// A session of Neovim: its own client with `luci-jobs lsp`, step by step.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Outcomes, prepareSession } from './editor-session.ts';

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
  const { status, stderr, stdout } = spawnSync(
    'nvim',
    [
      ...['--headless', '--clean', '-n', '-i', 'NONE', '-u', recipe, config],
      ...['-c', `luafile ${path.join(import.meta.dirname, session)}`],
    ],
    {
      encoding: 'utf8',
      timeout: 110_000,
      env,
    },
  );
  assert.equal(status, 0, `${stderr}${stdout}`);
  return outcomes();
}
