import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { KnownRefs } from '../../../host/git/known-refs.ts';
import { MadeRepository } from './made-repository.ts';

describe('known refs', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'known-refs-'));
  after(() => fs.rmSync(folder, { recursive: true }));

  /** Later than any change that the test has made. */
  const LATER = Date.now() + 3_600_000;

  function made(name: string): MadeRepository {
    const repository = new MadeRepository(path.join(folder, name));
    repository.commit({ a: 'a' });
    return repository;
  }

  it('are nothing before somebody has asked for them', async () => {
    const { folder: at } = made('first');
    const refs = new KnownRefs(() => LATER);
    assert.equal(refs.get(at), undefined);
    await refs.refresh(at);
    assert.deepEqual(refs.get(at)?.names, ['refs/heads/main']);
  });

  it('are read once for all who ask at the same time', async () => {
    const { folder: at } = made('same');
    const refs = new KnownRefs(() => LATER);
    const first = refs.refresh(at);
    assert.ok(first);
    assert.equal(refs.refresh(at), first);
    assert.equal(refs.isReading, true);
    await first;
    assert.equal(refs.isReading, false);
    assert.equal(refs.refresh(at), undefined);
  });

  it('are looked at anew after a second, and read again only if something has changed', async () => {
    const repository = made('changing');
    const { folder: at } = repository;
    let now = LATER;
    const refs = new KnownRefs(() => now);
    await refs.refresh(at);
    const first = refs.get(at);
    now += 999;
    assert.equal(refs.refresh(at), undefined);
    now += 1;
    await refs.refresh(at);
    assert.equal(refs.get(at), first, 'the very same answer');

    const changes: readonly [args: readonly string[], names: readonly string[]][] = [
      [
        ['branch', 'b'],
        ['refs/heads/b', 'refs/heads/main'],
      ],
      [
        ['branch', 'x/y'],
        ['refs/heads/b', 'refs/heads/main', 'refs/heads/x/y'],
      ],
      [
        ['pack-refs', '--all'],
        ['refs/heads/b', 'refs/heads/main', 'refs/heads/x/y'],
      ],
      [
        ['branch', '-D', 'b'],
        ['refs/heads/main', 'refs/heads/x/y'],
      ],
    ];
    for (const [args, names] of changes) {
      repository.git(...args);
      now += 1000;
      await refs.refresh(at);
      assert.deepEqual(refs.get(at)?.names, names, args.join(' '));
    }
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/x/y');
    now += 1000;
    await refs.refresh(at);
    assert.equal(refs.get(at)?.head, 'refs/heads/x/y');
    fs.rmSync(at, { recursive: true });
    now += 1000;
    await refs.refresh(at);
    assert.equal(refs.get(at), undefined);
  });

  it('are read again soon after a change, for times of files are coarse', async () => {
    const { folder: at } = made('racy');
    let now = Date.now();
    const refs = new KnownRefs(() => now);
    await refs.refresh(at);
    const first = refs.get(at);
    now += 1000;
    await refs.refresh(at);
    assert.notEqual(refs.get(at), first);
    assert.deepEqual(refs.get(at), first);
  });

  it('are those of eight repositories', async () => {
    const refs = new KnownRefs(() => LATER);
    const folders = Array.from({ length: 9 }, (_, i) => made(`eight-${i}`).folder);
    for (const at of folders) await refs.refresh(at);
    assert.equal(refs.get(folders[0] ?? ''), undefined);
    assert.ok(refs.get(folders[1] ?? '') && refs.get(folders[8] ?? ''));
  });
});
