import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fixConfig } from '../../cli/fix-config.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { luciJobs } from './cli-in-process.ts';
import { configFolder } from './config-folder.ts';

const FIXABLE = 'job {\n  id: "a"\n  realm: "CI"\n  schedule: "every 5 minutes"\n  noop {}\n}\n';
const FIXED = 'job {\n  id: "a"\n  realm: "ci"\n  schedule: "with 5m interval"\n  noop {}\n}\n';
const PART = 'job { realm: "CI" schedule: "0 1 * * *" noop {} }\r\n';
const LATIN = Buffer.from(
  '# caf\xe9\njob { id: "a" realm: "CI" schedule: "0 1 * * *" noop {} }\n',
  'latin1',
);

const PATCH = `--- a/fixable.cfg
+++ b/fixable.cfg
@@ -1,6 +1,6 @@
 job {
   id: "a"
-  realm: "CI"
-  schedule: "every 5 minutes"
+  realm: "ci"
+  schedule: "with 5m interval"
   noop {}
 }
`;

describe('luci-jobs validate --fix', () => {
  const folder = configFolder({
    'fixable.cfg': FIXABLE,
    'part.cfg': PART,
    'latin.cfg': LATIN,
    'good.cfg': FIXED,
  });

  const validate = (...args: readonly string[]) =>
    luciJobs(['validate', ...args], { cwd: folder.path });
  const read = (name: string) => fs.readFileSync(path.join(folder.path, name));
  const restore = () => fs.writeFileSync(path.join(folder.path, 'fixable.cfg'), FIXABLE);

  it('writes what has one obvious fix, and reports what is left', async () => {
    const { stdout, stderr, exitCode } = await validate(
      '--fix',
      'fixable.cfg',
      'part.cfg',
      'good.cfg',
    );
    assert.deepEqual(stdout.match(/\[.*\]/g), ['[job-id-missing]']);
    assert.equal(
      stderr,
      'fixed 2 findings in fixable.cfg\nfixed 1 finding in part.cfg\n1 error in 3 files\n',
    );
    assert.equal(exitCode, 1);
    assert.equal(read('fixable.cfg').toString(), FIXED);
    assert.equal(read('part.cfg').toString(), PART.replace('CI', 'ci'));
    restore();
  });

  for (const options of [['--diff'], ['--fix', '--diff'], ['--dry-run'], ['--fix', '--dry-run']]) {
    it(`${options.join(' ')} shows a patch and writes nothing`, async () => {
      const { stdout, stderr, exitCode } = await validate(...options, 'fixable.cfg', 'good.cfg');
      assert.equal(stdout, PATCH);
      assert.equal(stderr, '2 findings in fixable.cfg would be fixed\nno findings in 2 files\n');
      assert.equal(exitCode, 1);
      assert.equal(read('fixable.cfg').toString(), FIXABLE);
    });
  }

  it('leaves bytes alone that are not UTF-8', async () => {
    const { exitCode } = await validate('--fix', 'latin.cfg');
    assert.equal(exitCode, 0);
    assert.deepEqual(
      read('latin.cfg').toString('latin1'),
      LATIN.toString('latin1').replace('CI', 'ci'),
    );
  });

  it('has nothing to do where nothing is wrong', async () => {
    assert.deepEqual(await validate('--diff', 'good.cfg'), {
      stdout: '',
      stderr: 'no findings in 1 file\n',
      exitCode: 0,
    });
  });

  it('says so if it cannot write, and goes on with what is there', async () => {
    const settings = { project: 'proj' };
    const file = path.join(folder.path, 'no-such-folder', 'x.cfg');
    const outcome = await fixConfig(file, FIXABLE, 'write', settings, validationManagers());
    assert.deepEqual(outcome, { text: FIXABLE, failed: true, changed: false, isGone: false });
  });

  const refused: [args: string[], says: RegExp][] = [
    [['--fix', '-'], /'-' is none/],
    [['--fix', '--stdin-filename', 'a.cfg'], /'-' is none/],
    [['--diff', '--format', 'json', 'good.cfg'], /--diff has no json format/],
    [['--fix', '--jsonl'], /--jsonl fixes nothing/],
  ];
  for (const [args, says] of refused) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { stderr, exitCode } = await validate(...args);
      assert.match(stderr, says);
      assert.equal(exitCode, 2);
    });
  }
});
