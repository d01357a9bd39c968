import assert from 'node:assert/strict';
import { timestampOf } from '../../../src/emulators/buildbucket/timestamp.ts';
import type { BuildPredicate } from '../../../src/schema/generated/messages.ts';
import { SEARCH_BUILDS } from '../../../src/task/buildbucket/builds-service.ts';
import { START } from '../../engine/engine-fixture.ts';
import { EmulatorFixture, refusal } from './emulator-fixture.ts';

const EMPTY: BuildPredicate = { status: 0, createdBy: '', tags: [] };

/** Six builds, 10 s apart, of two builders in turn, the newest of which is running. */
async function six() {
  const fixture = new EmulatorFixture();
  fixture.plans.set('proj/ci/linux', { kind: 'model', durationMs: 1000, outcome: 'SUCCESS' });
  fixture.plans.set('proj/try/mac', { kind: 'model', durationMs: 1000, outcome: 'FAILURE' });
  const ids: bigint[] = [];
  for (let i = 0; i < 6; i++) {
    await fixture.at(10_000 * i);
    const builder = i % 2 === 0 ? 'linux' : 'mac';
    const bucket = i % 2 === 0 ? 'ci' : 'try';
    const tags = [
      { key: 'n', value: String(i) },
      { key: 'all', value: '' },
    ];
    ids.push((await fixture.schedule({ builder: { project: 'proj', bucket, builder }, tags })).id);
  }
  await fixture.at(51_500);
  return { fixture, ids };
}

describe('SearchBuilds', () => {
  const at = (i: number) => timestampOf(START + 10_000 * i);
  const table: readonly (readonly [
    title: string,
    predicate: (ids: readonly bigint[]) => Partial<BuildPredicate>,
    found: string,
  ])[] = [
    ['everything, newest first', () => ({}), '5 4 3 2 1 0'],
    [
      'a builder',
      () => ({ builder: { project: 'proj', bucket: 'ci', builder: 'linux' } }),
      '4 2 0',
    ],
    ['a bucket', () => ({ builder: { project: 'proj', bucket: 'try', builder: '' } }), '5 3 1'],
    ['another project', () => ({ builder: { project: 'x', bucket: '', builder: '' } }), ''],
    ['a status', () => ({ status: 20 }), '3 1'],
    ['a status that is none yet', () => ({ status: 2 }), '5'],
    ['any end', () => ({ status: 4 }), '4 3 2 1 0'],
    ['a tag', () => ({ tags: [{ key: 'n', value: '3' }] }), '3'],
    [
      'tags, all of them',
      () => ({
        tags: [
          { key: 'all', value: '' },
          { key: 'n', value: '9' },
        ],
      }),
      '',
    ],
    ['who asked', () => ({ createdBy: 'user:x' }), ''],
    ['a time', () => ({ createTime: { startTime: at(1), endTime: at(3) } }), '2 1'],
    [
      'a range',
      (ids) => ({ build: { startBuildId: ids[3] ?? 0n, endBuildId: ids[1] ?? 0n } }),
      '3 2',
    ],
  ];
  for (const [title, predicate, found] of table) {
    it(`finds ${title}`, async () => {
      const { fixture, ids } = await six();
      const { builds, nextPageToken } = await fixture.call(SEARCH_BUILDS, {
        predicate: { ...EMPTY, ...predicate(ids) },
        pageSize: 0,
        pageToken: '',
      });
      assert.equal(builds.map(({ id }) => ids.indexOf(id)).join(' '), found);
      assert.equal(nextPageToken, '');
    });
  }

  it('gives pages, which go on where the last one ended', async () => {
    const { fixture, ids } = await six();
    const pages: string[] = [];
    let pageToken = '';
    do {
      const page = await fixture.call(SEARCH_BUILDS, { pageSize: 4, pageToken });
      pages.push(page.builds.map(({ id }) => ids.indexOf(id)).join(' '));
      pageToken = page.nextPageToken;
      if (pages.length === 1) await fixture.schedule(); // A newer one is none of these pages'.
    } while (pageToken !== '');
    assert.deepEqual(pages, ['5 4 3 2', '1 0']);
  });

  it('refuses pages that cannot be', async () => {
    const { fixture } = await six();
    for (const page of [
      { pageSize: -1, pageToken: '' },
      { pageSize: 1, pageToken: 'x' },
    ]) {
      assert.equal((await refusal(fixture.call(SEARCH_BUILDS, page)))[0], 3);
    }
  });
});
