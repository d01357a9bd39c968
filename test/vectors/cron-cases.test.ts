import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type CronCase, cronDifferences } from './cron-cases.ts';

const SAMPLE: readonly CronCase[] = gunzipSync(
  fs.readFileSync(new URL('sample/cron.jsonl.gz', import.meta.url)),
)
  .toString('utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the cron machine answers as the service (engine.md 5.3)', () => {
  for (const vector of SAMPLE) {
    it(vector.id, () => assert.deepEqual(cronDifferences(vector), []));
  }

  it('and a difference is noticed', () => {
    const [first] = SAMPLE;
    assert.ok(first);
    const output = first.output.map((answer, i) =>
      i === 1 ? { ...answer, error: !answer.error } : answer,
    );
    assert.match(cronDifferences({ ...first, output }).join(), /^operation 1, \w+: got/);
    assert.equal(cronDifferences({ ...first, output: first.output.slice(1) }).length > 0, true);
  });
});
