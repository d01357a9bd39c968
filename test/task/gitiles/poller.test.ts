// Pollers in an engine over real repositories, which change between their runs (managers.md 4.4 to 4.7).

import assert from 'node:assert/strict';
import path from 'node:path';
import { FIRST_COMMIT } from '../../host/git/made-repository.ts';
import { temporaryFolders } from '../../host/sqlite/temporary-folder.ts';
import { PolledRepository, REPO } from './polled-repository.ts';

const ALL_HEADS = { refs: ['regexp:refs/heads/.+'] };

describe('a poller over a repository', () => {
  const newFolder = temporaryFolders();
  let polled: PolledRepository;
  beforeEach(() => {
    polled = new PolledRepository(newFolder());
  });

  it('emits the newest commit of a ref that it sees for the first time, and later what is new', async () => {
    polled.commits('1', '2');
    const first = await polled.poll();
    assert.equal(first.status, 'SUCCEEDED');
    assert.deepEqual(first.commits, ['heads/main 2']);
    assert.deepEqual((await polled.poll()).commits, []);
    polled.commits('3', '4', '5');
    assert.deepEqual((await polled.poll()).commits, [
      'heads/main 3',
      'heads/main 4',
      'heads/main 5',
    ]);
    const last = await polled.poll();
    assert.deepEqual(last.commits, []);
    assert.match(last.log, /Nothing has changed since the last run/);
  });

  it('says of a commit all that a trigger has', async () => {
    const [, id] = polled.commits('1', '2');
    const { triggers } = await polled.poll();
    const [trigger] = triggers;
    assert.ok(trigger);
    const { jobId, invocationId, ...rest } = trigger;
    assert.deepEqual(rest, {
      id: `${REPO}/+/refs/heads/main@${id}`,
      created: (FIRST_COMMIT + 60) * 1000,
      orderInBatch: 0,
      title: id,
      url: `${REPO}/+/${id}`,
      payload: { kind: 'gitiles', repo: REPO, ref: 'refs/heads/main', revision: id },
    });
  });

  it('asks as the service does', async () => {
    const [one] = polled.commits('1');
    await polled.poll();
    assert.deepEqual(polled.requests, ['+refs%2Fheads?format=JSON', `+log/${one}?format=JSON&n=1`]);
    const [two] = polled.commits('2');
    await polled.poll({ pathRegexps: ['a'] });
    assert.deepEqual(polled.requests, [
      '+refs%2Fheads?format=JSON',
      `+log/${one}..${two}?format=JSON&n=50&name-status=1`,
    ]);
    await polled.poll();
    assert.deepEqual(polled.requests, ['+refs%2Fheads?format=JSON']);
  });

  it('follows many refs, those that come and those that go', async () => {
    polled.commits('1');
    polled.repo.git('branch', 'b');
    polled.repo.git('branch', 'ünï');
    const emitted = await polled.poll(ALL_HEADS);
    assert.deepEqual(emitted.commits, ['heads/b 1', 'heads/main 1', 'heads/ünï 1']);
    polled.repo.git('branch', '-D', 'b');
    const gone = await polled.poll(ALL_HEADS);
    assert.deepEqual(gone.commits, []);
    assert.match(gone.log, /Ref refs\/heads\/b is deleted/);
    polled.repo.git('branch', 'b');
    assert.deepEqual((await polled.poll(ALL_HEADS)).commits, ['heads/b 1']);
    const fewer = await polled.poll();
    assert.match(fewer.log, /Ref refs\/heads\/b is watched no more/);
    assert.match(fewer.log, /Remembered 1 ref for the next run/);
  });

  it('takes names of refs for nothing but names', async () => {
    const { repo } = polled;
    polled.commits('1');
    const names = [
      '-x',
      '--output=ran',
      '$(touch ran)',
      '`touch ran`',
      ';touch ran',
      '%00',
      '%2F',
      '&n=1',
      '#',
      "'",
      '"',
      '@x',
      '{}',
      '__proto__',
    ];
    const heads = names.map((name) => name.replaceAll(' ', '\u00a0'));
    for (const name of heads) repo.git('update-ref', `refs/heads/${name}`, 'main');
    const { status, commits, triggers } = await polled.poll(ALL_HEADS);
    assert.equal(status, 'SUCCEEDED');
    assert.deepEqual(
      commits.toSorted(),
      ['main', ...heads].map((name) => `heads/${name} 1`).toSorted(),
    );
    assert.equal(new Set(triggers.map(({ id }) => id)).size, heads.length + 1);
    assert.deepEqual((await polled.poll(ALL_HEADS)).commits, []);
    polled.commits('2');
    assert.deepEqual(
      (await polled.poll({ refs: ['refs/heads/main', 'refs/heads/--output=ran'] })).commits,
      ['heads/main 2'],
    );
    assert.deepEqual(repo.git('status', '--porcelain'), '');
  });

  it('emits what a merge brings, by the time of commit', async () => {
    polled.commits('1');
    await polled.poll();
    polled.repo.git('checkout', '--quiet', '-b', 'side');
    polled.repo.commit({ b: '2' }, '2');
    polled.repo.git('checkout', '--quiet', 'main');
    polled.repo.commit({ c: '3' }, '3');
    polled.repo.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
    assert.deepEqual((await polled.poll()).commits, [
      'heads/main 2',
      'heads/main 3',
      'heads/main Merge',
    ]);
  });

  describe('after a push by force', () => {
    it('emits the newest commit alone, for the way to it is lost', async () => {
      const [one] = polled.commits('1', '2', '3');
      await polled.poll();
      polled.repo.git('reset', '--hard', '--quiet', one ?? '');
      const [, five] = polled.commits('4', '5');
      const forced = await polled.poll();
      assert.deepEqual(forced.commits, ['heads/main 5']);
      assert.match(forced.log, /Ref refs\/heads\/main was pushed by force: 1 commit/);
      assert.deepEqual(polled.requests.map((url) => url.replace(/\?.*/, '')).slice(2), [
        `+log/${five}`,
        `+log/${polled.repo.id('ORIG_HEAD')}`,
      ]);
      assert.deepEqual((await polled.poll()).commits, []);
    });

    it('emits nothing if it goes back to an ancestor, and what comes then', async () => {
      const [one, two] = polled.commits('1', '2');
      polled.repo.git('branch', 'keeps-2');
      await polled.poll();
      polled.repo.git('reset', '--hard', '--quiet', one ?? '');
      const back = await polled.poll();
      assert.deepEqual(back.commits, []);
      assert.match(back.log, /has moved: 0 commits/);
      polled.repo.git('reset', '--hard', '--quiet', two ?? '');
      assert.deepEqual((await polled.poll()).commits, ['heads/main 2']);
    });

    it('emits nothing if it filters by path, of which the service does not ask then', async () => {
      const [one] = polled.commits('1', '2');
      const filtered = { pathRegexps: ['a'] };
      await polled.poll(filtered);
      polled.repo.git('reset', '--hard', '--quiet', one ?? '');
      polled.commits('3');
      assert.deepEqual((await polled.poll(filtered)).commits, []);
      polled.commits('4');
      assert.deepEqual((await polled.poll(filtered)).commits, ['heads/main 4']);
    });
  });

  describe('with tags', () => {
    const TAGS = { refs: ['regexp:refs/tags/v.+'] };

    it('emits nothing for those that the last run did not watch', async () => {
      polled.commits('1');
      polled.repo.git('tag', 'v1');
      const first = await polled.poll(TAGS);
      assert.deepEqual(first.commits, []);
      assert.match(first.log, /tags that the last run did not watch emit nothing/);
      assert.match(first.log, /Remembered 1 ref/);
      polled.commits('2');
      polled.repo.git('tag', '-a', 'v2', '-m', 'Two');
      const second = await polled.poll(TAGS);
      assert.deepEqual(second.commits, ['tags/v2 2']);
      assert.deepEqual(
        second.triggers.map(({ title }) => title),
        [polled.repo.id('main')],
      );
      assert.deepEqual((await polled.poll(TAGS)).commits, []);
    });

    it('emits what is new since the tag was elsewhere', async () => {
      polled.commits('1');
      polled.repo.git('tag', '-a', 'v1', '-m', 'One');
      await polled.poll(TAGS);
      polled.commits('2', '3');
      polled.repo.git('tag', '-f', '-a', 'v1', '-m', 'One, again');
      // The tag that it was is gone, and its commit is not.
      assert.deepEqual((await polled.poll(TAGS)).commits, ['tags/v1 2', 'tags/v1 3']);
    });

    it('begins to watch them with the run after the config has changed', async () => {
      polled.commits('1');
      polled.repo.git('tag', 'v1');
      await polled.poll();
      const both = { refs: ['refs/heads/main', ...TAGS.refs] };
      assert.deepEqual((await polled.poll(both)).commits, []);
      polled.repo.git('tag', 'v2');
      assert.deepEqual((await polled.poll(both)).commits, ['tags/v2 1']);
    });
  });

  describe('with a path filter', () => {
    it('emits what changes a path that is included and not excluded', async () => {
      const { repo } = polled;
      const filter = { pathRegexps: ['src/.+', 'ünï'], pathRegexpsExclude: ['src/test/.+'] };
      repo.commit({ 'src/a': '1' }, 'first');
      assert.deepEqual((await polled.poll(filter)).commits, ['heads/main first']);
      repo.commit({ 'docs/a': '1' }, 'docs');
      repo.commit({ 'src/test/a': '1' }, 'test');
      repo.commit({ 'src/b': '1', 'docs/b': '1' }, 'both');
      repo.commit({ ünï: '1' }, 'name');
      repo.commit({}, 'nothing');
      repo.commit({ 'src/a': undefined }, 'deletion');
      repo.git('mv', 'src/b', 'b');
      repo.commit({}, 'move away');
      repo.commit({ 'not-src/a': '1' }, 'elsewhere');
      const { commits, log } = await polled.poll(filter);
      assert.deepEqual(
        commits.map((text) => text.replace('heads/main ', '')),
        ['both', 'name', 'deletion', 'move away'],
      );
      assert.equal(log.match(/changes no path of interest/g)?.length, 4);
      assert.deepEqual((await polled.poll(filter)).commits, []);
    });

    it('takes the path of what is not there for a path', async () => {
      polled.commits('1');
      assert.deepEqual((await polled.poll({ pathRegexps: ['/dev/null'] })).commits, [
        'heads/main 1',
      ]);
    });

    it('finds merges of no interest', async () => {
      polled.commits('1');
      const filter = { pathRegexps: ['.*'] };
      await polled.poll(filter);
      polled.repo.git('checkout', '--quiet', '-b', 'side');
      polled.repo.commit({ b: '2' }, '2');
      polled.repo.git('checkout', '--quiet', 'main');
      polled.repo.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
      assert.deepEqual((await polled.poll(filter)).commits, ['heads/main 2']);
    });
  });

  describe('of which there is much', () => {
    it('emits fifty commits of a ref at most, the newest', async () => {
      polled.repo.commitMany('main', 10);
      await polled.poll();
      polled.repo.commitMany('main', 10_000);
      const { commits } = await polled.poll();
      assert.equal(commits.length, 50);
      assert.equal(commits[0], 'heads/main 9950');
      assert.equal(commits.at(-1), 'heads/main 9999');
      assert.deepEqual((await polled.poll()).commits, []);
    }).timeout(30_000);

    it('leaves refs for the next run when there is no room for another fifty', async () => {
      polled.commits('0');
      for (const name of ['a', 'b', 'c', 'd']) polled.repo.git('branch', name);
      await polled.poll(ALL_HEADS);
      for (const name of ['a', 'b', 'c', 'd']) {
        polled.repo.git('checkout', '--quiet', name);
        polled.commits(...Array.from({ length: 30 }, (_, i) => `${name}${i}`));
      }
      const first = await polled.poll(ALL_HEADS);
      assert.deepEqual([first.commits.length, first.commits.at(-1)], [60, 'heads/b b29']);
      assert.match(first.log, /60 triggers emitted.*goes on with 3 refs not yet examined/);
      const second = await polled.poll(ALL_HEADS);
      assert.deepEqual([second.commits[0], second.commits.length], ['heads/c c0', 60]);
      assert.deepEqual((await polled.poll(ALL_HEADS)).commits, []);
    }).timeout(30_000);
  });

  describe('that cannot be polled', () => {
    it('has no commits', async () => {
      const { status, log, attempts } = await polled.poll();
      assert.deepEqual([status, attempts], ['FAILED', 1]);
      assert.match(log, /No ref of the repository is named so: "refs\/heads\/main"\n/);
      assert.match(
        log,
        /There are no refs at all under refs\/heads\/\. If the repository has no commits yet, push one; otherwise check `refs`\./,
      );
    });

    it('has no such ref', async () => {
      polled.commits('1');
      const { status, log } = await polled.poll({
        refs: ['refs/heads/master', 'regexp:refs/heads/rel-\\d+'],
      });
      assert.equal(status, 'FAILED');
      assert.match(log, /named so: "refs\/heads\/master", "regexp:refs\/heads\/rel-\\\\d\+"\n/);
      assert.match(
        log,
        /Under refs\/heads\/ there are: "refs\/heads\/main"\. Correct `refs`, or remove from it what is gone\./,
      );
    });

    it('is not there', async () => {
      const { status, log } = await polled.poll({ repo: 'https://local.googlesource.com/other' });
      assert.equal(status, 'FAILED');
      assert.match(
        log,
        /The refs of "other" could not be read\. local\.googlesource\.com answers with HTTP status 404: There is no repository "other" on local\.googlesource\.com\. Check `repo`/,
      );
    });

    it('has a URL that no repository has', async () => {
      for (const [repo, reason] of [
        [
          'https://github.com/x/y',
          /its host does not end with \.googlesource\.com\. Correct `repo`\./,
        ],
        [
          'https://a.b.googlesource.com/x',
          /"a\.b\.googlesource\.com" is not the name of a Gitiles server/,
        ],
        ['https://A.googlesource.com/x', /write it in lower case/],
      ] as const) {
        const { status, log } = await polled.poll({ repo });
        assert.equal(status, 'FAILED');
        assert.match(log, reason);
        assert.deepEqual(polled.requests, []);
      }
    });

    it('is in no folder, or there is no git', async () => {
      const folder = path.join(newFolder(), 'none');
      const without = new PolledRepository(newFolder(), { client: polled.emulator(folder) });
      const { status, log } = await without.poll();
      assert.equal(status, 'FAILED');
      assert.match(
        log,
        /local\.googlesource\.com cannot be asked: There is no folder .*none\. Name the folder of a git repository\./,
      );
      const { PATH } = process.env;
      process.env['PATH'] = newFolder();
      try {
        assert.match((await polled.poll()).log, /The program git was not found\. Install git/);
      } finally {
        process.env['PATH'] = PATH;
      }
    });

    it('has patterns that swallow each other', async () => {
      polled.commits('1');
      for (const task of [{ refs: ['regexp:refs/heads/.+\\Qx'] }, { pathRegexps: ['\\Qx'] }]) {
        const { status, log } = await polled.poll(task);
        assert.equal(status, 'FAILED');
        assert.match(log, /Add \\E where a \\Q is not closed/);
      }
    });
  });
});
