// The hooks for pre-commit, which name commands of ours.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { luciJobs } from './cli-in-process.ts';
import { configFolder } from './config-folder.ts';

const HOOKS = readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8');

function values(key: string): readonly string[] {
  return [...HOOKS.matchAll(new RegExp(`^(?:- |  )${key}: (.*)$`, 'gm'))].map(
    ([, value = '']) => value,
  );
}

describe('the hooks for pre-commit', () => {
  const folder = configFolder({ 'luci-scheduler.cfg': 'job  { id: "a" noop {} }\n' });

  it('start commands that there are', async () => {
    const entries = values('entry');
    assert.deepEqual(values('id'), ['luci-jobs-validate', 'luci-jobs-format']);
    for (const entry of entries) {
      const [program, ...args] = entry.split(' ');
      assert.equal(program, 'luci-jobs');
      const { exitCode } = await luciJobs([...args, 'luci-scheduler.cfg'], { cwd: folder.path });
      assert.equal(exitCode, 0, entry);
    }
    const text = readFileSync(path.join(folder.path, 'luci-scheduler.cfg'), 'utf8');
    assert.equal(text, 'job { id: "a" noop {} }\n');
  });

  it('are about configs alone', () => {
    for (const pattern of values('files').map((source) => new RegExp(source))) {
      for (const name of ['luci-scheduler.cfg', 'infra/config/luci-scheduler-dev.cfg']) {
        assert.match(name, pattern);
      }
      for (const name of [
        'luci-scheduler.cfg.bak',
        'x-luci-scheduler.cfg',
        'luci-scheduler/a.cfg',
      ]) {
        assert.doesNotMatch(name, pattern);
      }
    }
  });
});
