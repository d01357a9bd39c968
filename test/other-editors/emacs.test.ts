import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Outcomes, prepareSession, resultOf, runEditor } from './editor-session.ts';

const CONFIG = `# 😀 nightly
job {
  id: "nightly"
  schedule: "every 5 minutes"  # 😀
  noop {}
}
trigger {
  id: "on-commit"
  triggers: "nightly"
  gitiles { repo: "https://example.googlesource.com/a" refs: "refs/heads/main" }
}
`;

const MENDED = CONFIG.replace('every 5 minutes', 'with 5m interval');
const RENAMED = MENDED.replaceAll('"nightly"', '"hourly"');

const WITH_EGLOT = [
  '--batch',
  '--no-init-file',
  '-l',
  'package',
  '-f',
  'package-initialize',
  '-l',
  'eglot',
];

describe('Emacs with Eglot, by the recipe of the README', function () {
  this.timeout(120_000);
  let folder: string;
  let outcomes: Outcomes;

  before(function () {
    if (spawnSync('emacs', WITH_EGLOT).status !== 0) {
      console.error('SKIPPED: there is no emacs with Eglot on PATH');
      this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
    const { recipe, env, outcomes: read } = prepareSession(folder, 'elisp', CONFIG);
    const session = path.join(import.meta.dirname, 'emacs-session.el');
    runEditor('emacs', [...WITH_EGLOT, '-l', recipe, '-l', session], env);
    outcomes = read();
  });

  after(() => {
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });

  it('starts the server for the file name', () => {
    assert.deepEqual(resultOf(outcomes, 'start'), {
      mode: 'luci-scheduler-mode',
      managed: true,
      comment: '# ',
    });
  });

  it('marks what is wrong', () => {
    const [{ text, marked }] = resultOf(outcomes, 'diagnostics') as [Record<string, string>];
    assert.match(text ?? '', /\[schedule-invalid\]/);
    assert.equal(marked, 'every 5 minutes');
  });

  it('mends it by a code action', () => {
    assert.equal(resultOf(outcomes, 'fix'), MENDED);
  });

  it('completes', () => {
    assert.deepEqual(resultOf(outcomes, 'complete'), ['disabled']);
  });

  it('renames a job where it is triggered, too', () => {
    assert.equal(resultOf(outcomes, 'rename'), RENAMED);
  });

  it('goes to the job of a trigger', () => {
    assert.deepEqual(resultOf(outcomes, 'definition'), [3]);
  });

  it('formats', () => {
    assert.equal(resultOf(outcomes, 'format'), RENAMED);
  });

  it('stops the server', () => {
    assert.deepEqual(resultOf(outcomes, 'stop'), { alive: null });
  });
});
