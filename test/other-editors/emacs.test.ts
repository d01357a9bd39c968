import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import {
  type Outcomes,
  prepareSession,
  resultOf,
  runEditor,
  sessionFolders,
} from './editor-session.ts';
import { CONFIG, MENDED, RENAMED } from './session-config.ts';

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
  const newFolder = sessionFolders();
  let folder: string;
  let outcomes: Outcomes;

  before(function () {
    if (spawnSync('emacs', WITH_EGLOT).status !== 0) {
      console.error('SKIPPED: there is no emacs with Eglot on PATH');
      this.skip();
    }
    folder = newFolder();
    const { recipe, env, outcomes: read } = prepareSession(folder, 'elisp', CONFIG);
    const session = path.join(import.meta.dirname, 'emacs-session.el');
    runEditor('emacs', [...WITH_EGLOT, '-l', recipe, '-l', session], env);
    outcomes = read();
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
