import assert from 'node:assert/strict';
import { type Outcomes, resultOf, sessionFolders } from './editor-session.ts';
import { hasNeovim, runSession } from './neovim-session.ts';

const CONFIG = `# 😀 nightly
job {
  id: "nightly"
  schedule: "whenever"
  noop {}
}
trigger {
  id: "on-commit"
  triggers: "nightly"
  gitiles { repo: "https://example.googlesource.com/a" refs: "refs/heads/main" }
}
`;
const MENDED = CONFIG.replace('whenever', 'with 1h interval');

describe('Neovim, by the recipe of the README', function () {
  this.timeout(120_000);
  const newFolder = sessionFolders();
  let folder: string;
  let outcomes: Outcomes;

  before(function () {
    if (!hasNeovim()) this.skip();
    folder = newFolder();
    outcomes = runSession('session.lua', folder, CONFIG);
  });

  it('starts the server for the file name, in the folder of the repository', () => {
    assert.deepEqual(resultOf(outcomes, 'start'), {
      filetype: 'luci-scheduler',
      name: 'luci-jobs',
      root: folder,
    });
  });

  it('shows diagnostics, as the settings of the recipe have them', () => {
    const { codes, lnum, col, end_col } = resultOf(outcomes, 'diagnostics') as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      { codes, lnum, col, end_col },
      { codes: ['schedule-invalid'], lnum: 3, col: 13, end_col: 21 },
    );
    assert.equal(outcomes['mended']?.error, undefined);
    // In a project of another name, one writes it in front.
    assert.match(
      String(resultOf(outcomes, 'project')),
      /"luci\.infra\.ci" is an old bucket name\. Write "ci"/,
    );
  });

  it('lists symbols', () => {
    assert.deepEqual(resultOf(outcomes, 'symbols'), ['nightly', 'on-commit']);
  });

  it('completes fields', () => {
    const labels = resultOf(outcomes, 'completion') as string[];
    assert.ok(labels.includes('disabled'), labels.join());
    assert.ok(!labels.includes('noop'), labels.join());
  });

  it('hovers', () => {
    assert.match(
      (resultOf(outcomes, 'hover') as string[]).join('\n'),
      /string schedule[\s\S]*Default: `triggered`/,
    );
  });

  it('goes to definitions', () => {
    assert.deepEqual(resultOf(outcomes, 'definition'), [{ lnum: 3, text: '  id: "nightly"' }]);
  });

  it('renames', () => {
    assert.equal(resultOf(outcomes, 'rename'), MENDED.replaceAll('"nightly"', '"daily"'));
  });

  it('formats', () => {
    // The session wrote `noop{ }` first.
    assert.equal(resultOf(outcomes, 'formatting'), MENDED);
  });

  it('mends by a code action', () => {
    const { titles, text } = resultOf(outcomes, 'code action') as {
      titles: string[];
      text: string;
    };
    assert.ok(titles.length > 0);
    assert.equal(text, MENDED);
  });
});
