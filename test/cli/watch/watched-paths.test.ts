import assert from 'node:assert/strict';
import { compileGlob } from '../../../cli/files/glob.ts';
import {
  bothMeanings,
  type ChangeMeaning,
  meaningOfChange,
  type WatchedPaths,
} from '../../../cli/watch/watched-paths.ts';

/** `luci-jobs validate --watch . ../other/*.cfg ../named.cfg` in /w/here, in which a link leads to /w/target. */
const PATHS: WatchedPaths = {
  files: new Set(['/w/here/sub/luci-scheduler.cfg', '/w/target/linked.cfg', '/w/named.cfg']),
  places: new Set([
    '/',
    '/w',
    '/w/here',
    '/w/here/sub',
    '/w/other',
    '/w/target',
    '/w/named.cfg',
    '/w/not/yet.cfg',
    '/w/not',
  ]),
  searches: [
    { folder: '/w/here', pattern: compileGlob('**/luci-scheduler*.cfg') },
    { folder: '/w/other', pattern: compileGlob('*.cfg') },
  ],
};

const FOLDERS = new Set(['/w/here/new', '/w/other/new', '/w/elsewhere', '/w/here/node_modules']);

const ROWS: readonly (readonly [file: string, event: string, meaning: ChangeMeaning])[] = [
  ['/w/here/sub/luci-scheduler.cfg', 'change', 'text'],
  ['/w/here/sub/luci-scheduler.cfg', 'rename', 'place'],
  ['/w/target/linked.cfg', 'change', 'text'],
  ['/w/named.cfg', 'rename', 'place'],
  ['/w/not/yet.cfg', 'rename', 'place'],
  ['/w/not', 'rename', 'place'],
  ['/w/here', 'rename', 'place'],
  ['/w/here/sub', 'rename', 'place'],
  ['/w/here/sub', 'change', 'maybe-config'],
  ['/w/.luci-jobs.json', 'rename', 'place'],
  ['/w/here/sub/.luci-jobs.json', 'change', 'place'],
  ['/w/here/.gitignore', 'change', 'place'],
  ['/w/here/luci-scheduler-new.cfg', 'rename', 'maybe-config'],
  ['/w/here/luci-scheduler.cfg~', 'rename', 'nothing'],
  ['/w/here/.#luci-scheduler.cfg', 'rename', 'nothing'],
  ['/w/here/4913', 'rename', 'nothing'],
  ['/w/here/other.cfg', 'change', 'nothing'],
  ['/w/here/new', 'rename', 'maybe-config'],
  ['/w/here/node_modules', 'rename', 'nothing'],
  ['/w/here/.git', 'rename', 'nothing'],
  ['/w/other/x.cfg', 'change', 'maybe-config'],
  ['/w/luci-scheduler.cfg', 'change', 'nothing'],
  ['/w/elsewhere', 'rename', 'nothing'],
  ['/w/hereafter/luci-scheduler.cfg', 'rename', 'nothing'],
  ['/tmp', 'rename', 'nothing'],
];

describe('what a change of a path means to a watch', () => {
  for (const [file, event, meaning] of ROWS) {
    it(`${event} ${file}: ${meaning}`, () => {
      assert.equal(
        meaningOfChange(PATHS, file, event, (folder) => FOLDERS.has(folder)),
        meaning,
      );
    });
  }

  it('looks at the disk only for what may be a folder to look through', () => {
    const asked: string[] = [];
    for (const [file, event] of ROWS) {
      meaningOfChange(PATHS, file, event, (folder) => {
        asked.push(folder);
        return false;
      });
    }
    assert.deepEqual(
      asked.filter((file) => !/^\/w\/(here|other)\//.test(file)),
      [],
    );
  });

  it('of two changes, does what both ask for', () => {
    const all: readonly ChangeMeaning[] = ['nothing', 'maybe-config', 'text', 'place'];
    for (const meaning of all) {
      assert.equal(bothMeanings(meaning, 'nothing'), meaning);
      assert.equal(bothMeanings('nothing', meaning), meaning);
      assert.equal(bothMeanings(meaning, meaning), meaning);
      if (meaning !== 'nothing') assert.equal(bothMeanings('place', meaning), 'place');
    }
    assert.equal(bothMeanings('text', 'maybe-config'), 'place');
  });
});
