import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** An npm that writes down what it is asked for, and then runs `prepare` as npm does. */
const NPM = `#!${process.execPath}
const { existsSync, writeFileSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
if (existsSync('asked')) throw new Error('npm is asked again while it installs');
writeFileSync('asked', process.argv.slice(2).join(' '));
execFileSync(process.execPath, ['scripts/bootstrap.mjs', 'touch', 'prepared-too-early'], { stdio: 'inherit' });
`;

describe('the launcher of scripts', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bootstrap-'));
    fs.mkdirSync(path.join(folder, 'scripts'));
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.copyFileSync(
      path.join(ROOT, 'scripts/bootstrap.mjs'),
      path.join(folder, 'scripts/bootstrap.mjs'),
    );
    fs.writeFileSync(path.join(folder, 'bin/npm'), NPM, { mode: 0o755 });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('installs packages beside it, though npm is installing this package globally, and does not begin again', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/bootstrap.mjs', 'touch', 'built'],
      {
        cwd: folder,
        encoding: 'utf8',
        // As npm has it while it prepares a package that it installs from git, as pre-commit does.
        env: {
          ...process.env,
          PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH']}`,
          npm_config_global: 'true',
          npm_config_location: 'global',
        },
      },
    );
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(
      fs.readFileSync(path.join(folder, 'asked'), 'utf8'),
      /^ci --global=false --location=project /,
    );
    assert.deepEqual(fs.readdirSync(folder).sort(), ['asked', 'bin', 'built', 'scripts']);
  });

  it('is what npm runs for a package from git: `prepare` builds, as `prepack` would not', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    assert.match(scripts.prepare, /\bbuild\b.* --production$/);
    assert.match(scripts.build, /^node scripts\/bootstrap\.mjs /);
  });
});
