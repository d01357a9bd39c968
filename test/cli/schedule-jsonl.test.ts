import assert from 'node:assert/strict';
import { CRON_VECTORS } from '../schedule/cron-vectors.ts';
import { luciJobs } from './cli-in-process.ts';

const FROM = '2015-09-14T22:42:00Z';

async function answers(lines: readonly object[], ...args: readonly string[]) {
  const stdin = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { stdout, stderr, exitCode } = await luciJobs(['schedule', '--jsonl', ...args], { stdin });
  assert.equal(stderr, '');
  return {
    exitCode,
    answers: stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  };
}

describe('luci-jobs schedule --jsonl', () => {
  it('answers each line', async () => {
    const lines = [
      { id: 'a', expr: '@daily', from: FROM, count: 1 },
      { id: 2, expr: 'with 1m interval', from: FROM, count: 2 },
      { id: 'c', expr: 'triggered', from: FROM },
    ];
    assert.deepEqual(await answers(lines), {
      exitCode: 0,
      answers: [
        { id: 'a', valid: true, next: ['2015-09-15T00:00:00Z'] },
        { id: 2, valid: true, next: ['2015-09-14T22:43:00Z', '2015-09-14T22:44:00Z'] },
        { id: 'c', valid: true, next: [] },
      ],
    });
  });

  it('takes what a line does not say from the arguments', async () => {
    const line = { id: 1, expr: '@hourly' };
    const next = ['2015-09-14T23:00:00Z', '2015-09-15T00:00:00Z'];
    const expected = { exitCode: 0, answers: [{ id: 1, valid: true, next }] };
    assert.deepEqual(await answers([line], '--from', FROM, '--count', '2'), expected);
    const [five] = (await answers([line])).answers;
    assert.equal(five.next.length, 5);
  });

  it('exits with 1 if a schedule is invalid', async () => {
    const { exitCode, answers: all } = await answers([
      { id: 1, expr: '* * * */13 *' },
      { id: 2, expr: '@daily', count: 0 },
    ]);
    assert.equal(exitCode, 1);
    const [{ message, ...invalid }, valid] = all;
    const code = 'schedule-cron-step-invalid';
    assert.deepEqual(invalid, { id: 1, valid: false, code, next: [] });
    assert.match(message, /^A step in the month field must be 1 to 12, /);
    assert.deepEqual(valid, { id: 2, valid: true, next: [] });
  });

  it('says what is wrong with a line, and goes on', async () => {
    const bad: [line: object, error: RegExp][] = [
      [[], /not a JSON object/],
      [{ expr: '@daily' }, /"id" must be/],
      [{ id: 1 }, /"expr" must be a string/],
      [{ id: 1, expr: '@daily', from: 5 }, /"from" must be a time such as "2015-/],
      [{ id: 1, expr: '@daily', from: '2015' }, /"from" must be/],
      [{ id: 1, expr: '@daily', count: 1001 }, /"count" must be a whole number from 0 to 1000/],
      [{ id: 1, expr: '@daily', count: '1' }, /"count" must be/],
    ];
    const lines = [...bad.map(([line]) => line), { id: 'last', expr: 'triggered' }];
    const { exitCode, answers: all } = await answers(lines);
    assert.equal(exitCode, 2);
    assert.deepEqual(all.pop(), { id: 'last', valid: true, next: [] });
    for (const [i, [, error]] of bad.entries()) {
      assert.equal(all[i].id, null);
      assert.match(all[i].error, new RegExp(`^line ${i + 1}: `));
      assert.match(all[i].error, error);
    }
  });

  it('agrees with the library on every vector', async () => {
    const lines = CRON_VECTORS.filter(({ expr }) => !expr.startsWith('with '));
    const questions = lines.map(({ expr, from }, id) => ({ id, expr, from, count: 3 }));
    const { answers: all } = await answers(questions);
    for (const [i, { valid, expr, next }] of lines.entries()) {
      const times = next.filter((time) => /^\d/.test(time));
      assert.deepEqual(
        { valid: all[i].valid, next: all[i].next.slice(0, times.length) },
        { valid, next: times },
        expr,
      );
      if (next.includes('none')) assert.equal(all[i].next.length, times.length, expr);
    }
  });
});
