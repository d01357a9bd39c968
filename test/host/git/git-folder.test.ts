// Real repositories, read by the real git program.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { GitFolder } from '../../../host/git/git-folder.ts';
import { GitProblem } from '../../../src/emulators/gitiles/git-repository.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { FIRST_COMMIT, MadeRepository } from './made-repository.ts';

const NONE = '0'.repeat(40);

describe('a git repository in a folder', () => {
  const newFolder = temporaryFolders();
  const made = (options = {}) => new MadeRepository(path.join(newFolder(), 'repo'), options);
  const log = (repo: MadeRepository, query = {}) =>
    new GitFolder(repo.folder).log(
      { commit: repo.id('HEAD'), limit: 100, changes: true, ...query },
      undefined,
    );

  describe('its refs', () => {
    it('are told with what tags stand for, in byte order', async () => {
      const repo = made();
      const first = repo.commit({ a: '1' });
      repo.git('tag', 'light');
      repo.git('tag', '-a', 'v1', '-m', 'One');
      repo.git('tag', '-a', 'of-tag', '-m', 'Tag of a tag', 'v1');
      repo.git('branch', 'team/dev');
      repo.git('branch', 'ünï');
      repo.git('branch', '\u{10000}');
      repo.git('branch', '\uffff');
      repo.git('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
      const folder = new GitFolder(repo.folder);
      const heads = await folder.refs('refs/heads/', undefined);
      assert.deepEqual(
        heads.map(({ name }) => name),
        ['alias', 'main', 'team/dev', 'ünï', '\uffff', '\u{10000}'].map(
          (name) => `refs/heads/${name}`,
        ),
      );
      assert.deepEqual(heads[0], {
        name: 'refs/heads/alias',
        id: first,
        target: 'refs/heads/main',
      });
      assert.deepEqual(heads[1], { name: 'refs/heads/main', id: first });
      assert.deepEqual(await folder.refs('refs/tags/', undefined), [
        { name: 'refs/tags/light', id: first },
        { name: 'refs/tags/of-tag', id: repo.id('of-tag'), peeled: first },
        { name: 'refs/tags/v1', id: repo.id('v1'), peeled: first },
      ]);
      assert.deepEqual(await folder.head(undefined), {
        name: 'HEAD',
        id: first,
        target: 'refs/heads/main',
      });
      repo.git('checkout', '--quiet', '--detach');
      assert.deepEqual(await folder.head(undefined), { name: 'HEAD', id: first });
      repo.git('pack-refs', '--all');
      assert.equal((await folder.refs('refs/', undefined)).length, 9);
    });

    it('are none in a repository without commits', async () => {
      const folder = new GitFolder(made().folder);
      assert.deepEqual(await folder.refs('refs/', undefined), []);
      assert.equal(await folder.head(undefined), undefined);
      assert.equal(await folder.commitOf('HEAD', undefined), undefined);
    });

    it('are those of that very prefix', async () => {
      const repo = made();
      repo.commit();
      repo.git('branch', 'ab/c');
      const folder = new GitFolder(repo.folder);
      const names = async (prefix: string) =>
        (await folder.refs(prefix, undefined)).map(({ name }) => name);
      assert.deepEqual(await names('refs/heads/ab/'), ['refs/heads/ab/c']);
      assert.deepEqual(await names('refs/heads/main'), ['refs/heads/main']);
      assert.deepEqual(await names('refs/heads/*'), []);
      assert.deepEqual(await names('refs/heads/\0'), []);
      assert.deepEqual(await names('--sort=x'), []);
      assert.deepEqual(await names(''), ['refs/heads/ab/c', 'refs/heads/main']);
    });
  });

  describe('its commits', () => {
    it('are found by any name, and nothing else is', async () => {
      const repo = made();
      const first = repo.commit({ 'dir/a': '1' });
      const second = repo.commit({ 'dir/a': '2' });
      repo.git('tag', '-a', 'v1', '-m', 'One', first);
      repo.git('tag', '-a', 'of-tag', '-m', 'Tag of a tag', 'v1');
      repo.git('tag', 'tree', 'HEAD^{tree}');
      repo.git('tag', 'blob', 'HEAD:dir/a');
      const folder = new GitFolder(repo.folder);
      const commitOf = (name: string) => folder.commitOf(name, undefined);
      for (const name of ['HEAD', 'main', 'refs/heads/main', second, second.slice(0, 10)]) {
        assert.equal(await commitOf(name), second, name);
      }
      for (const name of ['main~1', 'v1', 'of-tag', repo.id('v1'), 'refs/tags/v1', 'main^']) {
        assert.equal(await commitOf(name), first, name);
      }
      const others = [
        'tree',
        'blob',
        'x',
        '',
        NONE,
        'main..v1',
        '--all',
        '-h',
        '--git-dir',
        'a\0b',
        'ma\nin',
        '$(touch x)',
        'main^2',
        '../x',
        '--output=x',
      ];
      for (const name of others)
        assert.equal(await commitOf(name), undefined, JSON.stringify(name));
      assert.deepEqual(fs.readdirSync(repo.folder).sort(), ['.git', 'dir']);
    });

    it('can be reached from refs, HEAD and tags, or not', async () => {
      const repo = made();
      const first = repo.commit();
      const lost = repo.commit();
      repo.git('tag', '-a', 'v1', '-m', 'One');
      const folder = new GitFolder(repo.folder);
      repo.git('reset', '--hard', '--quiet', first);
      assert.equal(await folder.isReachable(lost, undefined), true);
      repo.git('tag', '-d', 'v1');
      assert.equal(await folder.isReachable(lost, undefined), false);
      assert.equal(await folder.isReachable(first, undefined), true);
      repo.git('checkout', '--quiet', '--detach', lost);
      assert.equal(await folder.isReachable(lost, undefined), true);
    });

    it('say all that they have to say', async () => {
      const repo = made();
      const root = repo.commit({ a: '1' }, 'First\n\nwith a body: ünï');
      const second = repo.commit({ a: '2' }, 'Second');
      const { commits } = await log(repo);
      const person = (name: string) => ({
        name,
        email: `${name.slice(0, 3).toLowerCase()}@example.com`,
        time: FIRST_COMMIT,
        zone: 120,
      });
      assert.deepEqual(commits.map(({ changes, ...rest }) => rest).at(-1), {
        id: root,
        tree: repo.id(`${root}^{tree}`),
        parents: [],
        author: person('Ann Author'),
        committer: person('Con Committer'),
        message: 'First\n\nwith a body: ünï\n',
      });
      assert.deepEqual(commits[0]?.parents, [root]);
      assert.equal(commits[0]?.id, second);
      assert.equal(commits[0]?.committer.time, FIRST_COMMIT + 60);
    });

    it('may be in any encoding, and say strange things', async () => {
      const repo = made();
      const tree = repo.git('mktree', '--missing');
      const write = (fields: string, message: string) =>
        repo.run(
          ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'],
          Buffer.from(`tree ${tree}\n${fields}\n\n${message}`, 'latin1'),
        );
      const folder = new GitFolder(repo.folder);
      const read = async (fields: string, message: string) => {
        const id = write(fields, message);
        const { commits } = await folder.log({ commit: id, limit: 1, changes: true }, undefined);
        const [commit] = commits;
        assert.ok(commit);
        return commit;
      };
      const plain = 'author A <a@b> 1442018520 +0000\ncommitter A <a@b> 1442018520 +0000';
      assert.equal((await read(plain, 'caf\xe9')).message, 'café');
      assert.equal((await read(`${plain}\nencoding windows-1251`, '\xcf\xf0\xe8')).message, 'При');
      assert.equal((await read(`${plain}\nencoding klingon`, '\xe9')).message, 'é');
      const odd = await read('author  <> 1 -0730\ncommitter a <b> c> 5 +1400', '\x00\x01');
      assert.deepEqual(odd.author, { name: '', email: '', time: 1, zone: -450 });
      assert.deepEqual(odd.committer, { name: 'a', email: 'b> c', time: 5, zone: 840 });
      assert.equal(odd.message, '\x00\x01');
    });
  });

  describe('what its commits change', () => {
    it('is told file by file, as Gitiles tells it', async () => {
      const repo = made();
      const text = 'a line\n'.repeat(50);
      repo.commit({ gone: 'x', 'dir/moved': text, same: '1', link: 'file', 'exec.sh': '#' });
      fs.symlinkSync('same', path.join(repo.folder, 'new-link'));
      fs.rmSync(path.join(repo.folder, 'link'));
      fs.symlinkSync('same', path.join(repo.folder, 'link'));
      fs.chmodSync(path.join(repo.folder, 'exec.sh'), 0o755);
      repo.commit({ gone: undefined, 'dir/moved': undefined, 'to/here': text, same: '2' });
      const { commits } = await log(repo);
      const [second, root] = commits;
      assert.deepEqual(
        root?.changes.map(({ type, oldPath, newPath, oldMode, newMode, oldId }) => [
          type,
          oldPath,
          newPath,
          oldMode,
          newMode,
          oldId === NONE,
        ]),
        ['dir/moved', 'exec.sh', 'gone', 'link', 'same'].map((name) => [
          'add',
          '/dev/null',
          name,
          0,
          0o100644,
          true,
        ]),
      );
      assert.deepEqual(
        second?.changes.map(({ type, oldPath, newPath, oldMode, newMode, score }) => [
          type,
          oldPath,
          newPath,
          oldMode,
          newMode,
          score,
        ]),
        [
          ['modify', 'exec.sh', 'exec.sh', 0o100644, 0o100755, undefined],
          ['delete', 'gone', '/dev/null', 0o100644, 0, undefined],
          // A file that becomes a link.
          ['delete', 'link', '/dev/null', 0o100644, 0, undefined],
          ['add', '/dev/null', 'link', 0, 0o120000, undefined],
          ['add', '/dev/null', 'new-link', 0, 0o120000, undefined],
          ['modify', 'same', 'same', 0o100644, 0o100644, undefined],
          ['rename', 'dir/moved', 'to/here', 0o100644, 0o100644, 100],
        ],
      );
    });

    it('has names of any characters', async () => {
      const repo = made();
      const names = [
        'ünï/ñ',
        'a b',
        'tab\there',
        'new\nline',
        '"quoted"',
        '\\back',
        '-rf',
        ':100644',
        '\u{1f600}',
        `${'f'.repeat(40)}`,
      ];
      repo.commit(Object.fromEntries(names.map((name) => [name, name])));
      const latin1 = Buffer.from('caf\xe9', 'latin1');
      fs.writeFileSync(Buffer.concat([Buffer.from(`${repo.folder}/`), latin1]), 'x');
      repo.commit({});
      const { commits } = await log(repo);
      assert.deepEqual(
        commits[0]?.changes.map(({ newPath }) => newPath),
        ['café'],
      );
      assert.deepEqual(commits[1]?.changes.map(({ newPath }) => newPath).sort(), names.sort());
    });

    it('is nothing for merges, and for commits that change nothing', async () => {
      const repo = made();
      repo.commit({ a: '1' });
      repo.git('checkout', '--quiet', '-b', 'side');
      repo.commit({ b: '1' });
      repo.git('checkout', '--quiet', 'main');
      repo.commit({ c: '1' });
      repo.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
      repo.commit({}, 'Empty');
      const { commits } = await log(repo);
      assert.deepEqual(
        commits
          .map(({ message, parents, changes }) => [message, parents.length, changes.length])
          .slice(0, 2),
        [
          ['Empty\n', 1, 0],
          ['Merge\n', 2, 0],
        ],
      );
      assert.equal(commits.length, 5);
    });

    it('does not hang on what the user has set', async () => {
      const repo = made();
      repo.commit({ old: 'text\n'.repeat(20) });
      repo.commit({ old: undefined, new: 'text\n'.repeat(20) });
      const settings = {
        'diff.renames': 'false',
        'diff.noprefix': 'true',
        'diff.external': 'touch ran',
        'core.quotePath': 'true',
        'log.showSignature': 'true',
        'log.date': 'relative',
        'core.pager': 'touch ran',
        'core.fsmonitor': 'touch ran',
        'color.ui': 'always',
        'diff.orderFile': '/dev/zero',
        'core.abbrev': '5',
      };
      for (const [name, value] of Object.entries(settings)) repo.git('config', name, value);
      const { commits } = await log(repo);
      assert.deepEqual(
        commits[0]?.changes.map(({ type }) => type),
        ['rename'],
      );
      assert.deepEqual(fs.readdirSync(repo.folder).sort(), ['.git', 'new']);
    });
  });

  describe('its log', () => {
    it('is what one commit has and another has not, page by page', async () => {
      const repo = made();
      const ids = ['1', '2', '3', '4', '5'].map((text) => repo.commit({ a: text }));
      const commits = async (query: object) => {
        const slice = await log(repo, query);
        const at = (id?: string) => (id === undefined ? undefined : ids.indexOf(id));
        return [slice.commits.map(({ id }) => at(id)), at(slice.next), at(slice.previous)];
      };
      assert.deepEqual(await commits({}), [[4, 3, 2, 1, 0], undefined, undefined]);
      assert.deepEqual(await commits({ since: ids[1] }), [[4, 3, 2], undefined, undefined]);
      assert.deepEqual(await commits({ limit: 2 }), [[4, 3], 2, undefined]);
      assert.deepEqual(await commits({ limit: 2, start: ids[2] }), [[2, 1], 0, 4]);
      assert.deepEqual(await commits({ limit: 2, start: ids[0] }), [[0], undefined, 2]);
      assert.deepEqual(await commits({ limit: 5 }), [[4, 3, 2, 1, 0], undefined, undefined]);
      assert.deepEqual(await commits({ since: ids[4] }), [[], undefined, undefined]);
      // Not there: nothing comes after it.
      assert.deepEqual(await commits({ since: ids[2], start: ids[1] }), [[], undefined, 4]);
      assert.deepEqual(await commits({ commit: ids[1], since: ids[4] }), [
        [],
        undefined,
        undefined,
      ]);
    });

    it('may be that of a path alone', async () => {
      const repo = made();
      const first = repo.commit({ 'dir/a': '1' });
      repo.commit({ b: '1' });
      const third = repo.commit({ 'dir/c': '1' });
      repo.commit({ '*': '1' });
      const ids = async (path: string) => (await log(repo, { path })).commits.map(({ id }) => id);
      assert.deepEqual(await ids('dir'), [third, first]);
      assert.deepEqual(await ids('dir/c'), [third]);
      assert.equal((await ids('*')).length, 1);
      assert.deepEqual(await ids('--all'), []);
      assert.deepEqual(await ids(':(exclude)dir'), []);
    });

    it('of ten thousand commits is read no further than it is asked for', async () => {
      const repo = made({ bare: true });
      repo.commitMany('main', 10_000);
      const commit = repo.id('main');
      const folder = new GitFolder(repo.folder);
      const slice = await folder.log({ commit, limit: 50, changes: true }, undefined);
      assert.equal(slice.commits.length, 50);
      assert.equal(slice.next, repo.id('main~50'));
      const all = await folder.log({ commit, limit: 10_000, changes: true }, undefined);
      assert.equal(all.commits.length, 10_000);
      assert.equal(all.next, undefined);
      assert.ok(all.commits.every(({ changes }) => changes.length === 1));
      const last = await folder.log(
        { commit, limit: 5, changes: false, start: repo.id('main~9998') },
        undefined,
      );
      assert.deepEqual(
        last.commits.map(({ id }) => id),
        [repo.id('main~9998'), repo.id('main~9999')],
      );
    }).timeout(120_000);

    it('takes nothing for a commit but ids', async () => {
      const repo = made();
      repo.commit();
      await assert.rejects(log(repo, { commit: '--output=x' }), TypeError);
      await assert.rejects(log(repo, { since: 'main' }), TypeError);
    });
  });

  describe('that cannot be read', () => {
    const problem = (pattern: RegExp) => (error: unknown) =>
      error instanceof GitProblem && pattern.test(error.message);

    it('is told in a sentence', async () => {
      const folder = newFolder();
      const ask = (name: string) => new GitFolder(name).refs('refs/', undefined);
      await assert.rejects(
        ask(path.join(folder, 'none')),
        problem(/There is no folder .*none\. Name/),
      );
      await assert.rejects(
        ask(folder),
        problem(/is not a git repository\. Name the folder of one/),
      );
      const file = path.join(folder, 'file');
      fs.writeFileSync(file, '');
      await assert.rejects(ask(file), problem(/There is no folder .*file/));
      // One around it is not meant.
      const repo = made();
      fs.mkdirSync(path.join(repo.folder, 'inside'));
      await assert.rejects(
        ask(path.join(repo.folder, 'inside')),
        problem(/is not a git repository/),
      );
    });

    it('is damaged', async () => {
      const repo = made();
      const commit = repo.commit({ a: '1' });
      fs.rmSync(path.join(repo.folder, '.git', 'objects', commit.slice(0, 2), commit.slice(2)));
      await assert.rejects(log(repo, { commit }), problem(/^git could not read .*repo: /));
    });

    it('is not read without git', async () => {
      const repo = made();
      const { PATH } = process.env;
      process.env['PATH'] = newFolder();
      try {
        const refs = new GitFolder(repo.folder).refs('refs/', undefined);
        await assert.rejects(refs, problem(/git was not found\. Install git/));
      } finally {
        process.env['PATH'] = PATH;
      }
    });

    it('never has its own git started', async () => {
      const repo = made();
      const id = repo.commit({ git: '#!/bin/sh\necho run > ran\n', 'git.exe': 'MZ' });
      fs.chmodSync(path.join(repo.folder, 'git'), 0o755);
      const { PATH } = process.env;
      // As Windows looks for programs: where one is, first.
      process.env['PATH'] = `.${path.delimiter}${PATH}`;
      try {
        assert.equal(await new GitFolder(repo.folder).commitOf('HEAD', undefined), id);
      } finally {
        process.env['PATH'] = PATH;
      }
      assert.deepEqual(fs.readdirSync(repo.folder).sort(), ['.git', 'git', 'git.exe']);
    });

    it('may have a name like an option, or a relative one', async () => {
      const folder = newFolder();
      const repo = new MadeRepository(path.join(folder, '-C'));
      const id = repo.commit({ a: '1' });
      const relative = path.relative(process.cwd(), repo.folder);
      for (const name of [repo.folder, relative]) {
        assert.equal(await new GitFolder(name).commitOf('HEAD', undefined), id);
      }
    });

    it('is let go of when nobody waits any more', async () => {
      const repo = made();
      repo.commitMany('main', 2000);
      const gone = new AbortController();
      const query = { commit: repo.id('main'), limit: 2000, changes: true };
      const reading = new GitFolder(repo.folder).log(query, gone.signal);
      const reason = new Error('nobody waits');
      gone.abort(reason);
      await assert.rejects(reading, (error) => error === reason);
      await assert.rejects(
        new GitFolder(repo.folder).log(query, gone.signal),
        (error) => error === reason,
      );
    });
  });

  it('may be bare, or a linked working tree', async () => {
    const repo = made();
    const id = repo.commit({ a: '1' });
    const bare = path.join(newFolder(), 'bare.git');
    repo.git('clone', '--quiet', '--bare', '.', bare);
    const tree = path.join(newFolder(), 'tree');
    repo.git('worktree', 'add', '--quiet', tree);
    for (const folder of [bare, tree]) {
      const refs = await new GitFolder(folder).refs('refs/heads/main', undefined);
      assert.deepEqual(refs, [{ name: 'refs/heads/main', id }]);
    }
  });

  it('may have ids of SHA-256', async () => {
    const folder = newFolder();
    const repo = new MadeRepository(folder);
    fs.rmSync(path.join(folder, '.git'), { recursive: true });
    repo.git('init', '--quiet', '--object-format=sha256', '--initial-branch=main');
    const id = repo.commit({ a: '1' });
    assert.equal(id.length, 64);
    const { commits } = await log(repo);
    assert.deepEqual(
      commits.map((commit) => [commit.id, commit.changes[0]?.oldId]),
      [[id, '0'.repeat(64)]],
    );
  });
});
