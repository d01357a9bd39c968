import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotWatch, ConfigWatcher } from '../../../cli/watch/config-watcher.ts';
import { nodeClock } from '../../../host/node/clock.ts';

describe('a watcher of configs', () => {
  const { watch } = fs;
  let top: string;

  beforeEach(() => {
    top = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'luci-jobs-')));
  });

  afterEach(() => {
    fs.watch = watch;
    syncBuiltinESMExports();
    fs.rmSync(top, { recursive: true });
  });

  /** The system's watches come to their end, which nobody can bring about here, after `left` more of them. */
  function onlyWatches(left: number, code: string): readonly { closed: boolean }[] {
    const made: { closed: boolean }[] = [];
    fs.watch = ((...args: Parameters<typeof watch>) => {
      if (made.length === left) throw Object.assign(new Error(code), { code });
      const watcher = watch(...args);
      const state = { closed: false };
      watcher.once('close', () => {
        state.closed = true;
      });
      made.push(state);
      return watcher;
    }) as typeof watch;
    syncBuiltinESMExports();
    return made;
  }

  for (const [code, hint] of [
    [
      'ENOSPC',
      /^.*\/x cannot be watched: the system watches no more folders \(fs\.inotify\.max_user_watches\); name fewer of them, or files$/,
    ],
    ['EMFILE', /^.*\/x cannot be watched: the system opens no more watches /],
    ['EIO', /^.*\/x cannot be watched: EIO$/],
  ] as const) {
    it(`says so if the system watches no more: ${code}`, async () => {
      fs.mkdirSync(path.join(top, 'x'));
      const made = onlyWatches(withAbove(top), code);
      assert.throws(
        () => new ConfigWatcher([top], nodeClock),
        (error) => {
          assert.ok(error instanceof CannotWatch);
          assert.match(error.message, hint);
          return true;
        },
      );
      await new Promise(setImmediate);
      assert.ok(made.length > 0 && made.every(({ closed }) => closed));
    });
  }

  it('says so of a folder that comes later', async () => {
    onlyWatches(withAbove(top), 'ENOSPC');
    const watcher = new ConfigWatcher([top], nodeClock);
    const changed = watcher.changed();
    fs.mkdirSync(path.join(top, 'x'));
    await assert.rejects(changed, CannotWatch);
  });

  it('goes on without a folder that may not be read', () => {
    fs.mkdirSync(path.join(top, 'x'));
    onlyWatches(withAbove(top), 'EACCES');
    const watcher = new ConfigWatcher([top], nodeClock);
    assert.deepEqual(watcher.found.files, [top]);
    watcher.close();
  });
});

/** How many folders there are to be watched: it and all above. */
function withAbove(folder: string): number {
  return folder.split(path.sep).length;
}
