// What the emulator answers over real repositories, URL by URL.

import assert from 'node:assert/strict';
import path from 'node:path';
import { GitFolder } from '../../../host/git/git-folder.ts';
import { createGitilesEmulator } from '../../../src/emulators/gitiles/gitiles-emulator.ts';
import { FIRST_COMMIT, MadeRepository } from '../../host/git/made-repository.ts';
import { temporaryFolders } from '../../host/sqlite/temporary-folder.ts';

const HOST = 'https://x.googlesource.com';

describe('the Gitiles emulator', () => {
  const newFolder = temporaryFolders();
  let repo: MadeRepository;
  let asked: string[];

  beforeEach(() => {
    repo = new MadeRepository(path.join(newFolder(), 'repo'));
    asked = [];
  });

  /** The status, and the body: parsed if it is JSON. */
  async function get(
    url: string,
    method = 'GET',
  ): Promise<readonly [status: number, body: unknown]> {
    const emulator = createGitilesEmulator({
      repositories: async (host, project) => {
        asked.push(`${host} ${project}`);
        return project === 'none' ? undefined : new GitFolder(repo.folder);
      },
    });
    const response = await emulator.request({ method, url: `${HOST}${url}` });
    const { bytes } = await response.readBody();
    const text = Buffer.from(bytes).toString('utf8');
    const json = text.startsWith(`)]}'\n`);
    const headers = new Map(response.headers.map(([name, value]) => [name.toLowerCase(), value]));
    assert.match(headers.get('content-type') ?? '', json ? /^application\/json/ : /^text\/plain/);
    return [response.status, json ? JSON.parse(text.slice(5)) : text.trim()];
  }

  /** Of a log, the messages, and what comes before and after. */
  async function getLog(url: string): Promise<unknown> {
    const [status, body] = await get(url);
    if (status !== 200) return status;
    const { log, next, previous } = body as {
      log: { message: string }[];
      next?: string;
      previous?: string;
    };
    const messages = log.map(({ message }) => message.trim()).join(' ');
    return [messages, next, previous].filter((part) => part !== undefined).join(', ');
  }

  const commits = (...messages: string[]) => messages.map((text) => repo.commit({ a: text }, text));

  it('knows the project, however it is written', async () => {
    commits('1');
    for (const url of [
      '/a/x%20y%2Fz/+refs%2Fheads',
      '/x%20y/z/+refs/heads',
      '/a/x y/z/+refs/heads/',
    ]) {
      const [status] = await get(`${url}?format=JSON`);
      assert.equal(status, 200, url);
    }
    assert.deepEqual([...new Set(asked)], ['x.googlesource.com x y/z']);
  });

  it('tells refs below a prefix without it, and all refs in full with HEAD', async () => {
    const [id] = commits('1');
    repo.git('tag', '-a', 'v1', '-m', 'One');
    repo.git('branch', 'team/dev');
    const main = { value: id };
    const tag = { value: repo.id('v1'), peeled: id };
    const all = {
      HEAD: { value: id, target: 'refs/heads/main' },
      'refs/heads/main': main,
      'refs/heads/team/dev': main,
      'refs/tags/v1': tag,
    };
    const refs = async (rest: string) => (await get(`/p/+refs${rest}?format=JSON`))[1];
    assert.deepEqual(await refs(''), all);
    assert.deepEqual(await refs('/'), all);
    assert.deepEqual(await refs('/heads'), { main, 'team/dev': main });
    assert.deepEqual(await refs('/heads/team'), { dev: main });
    assert.deepEqual(await refs('/tags'), { v1: tag });
    assert.deepEqual(await refs('/heads/main'), { 'refs/heads/main': main });
    assert.deepEqual(await refs('/heads/mai'), {});
    assert.deepEqual(await refs('/none'), {});
    assert.deepEqual(await refs('/heads/*'), {});
    assert.deepEqual(await refs('/--all'), {});
  });

  it('tells of no refs, and of no log, where there are no commits', async () => {
    assert.deepEqual(await get('/p/+refs?format=JSON'), [200, {}]);
    assert.deepEqual(await get('/p/+refs/heads?format=JSON'), [200, {}]);
    assert.equal(await getLog('/p/+log?format=JSON'), 404);
    assert.equal(await getLog('/p/+log/main?format=JSON'), 404);
  });

  it('tells of commits what Gitiles tells', async () => {
    const [first, second] = commits('1', '2');
    repo.git('mv', 'a', 'b');
    const third = repo.commit({}, 'Move');
    const [, body] = await get(`/p/+log/main?format=JSON&name-status=1`);
    const at = (minutes: number) => {
      const date = new Date((FIRST_COMMIT + minutes * 60 + 2 * 3600) * 1000);
      return `Sat Sep 12 ${date.toISOString().slice(11, 19)} 2015 +0200`;
    };
    const people = (minutes: number) => ({
      author: { name: 'Ann Author', email: 'ann@example.com', time: at(minutes) },
      committer: { name: 'Con Committer', email: 'con@example.com', time: at(minutes) },
    });
    const file = (text: string) => repo.run(['hash-object', '--stdin'], text);
    const none = { old_id: '0'.repeat(40), old_mode: 0, old_path: '/dev/null' };
    const tree = (commit = '') => repo.id(`${commit}^{tree}`);
    assert.deepEqual(body, {
      log: [
        {
          commit: third,
          tree: tree(third),
          parents: [second],
          ...people(2),
          message: 'Move\n',
          tree_diff: [
            {
              type: 'rename',
              old_id: file('2'),
              old_mode: 33188,
              old_path: 'a',
              new_id: file('2'),
              new_mode: 33188,
              new_path: 'b',
              score: 100,
            },
          ],
        },
        {
          commit: second,
          tree: tree(second),
          parents: [first],
          ...people(1),
          message: '2\n',
          tree_diff: [
            {
              type: 'modify',
              old_id: file('1'),
              old_mode: 33188,
              old_path: 'a',
              new_id: file('2'),
              new_mode: 33188,
              new_path: 'a',
            },
          ],
        },
        {
          commit: first,
          tree: tree(first),
          parents: [],
          ...people(0),
          message: '1\n',
          tree_diff: [{ type: 'add', ...none, new_id: file('1'), new_mode: 33188, new_path: 'a' }],
        },
      ],
    });
  });

  it('says nothing of changes unless it is asked', async () => {
    commits('1');
    const has = async (query: string) => {
      const [, body] = await get(`/p/+log?format=JSON${query}`);
      return 'tree_diff' in ((body as { log: object[] }).log[0] ?? {});
    };
    assert.deepEqual(
      await Promise.all(
        ['', '&name-status=1', '&name-status', '&name-status=0', '&name-status=true'].map(has),
      ),
      [false, true, true, false, false],
    );
  });

  it('gives the log of revisions and ranges, in pages', async () => {
    const [one, two, three, four] = commits('1', '2', '3', '4');
    repo.git('tag', '-a', 'v2', '-m', 'Two', two ?? '');
    repo.git('branch', 'team/dev', three ?? '');
    const rows: readonly (readonly [path: string, log: unknown])[] = [
      ['', '4 3 2 1'],
      ['/HEAD', '4 3 2 1'],
      ['/main', '4 3 2 1'],
      ['/refs/heads/main', '4 3 2 1'],
      ['/team/dev', '3 2 1'],
      ['/team%2Fdev', '3 2 1'],
      ['/v2', '2 1'],
      [`/${repo.id('v2')}`, '2 1'],
      [`/${two?.slice(0, 9)}`, '2 1'],
      ['/main~2', '2 1'],
      ['/v2..main', '4 3'],
      [`/${one}..${three}`, '3 2'],
      [`/${one}..team/dev`, '3 2'],
      [`/${four}..${one}`, ''],
      [`/${repo.id('v2')}..${four}`, '4 3'],
      ['/main/a', '4 3 2 1'],
      ['/main/b', ''],
      ['?n=2', `4 3, ${two}`],
      [`?n=2&s=${two}`, `2 1, ${four}`],
      [`?n=1&s=${three}`, `3, ${two}, ${four}`],
      [`/${one}..${four}?n=2&s=${two}`, `2, ${four}`],
      [`/${two}..${four}?s=${one}`, `, ${four}`],
      ['?n=x', '4 3 2 1'],
      ['?n=4', '4 3 2 1'],
      ['?n=0', 400],
      ['?n=-1', 400],
      ['?s=x', 404],
      [`?s=${'0'.repeat(40)}`, 404],
      [`?s=${one}&s=${two}`, 404],
      ['/none', 404],
      ['/main..none', 404],
      ['/none..main', 404],
      ['/..main', 404],
      ['/main..', 404],
      ['/main...team/dev', 404],
      ['/a//b', 404],
      ['/main^{tree}', 404],
      ['/main:a', 404],
      ['/@', 404],
      ['/--all', 404],
      ['/main..--all', 404],
      ['/%00', 404],
      ['/%2e%2e', 404],
      [`/${'a/'.repeat(5000)}b`, 404],
    ];
    for (const [at, expected] of rows) {
      const query = at.includes('?') ? `${at}&format=JSON` : `${at}?format=JSON`;
      assert.equal(await getLog(`/p/+log${query}`), expected, at);
    }
  });

  it('does not know what was there before a push by force, though git still has it', async () => {
    const [one, lost] = commits('1', 'lost');
    repo.git('tag', '-a', 'v1', '-m', 'Lost');
    const tag = repo.id('v1');
    repo.git('reset', '--hard', '--quiet', one ?? '');
    const [kept] = commits('kept');
    assert.equal(await getLog(`/p/+log/${lost}..${kept}?format=JSON`), 'kept');
    repo.git('tag', '-d', 'v1');
    for (const gone of [lost, tag]) {
      assert.equal(await getLog(`/p/+log/${gone}..${kept}?format=JSON`), 404);
      assert.equal(await getLog(`/p/+log/${gone}?format=JSON`), 404);
    }
    assert.equal(repo.git('cat-file', '-t', lost ?? ''), 'commit');
  });

  it('refuses what it does not understand', async () => {
    commits('1');
    const rows: readonly (readonly [url: string, status: number, body: RegExp, method?: string])[] =
      [
        [
          '/none/+refs?format=JSON',
          404,
          /^There is no repository "none" on x\.googlesource\.com\.$/,
        ],
        ['/', 404, /not one of Gitiles/],
        ['/p', 404, /not one of Gitiles/],
        ['/+refs', 404, /not one of Gitiles/],
        ['/p/+refs', 400, /format=JSON/],
        ['/p/+refs?format=TEXT', 400, /format=JSON/],
        ['/p/+/main?format=JSON', 404, /\+refs and \+log/],
        ['/p/+show/main?format=JSON', 404, /\+refs and \+log/],
        ['/p/+refs?format=JSON', 405, /GET/, 'POST'],
      ];
    for (const [url, status, body, method] of rows) {
      const [got, text] = await get(url, method);
      assert.equal(got, status, url);
      assert.match(String(text), body);
    }
  });

  it('is no server at all where there is no git', async () => {
    const emulator = createGitilesEmulator({
      repositories: async () => new GitFolder(path.join(repo.folder, 'none')),
    });
    await assert.rejects(
      emulator.request({ method: 'GET', url: `${HOST}/p/+refs?format=JSON` }),
      /There is no folder/,
    );
    const gone = AbortSignal.abort(new Error('nobody waits'));
    await assert.rejects(
      emulator.request({ method: 'GET', url: `${HOST}/p/+refs?format=JSON` }, gone),
      /nobody waits/,
    );
  });
});
