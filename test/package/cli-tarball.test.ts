// The tarball of `npm pack`, and the command line that it installs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEMO_CONFIG, ROOT } from '../../scripts/paths.ts';

describe('the tarball of the command line', function () {
  this.timeout(120_000);
  let folder: string;
  let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-jobs-'));
    // What it would build first has been built.
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    [packed] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  it('holds the command line, the page about its findings and nothing else', () => {
    assert.deepEqual(packed.files.map((file) => file.path).sort(), [
      'LICENSE',
      'README.md',
      'dist/ThirdPartyNotices.txt',
      'dist/cli.js',
      'dist/core.cjs',
      'dist/process-guard.cjs',
      'docs/findings.md',
      'package.json',
    ]);
  });

  it('installs without anything else, and runs', () => {
    const app = path.join(folder, 'app');
    fs.mkdirSync(app);
    const options = ['--offline', '--no-audit', '--no-fund', '--prefix', app];
    execFileSync('npm', ['install', ...options, path.join(folder, packed.filename)], {
      stdio: 'pipe',
    });
    assert.deepEqual(fs.readdirSync(path.join(app, 'node_modules')).sort(), [
      '.bin',
      '.package-lock.json',
      'luci-scheduler',
    ]);
    const luciJobs = path.join(app, 'node_modules', '.bin', 'luci-jobs');
    const output = (...args: readonly string[]) =>
      execFileSync(luciJobs, args, { cwd: app, encoding: 'utf8', stdio: 'pipe' });
    assert.equal(output('validate', '--quiet', DEMO_CONFIG), '');
    assert.equal(output('format', '--check', DEMO_CONFIG), '');
    assert.match(output('--version'), /^\d+\.\d+\.\d+\n$/);
  });
});
