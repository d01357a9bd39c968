import assert from 'node:assert/strict';
import { commitTrigger } from '../../../src/task/gitiles/commit-trigger.ts';

const REPO = 'https://chromium.googlesource.com/a';
const REVISION = '0123456789abcdef0123456789abcdef01234567';

describe('commitTrigger', () => {
  it('names the repository as the task has it, the ref and the commit', () => {
    assert.deepEqual(commitTrigger(REPO, 'refs/heads/main', REVISION), {
      id: `${REPO}/+/refs/heads/main@${REVISION}`,
      title: REVISION,
      url: `${REPO}/+/${REVISION}`,
      payload: { kind: 'gitiles', repo: REPO, ref: 'refs/heads/main', revision: REVISION },
    });
  });
});
