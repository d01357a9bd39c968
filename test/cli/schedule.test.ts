import assert from 'node:assert/strict';
import * as schedule from '../../cli/schedule.ts';
import { luciJobs } from './cli-in-process.ts';
import { luciJobsProcess } from './cli-process.ts';

const FROM = ['--from', '2015-09-14T22:42:00Z'];

describe('luci-jobs schedule', () => {
  it('shows the next five times, in UTC and in local time', async () => {
    const args = ['schedule', ...FROM, '0 */3 * * *'];
    const outcome = await luciJobsProcess(args, { env: { TZ: 'Asia/Kolkata' } });
    const stdout = `\
Tue 2015-09-15 00:00 UTC   Tue 2015-09-15 05:30 +05:30 Asia/Kolkata
Tue 2015-09-15 03:00 UTC   Tue 2015-09-15 08:30 +05:30 Asia/Kolkata
Tue 2015-09-15 06:00 UTC   Tue 2015-09-15 11:30 +05:30 Asia/Kolkata
Tue 2015-09-15 09:00 UTC   Tue 2015-09-15 14:30 +05:30 Asia/Kolkata
Tue 2015-09-15 12:00 UTC   Tue 2015-09-15 17:30 +05:30 Asia/Kolkata
`;
    const stderr = 'In words: at minute 0 of every 3rd hour, in UTC.\n';
    assert.deepEqual(outcome, { stdout, stderr, exitCode: 0 });
  });

  for (const [TZ, stdout] of [
    ['UTC', 'Tue 2015-09-15 00:00 UTC\n'],
    ['Etc/UTC', 'Tue 2015-09-15 00:00 UTC\n'],
    // Clocks go by UTC then.
    ['Nowhere/At_All', 'Tue 2015-09-15 00:00 UTC\n'],
    ['Africa/Abidjan', 'Tue 2015-09-15 00:00 UTC   Tue 2015-09-15 00:00 +00:00 Africa/Abidjan\n'],
  ] as const) {
    it(`shows local time beside UTC where that is another zone: ${TZ}`, async () => {
      const args = ['schedule', ...FROM, '--count', '1', '0 */3 * * *'];
      assert.equal((await luciJobsProcess(args, { env: { TZ } })).stdout, stdout);
    });
  }

  it('starts with now', async () => {
    const before = Date.now();
    const { stdout } = await luciJobs(['schedule', '--format', 'json', '* * * * * * *']);
    const [first] = JSON.parse(stdout).next;
    assert.ok(before < Date.parse(first) && Date.parse(first) <= Date.now() + 1000, first);
  });

  it('points at what is wrong', async () => {
    const stdout = `\
schedule:1:7: error: "24" is not allowed in the hour field: write \`*\`, 0 to 23, a range such as \`9-17\` or a step such as \`*/6\`. [schedule-cron-field-syntax]
  * 1,2,24 * * *
        ^^
`;
    const outcome = await luciJobs(['schedule', '* 1,2,24 * * *']);
    assert.deepEqual(outcome, { stdout, stderr: '', exitCode: 1 });
  });

  it('takes a date for its midnight in UTC', async () => {
    const args = ['schedule', '--from', '2026-01-01', '--count', '1', '--format', 'json'];
    const { stdout } = await luciJobs([...args, '0 * * * *']);
    assert.equal(stdout, '{"valid":true,"next":["2026-01-01T01:00:00Z"]}\n');
  });

  const remarks: [expr: string, times: number, remark: RegExp][] = [
    ['triggered', 0, /^Runs only when triggered\.$/],
    [
      'with 1h interval',
      5,
      /^In words: 1 hour after the last run has ended\. Here runs are assumed to take no time\.$/,
    ],
    ['0 0 30 2 *', 0, /^Never runs\.$/],
    ['0 0 1 1 * 2016/59', 2, /^Does not run again after that\.$/],
    // The same time over and over is no news.
    [
      'continuously',
      1,
      /^In words: again as soon as the last run has ended\. .*how long each run takes/,
    ],
    ['with 0s interval', 1, /^In words: again as soon as the last run has ended\./],
    ['0 0 1 01 *', 1, /reads a month with a leading zero as December of the year before/],
  ];
  for (const [expr, times, remark] of remarks) {
    it(`has something to say about ${expr}`, async () => {
      const { stdout, stderr, exitCode } = await luciJobs(['schedule', ...FROM, expr]);
      assert.equal(stdout.split('\n').length - 1, times);
      assert.match(stderr.trim(), remark);
      assert.equal(exitCode, 0);
    });
  }

  it('shows seconds, and parts of them, where there are some', async () => {
    const args = ['schedule', ...FROM, '--count', '3', 'with 29.5s interval'];
    const { stdout } = await luciJobsProcess(args, { env: { TZ: 'Europe/Berlin' } });
    assert.equal(
      stdout,
      `\
Mon 2015-09-14 22:42:29.5 UTC   Tue 2015-09-15 00:42:29.5 +02:00 Europe/Berlin
Mon 2015-09-14 22:42:59 UTC   Tue 2015-09-15 00:42:59 +02:00 Europe/Berlin
Mon 2015-09-14 22:43:28.5 UTC   Tue 2015-09-15 00:43:28.5 +02:00 Europe/Berlin
`,
    );
  });

  const answers: [args: readonly string[], exitCode: number, answer: object][] = [
    [['--count', '1', '@daily'], 0, { valid: true, next: ['2015-09-15T00:00:00Z'] }],
    [['--count', '0', '@daily'], 0, { valid: true, next: [] }],
    [['triggered'], 0, { valid: true, next: [] }],
    [
      ['--count', '2', 'with 1.5s interval'],
      0,
      { valid: true, next: ['2015-09-14T22:42:01.5Z', '2015-09-14T22:42:03Z'] },
    ],
    [
      ['0 0 1 1 * 2016/59'],
      0,
      { valid: true, next: ['2016-01-01T00:00:00Z', '2075-01-01T00:00:00Z'] },
    ],
    [
      ['with 2562047h interval', '--count', '1'],
      0,
      { valid: true, next: ['2307-12-25T21:42:00Z'] },
    ],
    [
      ['with -1s interval'],
      1,
      {
        valid: false,
        code: 'schedule-interval-negative',
        message: 'An interval cannot be negative, but this is "-1s": remove the minus sign.',
        next: [],
      },
    ],
  ];
  for (const [args, exitCode, answer] of answers) {
    it(`--format json ${args.join(' ')}`, async () => {
      const outcome = await luciJobs(['schedule', ...FROM, '--format', 'json', ...args]);
      assert.deepEqual(outcome, { stdout: `${JSON.stringify(answer)}\n`, stderr: '', exitCode });
    });
  }

  it('stops before years that have five digits', async () => {
    const args = ['--format', 'json', '--count', '1000', 'with 2562047h interval'];
    const { next } = JSON.parse((await luciJobs(['schedule', ...FROM, ...args])).stdout);
    assert.equal(next.length, 27);
    assert.match(next.at(-1), /^9\d{3}-/);
  });

  const usage: [args: readonly string[], message: RegExp][] = [
    [[], /^no SCHEDULE given$/],
    [['*', '*', '*', '*', '*'], /^give one SCHEDULE, in quotes$/],
    [['--from', 'tomorrow', '@daily'], /^--from needs a time such as .*, not 'tomorrow'$/],
    [['--count', '1001', '@daily'], /^--count must be a number from 0 to 1000, not '1001'$/],
    [['--count', '-1', '@daily'], /^--count must be a number from 0 to 1000, not '-1'$/],
    [['--count', '1.5', '@daily'], /^--count must be/],
    [['--count', '', '@daily'], /^--count must be/],
    [['--format', 'xml', '@daily'], /^unknown --format 'xml'; use text or json$/],
    [['--jsonl', '@daily'], /^--jsonl reads standard input and takes no SCHEDULE$/],
    [['--jsonl', '--format', 'text'], /^--jsonl has no text format$/],
    [['--nope'], /^Unknown option '--nope'/],
  ];
  for (const [args, message] of usage) {
    it(`is wrong usage: ${args.join(' ')}`, async () => {
      await assert.rejects(() => schedule.run(args), { name: 'UsageError', message });
    });
  }

  it('exits with 2 on wrong usage', async () => {
    const { stdout, stderr, exitCode } = await luciJobs(['schedule']);
    assert.deepEqual([stdout, exitCode], ['', 2]);
    assert.match(stderr, /^luci-jobs schedule: no SCHEDULE given\nTry /);
  });
});
