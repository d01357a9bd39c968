// A session of another editor with the recipe of the README: where it takes place, and what came of it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
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

/** What a step has come to. @throws AssertionError with its error */
export function resultOf(outcomes: Outcomes, step: string): unknown {
  const { value, error } = outcomes[step] ?? assert.fail(`no step ${step}`);
  assert.equal(error, undefined);
  return value;
}

export interface EditorSession {
  /** A file with the recipe. */
  readonly recipe: string;
  /** The file that the session begins with. */
  readonly config: string;
  /** What the editor is to be started with: `luci-jobs` is on the PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the session has written into the file that `LUCI_SCHEDULER_RESULTS` names. */
  outcomes(): Outcomes;
}

/** Call it in a `describe`. The function makes a new folder, which is gone after all tests of that. */
export function sessionFolders(): () => string {
  const made: string[] = [];
  after(() => {
    for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
    made.push(folder);
    return folder;
  };
}

/**
 * @param folder becomes a repository
 * @param language of the recipe's block in the README
 * @param text of the config that it begins with
 */
export function prepareSession(folder: string, language: string, text: string): EditorSession {
  const write = (name: string, text: string, mode = 0o644) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
    return file;
  };
  const luciJobs = `#!/bin/sh\nexec '${process.execPath}' '${path.join(ROOT, 'cli/main.ts')}' "$@"\n`;
  const bin = path.dirname(write('bin/luci-jobs', luciJobs, 0o755));
  const recipe = write(`recipe.${language}`, readmeBlock(language));
  const config = write('infra/luci-scheduler.cfg', text);
  const output = path.join(folder, 'outcomes.json');
  fs.mkdirSync(path.join(folder, '.git'));
  return {
    recipe,
    config,
    env: {
      ...process.env,
      ...COMPILE_CACHE,
      PATH: [bin, process.env['PATH']].join(path.delimiter),
      HOME: folder,
      // Texts of these sessions have characters that the C locale lacks.
      LC_ALL: 'C.UTF-8',
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      XDG_STATE_HOME: path.join(folder, 'state'),
      LUCI_SCHEDULER_CONFIG: config,
      LUCI_SCHEDULER_RESULTS: output,
    },
    outcomes: () => JSON.parse(fs.readFileSync(output, 'utf8')),
  };
}

/** Runs an editor, which ends by itself, and well. @throws AssertionError with what it said, if it does not */
export function runEditor(
  program: string,
  args: readonly string[],
  env: EditorSession['env'],
): void {
  const options = { encoding: 'utf8', timeout: 110_000, env } as const;
  const { status, stderr, stdout } = spawnSync(program, args, options);
  assert.equal(status, 0, `${stderr}${stdout}`);
}
