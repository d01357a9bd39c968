import assert from 'node:assert/strict';
import { FINDING_CODES } from '../../src/config/finding-codes.ts';
import { luciJobs } from './cli-in-process.ts';

describe('luci-jobs explain', () => {
  it('says what a code means, in lines that fit', async () => {
    const { stdout, stderr, exitCode } = await luciJobs(['explain', 'lint-schedule-never']);
    assert.deepEqual([stderr, exitCode], ['', 0]);
    assert.match(
      stdout,
      /^lint-schedule-never \(warning\)\nA schedule that never fires, or never again\.\n\n/,
    );
    for (const line of stdout.split('\n'))
      assert.ok(line.length <= 80 || !line.includes(' '), line);
  });

  it('knows every code, and lists them', async () => {
    const { stdout } = await luciJobs(['explain']);
    const codes = stdout.trim().split('\n');
    assert.deepEqual(codes, Object.keys(FINDING_CODES));
    assert.equal((await luciJobs(['explain', ...codes])).exitCode, 0);
  });

  it('asks whether another was meant', async () => {
    assert.deepEqual(await luciJobs(['explain', 'lint-schedule-newer']), {
      stdout: '',
      stderr:
        "luci-jobs explain: there is no code 'lint-schedule-newer'; did you mean 'lint-schedule-never'?\nTry 'luci-jobs explain --help'.\n",
      exitCode: 2,
    });
  });
});
