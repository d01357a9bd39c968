// A session of Neovim: its own client with `luci-jobs lsp`, step by step.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { readmeBlock } from './readme-recipe.ts';

/** What came of the steps of a session, by their names. */
export type Outcomes = Readonly<Record<string, Outcome>>;

interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
}

/** Whether there is one; says so if there is none. */
export function hasNeovim(): boolean {
  if (!spawnSync('nvim', ['--version']).error) return true;
  console.error('SKIPPED: there is no nvim on PATH');
  return false;
}

/** What a step has come to. @throws AssertionError with its error */
export function resultOf(outcomes: Outcomes, step: string): unknown {
  const { value, error } = outcomes[step] ?? assert.fail(`no step ${step}`);
  assert.equal(error, undefined);
  return value;
}

/**
 * Runs a session in a Neovim that has nothing but the recipe of the README.
 * @param session a Lua file of this folder
 * @param folder becomes a repository
 * @param text of the config that it begins with
 */
export function runSession(session: string, folder: string, text: string): Outcomes {
  const write = (name: string, text: string, mode = 0o644) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
    return file;
  };
  const luciJobs = `#!/bin/sh\nexec '${process.execPath}' '${path.join(ROOT, 'cli/main.ts')}' "$@"\n`;
  const bin = path.dirname(write('bin/luci-jobs', luciJobs, 0o755));
  const recipe = write('recipe.lua', readmeBlock('lua'));
  const config = write('infra/luci-scheduler.cfg', text);
  const output = path.join(folder, 'outcomes.json');
  fs.mkdirSync(path.join(folder, '.git'));
  const { status, stderr, stdout } = spawnSync(
    'nvim',
    [
      ...['--headless', '--clean', '-n', '-i', 'NONE', '-u', recipe, config],
      ...['-c', `luafile ${path.join(import.meta.dirname, session)}`],
    ],
    {
      encoding: 'utf8',
      timeout: 110_000,
      env: {
        ...process.env,
        ...COMPILE_CACHE,
        PATH: [bin, process.env['PATH']].join(path.delimiter),
        XDG_CACHE_HOME: path.join(folder, 'cache'),
        XDG_STATE_HOME: path.join(folder, 'state'),
        LUCI_SCHEDULER_NEOVIM_RESULTS: output,
      },
    },
  );
  assert.equal(status, 0, `${stderr}${stdout}`);
  return JSON.parse(fs.readFileSync(output, 'utf8'));
}
