import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DEMO_CONFIG, DIST, ROOT } from '../../scripts/paths.ts';

const CLI = path.join(DIST, 'cli.js');

/** The Node that the machine has, which may be older than the one that runs the tests. */
const NODE = process.env['npm_node_execpath'] ?? process.execPath;

describe('the bundled command line', () => {
  it('can be started by its name', function () {
    if (process.platform === 'win32') this.skip();
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    assert.equal(execFileSync(CLI, ['--version'], { encoding: 'utf8' }), `${version}\n`);
  });

  it("runs on the machine's own Node", () => {
    const run = (...args: string[]) => execFileSync(NODE, [CLI, ...args], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(run('validate', '--format', 'json', DEMO_CONFIG)), []);
    assert.match(run('run', DEMO_CONFIG, 'hello-noop'), /SUCCEEDED/);
  });
});
