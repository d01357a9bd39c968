// One session of somebody who writes a config in Neovim: see four-jobs.lua.

import assert from 'node:assert/strict';
import { errorsIn } from '../marked-text.ts';
import { type Outcomes, resultOf, sessionFolders } from './editor-session.ts';
import { hasNeovim, runSession } from './neovim-session.ts';

const WRITTEN = `job {
  id: "nightly"
  schedule: "0 3 * * *"
  noop {}
}

job {
  id: "ping"
  schedule: "with 15m interval"
  url_fetch {
    url: "https://example.com/ping"
  }
}

job {
  id: "linux"
  buildbucket {
    server: "cr-buildbucket.appspot.com"
    builder: "linux"
    bucket: "ci"
  }
}

job {
  id: "report"
  realm: "@root"
  triggering_policy {
    kind: NEWEST_FIRST
  }
  noop {}
}

trigger {
  id: "on-commit"
  gitiles {
    repo: "https://chromium.googlesource.com/a/b"
    refs: "refs/heads/main"
  }
  triggers: "linux"
  triggers: "report"
}
`;

const RENAMED = WRITTEN.replace('id: "linux"', 'id: "linux-rel"').replace(
  'triggers: "linux"',
  'triggers: "linux-rel"',
);

describe('a config of four jobs, written in Neovim from an empty file', function () {
  this.timeout(120_000);
  const newFolder = sessionFolders();
  let folder: string;
  let outcomes: Outcomes;

  before(function () {
    if (!hasNeovim()) this.skip();
    folder = newFolder();
    outcomes = runSession('four-jobs.lua', folder, '');
  });

  it('begins with nothing', () => {
    assert.equal(resultOf(outcomes, 'start'), '\n');
  });

  it('is written by what completion offers, and by names', () => {
    for (const job of ['on a schedule', 'that asks for a URL', 'that is a build']) {
      assert.equal(resultOf(outcomes, `a job ${job}`), 'done');
    }
    assert.equal(resultOf(outcomes, 'a job that takes the newest trigger'), 'done');
    // A block is inserted as it is: this client indents nothing, and formatting comes last.
    assert.equal(
      resultOf(outcomes, 'a trigger of them'),
      WRITTEN.replace('    kind: NEWEST_FIRST\n  }', '  kind: NEWEST_FIRST\n}'),
    );
    assert.equal(resultOf(outcomes, 'without a mistake'), 'done');
    assert.deepEqual(errorsIn(WRITTEN), []);
  });

  for (const mistake of [
    'a slip in the name of a field',
    'a quote that is not closed',
    'a schedule of another language',
    'a target that is not there',
  ]) {
    it(`is mended by a quick fix: ${mistake}`, () => {
      assert.equal(resultOf(outcomes, mistake), 'as before');
    });
  }

  it('has another name for a job, wherever it is named', () => {
    const text = String(resultOf(outcomes, 'another name'));
    assert.match(text, /id: "linux-rel"[\s\S]*triggers: "linux-rel"/);
    assert.match(text, /builder: "linux"/);
  });

  it('is, in the end, what somebody would have written by hand', () => {
    assert.equal(resultOf(outcomes, 'the layout'), RENAMED);
  });
});
