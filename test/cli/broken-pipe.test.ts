import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { CLI } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const FIXABLE = 'job { id "a" noop {} }\n';

describe('a reader that leaves', () => {
  const folder = configFolder({
    'errors.cfg': 'job {}\n'.repeat(20_000),
    'warnings.cfg': 'acl_sets { name: "a" }\n'.concat(
      Array.from(
        { length: 2000 },
        (_, n) => `job { id: "j${n}" schedule: "0 0 30 2 *" noop {} }\n`,
      ).join(''),
    ),
    'ugly.cfg': 'job{}\n'.repeat(30_000),
    'fixable.cfg': FIXABLE,
  });

  before(function () {
    if (spawnSync('bash', ['--version']).error) this.skip();
  });

  /** Runs a line of bash, in which LUCI stands for the program. */
  function piped(line: string) {
    const script = `${line.replace('LUCI', '"$0" "$1"')}; status=\${PIPESTATUS[0]}; echo; echo $status`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, CLI], {
      cwd: folder.path,
      encoding: 'utf8',
      env: { ...process.env, ...COMPILE_CACHE },
      timeout: 50_000,
    });
    return { status: Number(/\d+\n$/.exec(stdout)?.[0]), stderr };
  }

  for (const [line, status] of [
    // An error is an error, whatever would have come after it.
    ['LUCI validate errors.cfg | head -1', 1],
    ['LUCI validate --format json errors.cfg | head -c 1', 1],
    // As of any program that writes where nobody reads: 128 and the number of SIGPIPE.
    ['LUCI validate warnings.cfg | head -1', 141],
    ['LUCI validate --format sarif warnings.cfg | head -c 1', 141],
    [
      'LUCI validate --jsonl < <(for i in {1..3000}; do echo "{\\"id\\": $i, \\"text\\": \\"\\"}"; done) | head -1',
      141,
    ],
    ['LUCI format --diff ugly.cfg errors.cfg | head -1', 1],
  ] as const) {
    it(`${line}: ${status}`, () => assert.deepEqual(piped(line), { status, stderr: '' }));
  }

  it('does not keep --fix from what it has begun', () => {
    const { status, stderr } = piped('LUCI validate --fix errors.cfg fixable.cfg | head -1');
    assert.deepEqual([status, stderr], [1, 'fixed 1 finding in fixable.cfg\n']);
    assert.equal(
      readFileSync(path.join(folder.path, 'fixable.cfg'), 'utf8'),
      'job { id: "a" noop {} }\n',
    );
  });
});
