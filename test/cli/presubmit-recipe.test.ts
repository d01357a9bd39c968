// The recipe for PRESUBMIT.py in the README, run as depot_tools would.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/**
 * What depot_tools promises: of a file with PRESUBMIT_VERSION 2 every function that begins with Check is called, of
 * another one CheckChangeOnUpload alone. Prints the commands that are to be run.
 */
const DEPOT_TOOLS = `
import json, os, re, sys
recipe = {}
exec(sys.stdin.read(), recipe)
files = json.loads(sys.argv[1])

class File:
  def __init__(self, path): self.path = path
  def LocalPath(self): return self.path
  def AbsoluteLocalPath(self): return '/repo/' + self.path

class InputApi:
  re = re
  os_path = os.path
  def AffectedFiles(self, include_deletes=True, file_filter=None):
    assert not include_deletes
    return [f for f in map(File, files) if file_filter is None or file_filter(f)]
  def Command(self, name, cmd, kwargs, message):
    assert kwargs == {} and message == 'error'
    return cmd
  def RunTests(self, tests):
    return tests

class OutputApi:
  PresubmitError = 'error'

major = int(recipe.get('PRESUBMIT_VERSION', '0.0.0').split('.')[0])
names = [n for n in recipe if (n.startswith('Check') if major >= 2 else n == 'CheckChangeOnUpload')]
print(json.dumps([cmd for n in names for cmd in recipe[n](InputApi(), OutputApi())]))
`;

describe('the recipe for PRESUBMIT.py', () => {
  function commands(...files: readonly string[]): unknown {
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    const [, recipe = ''] =
      /^In `PRESUBMIT\.py` of depot_tools:\n\n((?: {4}.*\n|\n)+)/m.exec(readme) ?? [];
    const input = recipe.replaceAll(/^ {4}/gm, '');
    const output = execFileSync('python3', ['-c', DEPOT_TOOLS, JSON.stringify(files)], { input });
    return JSON.parse(output.toString());
  }

  before(function () {
    try {
      execFileSync('python3', ['--version'], { stdio: 'ignore' });
    } catch {
      console.warn('      there is no python3: the recipe for PRESUBMIT.py is not tried');
      this.skip();
    }
  });

  it('checks the configs of a change, wherever PRESUBMIT.py is', () => {
    const configs = ['a/luci-scheduler.cfg', 'luci-scheduler-dev.cfg'];
    const paths = configs.map((name) => `/repo/${name}`);
    assert.deepEqual(
      commands('README.md', ...configs, 'luci-scheduler/x.cfg', 'luci-scheduler.cfg.bak'),
      [
        ['luci-jobs', 'validate', ...paths],
        ['luci-jobs', 'format', '--check', ...paths],
      ],
    );
  });

  it('does nothing if there is none', () => {
    assert.deepEqual(commands('README.md'), []);
  });
});
