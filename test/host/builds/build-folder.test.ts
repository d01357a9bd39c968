import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  endBuildFolder,
  KEPT_FOLDERS,
  makeBuildFolder,
} from '../../../host/builds/build-folder.ts';
import { folderFailure } from '../../../host/builds/start-failure.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';

describe('folders of builds', () => {
  const newFolder = temporaryFolders();
  const builds = (base: string) => fs.readdirSync(path.join(base, 'builds')).sort();
  /** Newer builds have smaller ids. */
  const idOf = (number: number) => String(9_000_000 - number);

  it('are fresh, whatever was there', async () => {
    const base = newFolder();
    const first = await makeBuildFolder(base, '7', 'a/b/c');
    fs.writeFileSync(path.join(first.work, 'left'), '');
    const second = await makeBuildFolder(base, '7', 'a/b/c');
    assert.deepEqual([fs.readdirSync(second.work), fs.readdirSync(second.temporary)], [[], []]);
  });

  it('are kept for the last builds that have ended', async () => {
    const base = newFolder();
    for (let number = 0; number < KEPT_FOLDERS + 5; number++) {
      await endBuildFolder(await makeBuildFolder(base, idOf(number), 'a/b/c'));
    }
    const last = Array.from({ length: KEPT_FOLDERS }, (_, i) => idOf(i + 5));
    assert.deepEqual(builds(base), last.sort());
  });

  it('are kept for builds that run, here or in another process, and not for those whose process has died', async () => {
    const base = newFolder();
    const running = await makeBuildFolder(base, idOf(0), 'a/b/c');
    const other = await makeBuildFolder(base, idOf(1), 'a/b/c');
    fs.writeFileSync(path.join(other.root, 'process'), String(process.ppid));
    const dead = await makeBuildFolder(base, idOf(2), 'a/b/c');
    fs.writeFileSync(path.join(dead.root, 'process'), String(spawnSync('true').pid));
    for (let number = 3; number < KEPT_FOLDERS + 5; number++) {
      await endBuildFolder(await makeBuildFolder(base, idOf(number), 'a/b/c'));
    }
    assert.ok(fs.existsSync(running.root));
    assert.ok(fs.existsSync(other.root));
    assert.ok(!fs.existsSync(dead.root));
    assert.equal(builds(base).length, KEPT_FOLDERS + 2);
  });

  it('are nobody else’s, and nobody else may look into them', async function () {
    if (process.getuid === undefined) this.skip();
    const base = path.join(newFolder(), 'base');
    await makeBuildFolder(base, '7', 'a/b/c');
    assert.equal(fs.statSync(base).mode & 0o777, 0o700);
    const other = process.getuid() + 4242;
    await assert.rejects(makeBuildFolder(base, '8', 'a/b/c', other), (error) => {
      const sentence = `The build has no folder, for ${base} belongs to another user, who could change what is in it: remove it, or choose another place.`;
      assert.equal(folderFailure(base, error), sentence);
      return true;
    });
    assert.deepEqual(builds(base), ['7']);
    // Root may use what is others'.
    await makeBuildFolder(base, '8', 'a/b/c', 0);
  });

  it('let go of temporary files at the end', async () => {
    const folder = await makeBuildFolder(newFolder(), '7', 'a/b/c');
    await endBuildFolder(folder);
    assert.deepEqual([fs.existsSync(folder.temporary), fs.existsSync(folder.work)], [false, true]);
  });

  it('have a cache for each builder, whatever its name is', async () => {
    const base = newFolder();
    const names = [
      'a/b/c',
      'a/b/C d',
      '../../x',
      'a!2Fb/c',
      '%',
      '.',
      '..',
      '*',
      'ü\ud800',
      '\\..\\y',
    ];
    const caches = await Promise.all(
      names.map(async (name, i) => (await makeBuildFolder(base, String(i), name)).cache),
    );
    assert.equal(new Set(caches.map((cache) => cache.toLowerCase())).size, names.length);
    for (const cache of caches) assert.equal(path.dirname(cache), path.join(base, 'caches'));
  });
});
