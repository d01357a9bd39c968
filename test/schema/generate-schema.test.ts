import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { GitilesTask, TriggeringPolicy } from '../../src/schema/generated/messages.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const GENERATED = path.join(ROOT, 'src/schema/generated');

describe('generate-schema', () => {
  it('leaves files alone that are up to date', () => {
    const before = states();
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-schema.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(states(), before);
  });

  it('writes interfaces with camelCase names, and ? where absence means something', () => {
    // What is wrong here does not compile.
    const gitiles: GitilesTask = { repo: '', refs: [''], pathRegexps: [], pathRegexpsExclude: [] };
    const policy: Required<Omit<TriggeringPolicy, 'pendingTimeout'>> & TriggeringPolicy = {
      kind: 1,
      maxConcurrentInvocations: 1n,
      maxBatchSize: 2n,
      logBase: 1.5,
    };
    assert.ok(gitiles && policy);
    const source = fs.readFileSync(path.join(GENERATED, 'messages.ts'), 'utf8');
    for (const line of [
      'export interface TaskDefWrapper {',
      '  readonly urlFetch?: UrlFetchTask;',
      '  readonly job: readonly Job[];',
      '  readonly sleepMs: bigint;',
      '  readonly timeoutSec: number;',
      '  readonly disabled: boolean;',
      '  readonly payload: Uint8Array;',
      '  readonly boolValue?: boolean;',
      '  readonly cron?: CronTrigger;',
    ]) {
      assert.ok(source.includes(`${line}\n`), line);
    }
    assert.match(source, /@deprecated\n {3}\*\/\n {2}readonly grantedTo/);
  });
});

function states(): unknown[] {
  return fs.readdirSync(GENERATED).map((name) => {
    const { mtimeNs, size } = fs.statSync(path.join(GENERATED, name), { bigint: true });
    return { name, mtimeNs, size };
  });
}
