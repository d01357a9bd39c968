import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { readmeBlock } from './readme-recipe.ts';

const CONFIG = `# 😀 nightly
job {
  id: "nightly"
  schedule: "whenever"
  noop {}
}
trigger {
  id: "on-commit"
  triggers: "nightly"
  gitiles { repo: "https://example.googlesource.com/a" refs: "refs/heads/main" }
}
`;
const MENDED = CONFIG.replace('whenever', 'with 1h interval');

/** What came of a step of session.lua. */
interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
}

describe('Neovim, by the recipe of the README', function () {
  this.timeout(60_000);
  let folder: string;
  let outcomes: Readonly<Record<string, Outcome>>;

  before(function () {
    if (spawnSync('nvim', ['--version']).error) {
      console.error('SKIPPED: there is no nvim on PATH');
      this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
    outcomes = runSession(folder);
  });

  after(() => {
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });

  it('starts the server for the file name, in the folder of the repository', () => {
    assert.deepEqual(resultOf('start'), {
      filetype: 'luci-scheduler',
      name: 'luci-jobs',
      root: folder,
    });
  });

  it('shows diagnostics, as the settings of the recipe have them', () => {
    const { codes, lnum, col, end_col } = resultOf('diagnostics') as Record<string, unknown>;
    assert.deepEqual(
      { codes, lnum, col, end_col },
      { codes: ['schedule-invalid'], lnum: 3, col: 13, end_col: 21 },
    );
    assert.equal(outcomes['mended']?.error, undefined);
    // In a project of another name, one writes it in front.
    assert.match(
      String(resultOf('project')),
      /"luci\.infra\.ci" is an old bucket name\. Write "ci"/,
    );
  });

  it('lists symbols', () => {
    assert.deepEqual(resultOf('symbols'), ['nightly', 'on-commit']);
  });

  it('completes fields', () => {
    const labels = resultOf('completion') as string[];
    assert.ok(labels.includes('disabled'), labels.join());
    assert.ok(!labels.includes('noop'), labels.join());
  });

  it('hovers', () => {
    assert.match(
      (resultOf('hover') as string[]).join('\n'),
      /string schedule[\s\S]*Default: `triggered`/,
    );
  });

  it('goes to definitions', () => {
    assert.deepEqual(resultOf('definition'), [{ lnum: 3, text: '  id: "nightly"' }]);
  });

  it('renames', () => {
    assert.equal(resultOf('rename'), MENDED.replaceAll('"nightly"', '"daily"'));
  });

  it('formats', () => {
    // The session wrote `noop{ }` first.
    assert.equal(resultOf('formatting'), MENDED);
  });

  it('mends by a code action', () => {
    const { titles, text } = resultOf('code action') as { titles: string[]; text: string };
    assert.ok(titles.length > 0);
    assert.equal(text, MENDED);
  });

  function resultOf(step: string): unknown {
    const { value, error } = outcomes[step] ?? assert.fail(`no step ${step}`);
    assert.equal(error, undefined);
    return value;
  }
});

/** Runs session.lua in a Neovim that has nothing but the recipe. */
function runSession(folder: string): Readonly<Record<string, Outcome>> {
  const write = (name: string, text: string, mode = 0o644) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
    return file;
  };
  const luciJobs = `#!/bin/sh\nexec '${process.execPath}' '${path.join(ROOT, 'cli/main.ts')}' "$@"\n`;
  const bin = path.dirname(write('bin/luci-jobs', luciJobs, 0o755));
  const recipe = write('recipe.lua', readmeBlock('lua'));
  const config = write('infra/luci-scheduler.cfg', CONFIG);
  const output = path.join(folder, 'outcomes.json');
  fs.mkdirSync(path.join(folder, '.git'));
  const { status, stderr } = spawnSync(
    'nvim',
    [
      ...['--headless', '--clean', '-n', '-i', 'NONE', '-u', recipe, config],
      ...['-c', `luafile ${path.join(import.meta.dirname, 'session.lua')}`],
    ],
    {
      encoding: 'utf8',
      timeout: 50_000,
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
  assert.equal(status, 0, stderr);
  return JSON.parse(fs.readFileSync(output, 'utf8'));
}
