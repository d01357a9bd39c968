import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unifiedDiff } from '../../src/text/unified-diff.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');

describe('unifiedDiff', () => {
  it('is what diff -u writes', () => {
    assert.equal(
      unifiedDiff(numbered(9), numbered(9).replace('5\n', 'five\n'), 'a/x', 'b/x'),
      '--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('is empty if nothing has changed', () => {
    assert.equal(unifiedDiff('a\n', 'a\n', 'a', 'b'), '');
  });

  const texts = [
    ['', 'a\n'],
    ['a\n', ''],
    ['a', 'a\n'],
    ['a\n', 'a'],
    ['a\nb', 'x\nb'],
    [numbered(40), numbered(40).replace('3\n', '').replace('20\n', 'x\ny\n').replace('40\n', '')],
    [numbered(20), numbered(20).replace('5\n', 'x\n').replace('12\n', 'y\n')],
    [numbered(20), `0\n${numbered(20)}21`],
  ] as const;
  for (const [before, after] of texts) {
    it(`is read by git apply: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diff-'));
      try {
        fs.writeFileSync(path.join(folder, 'x'), before);
        const { status, stderr } = spawnSync('git', ['apply', '--unidiff-zero', '-'], {
          cwd: folder,
          input: unifiedDiff(before, after, 'a/x', 'b/x'),
          encoding: 'utf8',
        });
        assert.equal(status, 0, stderr);
        assert.equal(fs.readFileSync(path.join(folder, 'x'), 'utf8'), after);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    });
  }
});
