import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { REF_BOUNDS, type RefBounds, readRefs } from '../../../host/git/ref-files.ts';
import { MadeRepository } from './made-repository.ts';

describe('refs read from files', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ref-files-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const place = (name: string) => path.join(folder, name);

  const read = async (name: string, bounds: Partial<RefBounds> = {}, now = () => 0) =>
    (await readRefs(place(name), now, { ...REF_BOUNDS, ...bounds })).found;

  /** As the git program has them. */
  const told = (repository: MadeRepository) =>
    repository.git('for-each-ref', '--format=%(refname)').split('\n').filter(Boolean);

  function made(name: string): MadeRepository {
    const repository = new MadeRepository(place(name));
    repository.commit({ a: 'a' });
    for (const ref of ['heads/z', 'heads/release/1.0', 'tags/v1', 'branch-heads/7', 'heads/ü"\'$'])
      repository.git('update-ref', `refs/${ref}`, 'HEAD');
    repository.git('tag', '--annotate', '--message', 'm', 'v2');
    return repository;
  }

  const kinds: readonly [what: string, make: (name: string) => MadeRepository][] = [
    ['loose', made],
    [
      'packed, with one that is loose and packed, one packed and gone, and one loose alone',
      (name) => {
        const repository = made(name);
        repository.git('pack-refs', '--all');
        repository.commit({ b: 'b' });
        repository.git('update-ref', '-d', 'refs/heads/z');
        repository.git('branch', 'new');
        return repository;
      },
    ],
    [
      'of a bare repository',
      (name) => {
        const { folder: source } = made(`${name}-source`);
        const bare = new MadeRepository(place(name), { bare: true });
        bare.git('fetch', '--quiet', source, '+refs/*:refs/*');
        return bare;
      },
    ],
    [
      'of a clone, with those of its remote',
      (name) => {
        const { folder: source } = made(`${name}-source`);
        const clone = new MadeRepository(place(name));
        clone.git('remote', 'add', 'origin', source);
        clone.git('fetch', '--quiet', 'origin');
        clone.git('remote', 'set-head', 'origin', 'main');
        return clone;
      },
    ],
  ];
  for (const [i, [what, make]] of kinds.entries()) {
    it(`are those of the git program: ${what}`, async () => {
      const repository = make(`kind-${i}`);
      const names = told(repository);
      assert.ok(names.length >= 5, names.join());
      const found = await read(`kind-${i}`);
      assert.deepEqual(found?.names, names);
      assert.equal(found.head, 'refs/heads/main');
    });
  }

  it('are those of the git program in another working tree and while one bisects there', async () => {
    const main = made('trees');
    main.git('worktree', 'add', '--quiet', '-b', 'tree', place('tree'));
    const tree = new MadeRepository(place('tree')); // It is there: this changes nothing.
    tree.git('update-ref', 'refs/bisect/bad', 'HEAD');
    tree.git('update-ref', 'refs/worktree/mine', 'HEAD');
    main.git('update-ref', 'refs/worktree/main', 'HEAD');
    const [inTree, inMain] = [await read('tree'), await read('trees')];
    assert.deepEqual(inTree?.names, told(tree));
    assert.deepEqual(inMain?.names, told(main));
    assert.ok(
      inTree.names.includes('refs/bisect/bad') && !inMain.names.includes('refs/bisect/bad'),
    );
    assert.deepEqual([inTree.head, inMain.head], ['refs/heads/tree', 'refs/heads/main']);
  });

  it('have no branch where HEAD is a commit, and one without a commit where none is made yet', async () => {
    const repository = made('detached');
    repository.git('checkout', '--quiet', '--detach');
    assert.equal((await read('detached'))?.head, undefined);
    new MadeRepository(place('empty'));
    const empty = await read('empty');
    assert.deepEqual([empty?.names, empty?.head], [[], 'refs/heads/main']);
  });

  it('are not what else lies among them: locks, links, pipes, names that git has not', async () => {
    const repository = made('odd');
    const before = told(repository);
    const heads = path.join(repository.folder, '.git/refs/heads');
    fs.writeFileSync(path.join(heads, 'main.lock'), '');
    fs.writeFileSync(path.join(heads, 'a b'), '');
    fs.symlinkSync(repository.folder, path.join(heads, 'out'));
    fs.appendFileSync(
      path.join(repository.folder, '.git/packed-refs'),
      `${'0'.repeat(40)} refs/heads/a..b\n${'0'.repeat(40)} ../../x\nrefs/heads/none\n` +
        `${'0'.repeat(40)} refs/heads/${'a/'.repeat(500)}b\n`,
    );
    assert.deepEqual((await read('odd'))?.names, before);
  });

  const nothing: readonly [what: string, make: (folder: string) => void][] = [
    ['no folder', () => {}],
    ['a folder', (at) => fs.mkdirSync(at)],
    ['a file', (at) => fs.writeFileSync(at, '')],
    [
      'a folder inside of a working tree',
      (at) => {
        new MadeRepository(at);
        fs.renameSync(at, `${at}-outer`);
        fs.mkdirSync(path.join(`${at}-outer`, 'inner'));
        fs.symlinkSync(path.join(`${at}-outer`, 'inner'), at);
      },
    ],
    [
      'a file that leads nowhere',
      (at) => {
        fs.mkdirSync(at);
        fs.writeFileSync(path.join(at, '.git'), 'gitdir: ../not-there\n');
      },
    ],
    [
      'refs in tables',
      (at) => {
        const { folder: repository } = new MadeRepository(at);
        // As `git init --ref-format=reftable` leaves it, which not every git can.
        fs.appendFileSync(
          path.join(repository, '.git/config'),
          '[extensions]\n\trefStorage = reftable\n',
        );
        fs.rmSync(path.join(repository, '.git/refs/heads'), { recursive: true });
        fs.writeFileSync(path.join(repository, '.git/refs/heads'), 'this is no folder\n');
        fs.mkdirSync(path.join(repository, '.git/reftable'));
      },
    ],
  ];
  for (const [i, [what, make]] of nothing.entries()) {
    it(`are none of ${what}`, async () => {
      make(place(`nothing-${i}`));
      assert.equal(await read(`nothing-${i}`), undefined);
    });
  }

  it('are none of a repository whose HEAD is a pipe, for which nobody waits', async function () {
    if (process.platform === 'win32') this.skip();
    const { folder: repository } = made('pipe');
    fs.rmSync(path.join(repository, '.git/HEAD'));
    const { execFileSync } = await import('node:child_process');
    execFileSync('mkfifo', [path.join(repository, '.git/HEAD')]);
    assert.equal(await read('pipe'), undefined);
  });

  describe('too many of which are none', () => {
    before(() => {
      const repository = made('many');
      repository.git('pack-refs', '--all');
      repository.git('update-ref', 'refs/heads/deep/er/and/deeper', 'HEAD');
    });
    const size = () => fs.statSync(path.join(place('many'), '.git/packed-refs')).size;

    it('names', async () => {
      const { length } = (await read('many'))?.names ?? [];
      assert.equal((await read('many', { names: length }))?.names.length, length);
      assert.equal(await read('many', { names: length - 1 }), undefined);
    });

    it('bytes', async () => {
      assert.ok(await read('many', { bytes: size() }));
      assert.equal(await read('many', { bytes: size() - 1 }), undefined);
    });

    it('folders', async () => {
      assert.ok(await read('many', { folders: 20 }));
      assert.equal(await read('many', { folders: 5 }), undefined);
    });

    it('characters of a line, which nobody waits to end', async () => {
      const file = path.join(place('many'), '.git/packed-refs');
      const before = fs.readFileSync(file);
      fs.appendFileSync(file, 'x'.repeat(1 << 21));
      assert.equal(await read('many'), undefined);
      fs.writeFileSync(file, before);
    });

    it('milliseconds', async () => {
      let time = 0;
      assert.equal(await read('many', { ms: 2 }, () => time++), undefined);
    });
  });
});
