import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeClock } from '../../../host/node/clock.ts';
import { openDatabase } from '../../../host/sqlite/connection.ts';
import {
  type EngineFile,
  type OwnedFile,
  openEngineFile,
  type SharedFile,
} from '../../../host/sqlite/engine-file.ts';
import type { RequestAnswer } from '../../../host/sqlite/requests.ts';
import { SqliteReads } from '../../../host/sqlite/sqlite-reads.ts';
import { ROOT } from '../../../scripts/paths.ts';
import { isTransient } from '../../../src/task/task-error.ts';
import { aJob, ended, JOB } from '../../engine/store/records.ts';
import { temporaryFolders } from './temporary-folder.ts';

/** Friday, 2 January 2026, 03:04:05 UTC. */
const clock = { ...nodeClock, now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678) };

describe('the engine file', () => {
  const newFolder = temporaryFolders();
  const opened: { close(): void }[] = [];
  const children: ChildProcess[] = [];

  afterEach(async () => {
    for (const file of opened.splice(0)) file.close();
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    }
  });

  const open = async (file: string): Promise<EngineFile> => {
    const result = await openEngineFile(file, clock);
    if (result.role !== 'none') opened.push(result);
    return result;
  };
  const own = async (file: string): Promise<OwnedFile> => {
    const result = await open(file);
    assert.equal(result.role, 'owner', JSON.stringify(result));
    return result as OwnedFile;
  };
  const share = async (file: string): Promise<SharedFile> => {
    const result = await open(file);
    assert.equal(result.role, 'reader', JSON.stringify(result));
    return result as SharedFile;
  };
  const jobsOf = ({ store }: OwnedFile) => store.transaction((tx) => tx.jobs());
  const close = (file: OwnedFile | SharedFile) => {
    opened.splice(opened.indexOf(file), 1);
    file.close();
  };

  it('keeps one secret for its tokens, which no other file has', async () => {
    const folder = newFolder();
    const first = await own(path.join(folder, 'a.db'));
    const { tokenSecret } = first;
    assert.equal(tokenSecret.length, 32);
    close(first);
    assert.deepEqual((await own(path.join(folder, 'a.db'))).tokenSecret, tokenSecret);
    assert.notDeepEqual((await own(path.join(folder, 'b.db'))).tokenSecret, tokenSecret);
  });

  /** A file with one job in it. */
  const written = async (): Promise<string> => {
    const file = path.join(newFolder(), 'engine.db');
    const owner = await own(file);
    await owner.store.transaction((tx) => tx.putJob(aJob()));
    close(owner);
    return file;
  };

  it('is made with its folder, and keeps what is stored', async () => {
    const file = path.join(newFolder(), 'deep', 'er', 'engine.db');
    const owner = await own(file);
    assert.equal(owner.setAside, undefined);
    await owner.store.transaction((tx) => tx.putJob(aJob()));
    if (process.platform !== 'win32') {
      // What logs say is nobody else's business.
      for (const end of ['', '-wal'])
        assert.equal(fs.statSync(`${file}${end}`).mode & 0o777, 0o600);
    }
    close(owner);
    assert.deepEqual(await jobsOf(await own(file)), [aJob()]);
  });

  for (const name of ['file:engine.db?mode=memory', ':memory:', 'a %20#?b.db']) {
    it(`may be called ${name}`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = newFolder();
      const before = process.cwd();
      process.chdir(folder);
      try {
        await (await own(name)).store.transaction((tx) => tx.putJob(aJob()));
        assert.ok(fs.readdirSync(folder).includes(name), String(fs.readdirSync(folder)));
      } finally {
        process.chdir(before);
      }
    });
  }

  describe('that cannot be used is set aside, and a new one begins:', () => {
    const TIME = '20260102T030405Z';
    const damages: Record<string, (file: string) => void> = {
      'a text': (file) => fs.writeFileSync(file, 'This is no database.\n'.repeat(100)),
      'cut short': (file) => fs.truncateSync(file, fs.statSync(file).size - 5000),
      'zeros at the start': (file) => overwrite(file, 0, Buffer.alloc(200)),
      'garbage in the schema': (file) => overwrite(file, 100, Buffer.alloc(3900, 0xa5)),
      'garbage in the jobs': (file) => {
        const db = openDatabase(file);
        db.exec(`UPDATE job SET body = '{"id":'`);
        db.close();
      },
      'a table gone': (file) => {
        const db = openDatabase(file);
        db.exec('DROP TABLE item');
        db.close();
      },
      'a row gone': (file) => {
        const db = openDatabase(file);
        db.exec('DELETE FROM item_id');
        db.close();
      },
      'a note of damage found before': (file) => fs.writeFileSync(`${file}.damaged`, ''),
    };
    for (const [what, damage] of Object.entries(damages)) {
      it(what, async () => {
        const file = await written();
        damage(file);
        const bytes = fs.readFileSync(file);
        const owner = await own(file);
        const movedTo = `${file}.corrupt-${TIME}`;
        assert.deepEqual(owner.setAside, {
          reason: 'corrupt',
          movedTo,
          message: `The history in ${file} is damaged. It is kept as engine.db.corrupt-${TIME}, and a new history begins.`,
        });
        assert.deepEqual(fs.readFileSync(movedTo), bytes);
        assert.deepEqual(await jobsOf(owner), []);
        await owner.store.transaction((tx) => tx.putJob(aJob()));
        close(owner);
        const again = await own(file);
        assert.equal(again.setAside, undefined);
        assert.deepEqual(await jobsOf(again), [aJob()]);
      });
    }

    it('one of a later version', async () => {
      const file = await written();
      const db = openDatabase(file);
      db.exec('PRAGMA user_version = 999');
      db.close();
      const owner = await own(file);
      const movedTo = `${file}.newer-${TIME}`;
      assert.equal(owner.setAside?.reason, 'newer');
      assert.equal(owner.setAside.movedTo, movedTo);
      assert.match(owner.setAside.message, / is of a later version of this program\. /);
      const kept = openDatabase(movedTo);
      assert.equal(kept.prepare('SELECT count(*) AS n FROM job').get()?.['n'], 1);
      kept.close();
      assert.deepEqual(await jobsOf(owner), []);
    });

    it('one with commits that are in its write-ahead log alone', async () => {
      const from = path.join(newFolder(), 'engine.db');
      const owner = await own(from);
      await owner.store.transaction((tx) => tx.putJob(aJob()));
      // As a process that is killed leaves it.
      const file = path.join(newFolder(), 'engine.db');
      for (const end of ['', '-wal']) fs.copyFileSync(`${from}${end}`, `${file}${end}`);
      fs.writeFileSync(`${file}.damaged`, '');
      const next = await own(file);
      assert.deepEqual(await jobsOf(next), []);
      const kept = new SqliteReads(openDatabase(next.setAside?.movedTo ?? ''));
      assert.deepEqual(kept.jobs(), [aJob()]);
    });

    it('a second one at the same time does not replace the first', async () => {
      const file = await written();
      for (const name of ['', '-2', '-3']) {
        fs.writeFileSync(file, `no database${name}`);
        const owner = await own(file);
        assert.equal(owner.setAside?.movedTo, `${file}.corrupt-${TIME}${name}`);
        close(owner);
      }
      assert.equal(fs.readFileSync(`${file}.corrupt-${TIME}`, 'utf8'), 'no database');
    });

    it('one whose damage shows later, by the next one to open it', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      await owner.store.transaction((tx) => {
        for (let i = 1; i <= 500; i++) tx.putInvocation(ended(i, { debugLog: 'x'.repeat(500) }));
      });
      close(owner);
      // All but the pages that are read at the start.
      const { size } = fs.statSync(file);
      overwrite(file, size >> 1, Buffer.alloc(size >> 2, 0xa5));
      const damaged = await own(file);
      assert.equal(damaged.setAside, undefined);
      await assert.rejects(
        damaged.store.transaction((tx) => tx.lastEnded(500)),
        (error) => isTransient(error) && /malformed/.test(String(error)),
      );
      close(damaged);
      const next = await own(file);
      assert.equal(next.setAside?.reason, 'corrupt');
      assert.equal(fs.existsSync(`${file}.damaged`), false);
    });
  });

  describe('is left alone, and a sentence says why,', () => {
    it('if it is of another program', async () => {
      const file = path.join(newFolder(), 'bookmarks.sqlite');
      const db = openDatabase(file);
      db.exec('CREATE TABLE bookmarks (url)');
      db.close();
      const bytes = fs.readFileSync(file);
      const result = await open(file);
      assert.equal(result.role === 'none' && result.code, 'file-of-another-program');
      assert.deepEqual(fs.readFileSync(file), bytes);
    });

    it('if its folder cannot be made', async () => {
      const file = path.join(newFolder(), 'a file');
      fs.writeFileSync(file, '');
      const result = await open(path.join(file, 'engine.db'));
      assert.equal(result.role === 'none' && result.code, 'file-not-writable');
      assert.match(
        result.role === 'none' ? result.message : '',
        /^History cannot be kept in .*\.$/,
      );
    });

    it('if its folder cannot be written to', function () {
      if (process.platform === 'win32') this.skip();
      const folder = newFolder();
      fs.chmodSync(folder, 0o555);
      // A superuser may write anywhere.
      const script = `if (process.getuid() === 0) process.setuid(65534);
        console.log(JSON.stringify(await openEngineFile('engine.db', {})));`;
      const { role, code } = JSON.parse(openedBy(script, folder));
      assert.deepEqual([role, code], ['none', 'file-not-writable']);
      assert.deepEqual(fs.readdirSync(folder), []);
    });

    it('if it may only be read', async function () {
      if (process.platform === 'win32') this.skip();
      const file = await written();
      fs.chmodSync(file, 0o444);
      fs.chmodSync(path.dirname(file), 0o777);
      const bytes = fs.readFileSync(file);
      const script = `if (process.getuid() === 0) process.setuid(65534);
        fs.rmSync('engine.db.lock');
        console.log(JSON.stringify(await openEngineFile('engine.db', {})));`;
      const { role, code } = JSON.parse(openedBy(script, path.dirname(file)));
      assert.deepEqual([role, code], ['none', 'file-not-writable']);
      assert.deepEqual(fs.readFileSync(file), bytes);
    });

    it('if it is a folder, beside which nothing is left', async () => {
      const parent = newFolder();
      const file = path.join(parent, 'engine.db');
      fs.mkdirSync(file);
      const result = await open(file);
      assert.equal(result.role === 'none' && result.code, 'file-not-writable');
      assert.deepEqual(fs.readdirSync(parent), ['engine.db']);
    });

    it('if Node has no SQLite', () => {
      const script = `const { role, code, message } = await openEngineFile('engine.db', {});
        console.log(role, code, message);`;
      const stdout = openedBy(script, newFolder(), '--no-experimental-sqlite');
      assert.match(stdout, /^none sqlite-missing History cannot be kept in a file: .*\.\n$/);
    });

    it('and so it is while an owner of another version has it', async () => {
      const file = path.join(newFolder(), 'engine.db');
      await own(file);
      const db = openDatabase(file);
      db.exec('PRAGMA user_version = 999');
      const result = await open(file);
      assert.equal(result.role === 'none' && result.code, 'owned-by-another-version');
      assert.equal(
        fs.readdirSync(path.dirname(file)).filter((name) => /newer/.test(name)).length,
        0,
      );
      db.close();
    });
  });

  describe('has one owner', () => {
    it('in a process, and the others read what it commits', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      const { reader } = await share(file);
      assert.equal(reader.hasChanged(), false);
      assert.deepEqual(
        reader.read((reads) => reads.jobs()),
        [],
      );
      await owner.store.transaction((tx) => tx.putJob(aJob()));
      assert.equal(reader.hasChanged(), true);
      assert.equal(reader.hasChanged(), false);
      assert.deepEqual(
        reader.read((reads) => reads.job(JOB)),
        aJob(),
      );
    });

    it('and what a reader reads is all of one moment', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      const { reader } = await share(file);
      const counts = reader.read((reads) => {
        const before = reads.endedCount();
        void owner.store.transaction((tx) => tx.putInvocation(ended(1)));
        owner.store.close();
        return [before, reads.endedCount()];
      });
      assert.deepEqual(counts, [0, 0]);
      assert.equal(
        reader.read((reads) => reads.endedCount()),
        1,
      );
    });

    it('until that closes it', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      const reader = await share(file);
      assert.equal(reader.takeOver(), undefined);
      await owner.store.transaction((tx) => tx.putJob(aJob()));
      close(owner);
      opened.splice(opened.indexOf(reader), 1);
      const next = reader.takeOver();
      assert.equal(next?.role, 'owner');
      opened.push(next as OwnedFile);
      assert.deepEqual(await jobsOf(next as OwnedFile), [aJob()]);
      assert.equal((await open(file)).role, 'reader');
    });

    it('of whatever version: a reader of another one reads and asks no more, and leaves the file alone', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      const reader = await share(file);
      close(owner);
      // A later version of this program has come and gone.
      const db = openDatabase(file);
      db.exec('PRAGMA user_version = 999');
      db.close();
      assert.equal(reader.reader.hasChanged(), true);
      assert.throws(() => reader.reader.read((reads) => reads.jobs()), /another version/);
      assert.throws(() => reader.reader.requests.send('a', 1, 0), /another version/);
      opened.splice(opened.indexOf(reader), 1);
      const result = reader.takeOver();
      assert.equal(result?.role === 'none' && result.code, 'owned-by-another-version');
      assert.deepEqual(fs.readdirSync(path.dirname(file)).sort(), ['engine.db', 'engine.db.lock']);
    });

    it('that may begin a new file, of which readers of the old one hear', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const owner = await own(file);
      const { reader } = await share(file);
      close(owner);
      fs.writeFileSync(`${file}.damaged`, '');
      assert.equal(reader.hasChanged(), false);
      assert.ok((await own(file)).setAside);
      assert.equal(reader.hasChanged(), true);
      assert.equal(reader.hasChanged(), true);
      assert.throws(() => reader.read((reads) => reads.jobs()), /new history/);
      assert.throws(() => reader.requests.send('a', 1, 0), /new history/);
      assert.throws(() => reader.requests.takeAnswer(1), /new history/);
      assert.deepEqual(
        (await share(file)).reader.read((reads) => reads.jobs()),
        [],
      );
    });

    it('among processes, which do what others ask for, until it is killed', async () => {
      const file = path.join(newFolder(), 'engine.db');
      const first = await start(file);
      assert.equal(first.role, 'owner');
      const second = await start(file);
      assert.equal(second.role, 'reader');

      const shared = await share(file);
      const { requests } = shared.reader;
      const asked = ['one', 'two', 'three'].map((one) => requests.send('put-job', one, Date.now()));
      const unknown = requests.send('dance', { $bytes: new Uint8Array([1]) }, Date.now());
      for (const [i, payload] of ['one', 'two', 'three'].entries()) {
        assert.deepEqual(await answer(shared, asked[i] ?? 0), {
          ok: true,
          value: { id: 2n ** 62n, payload },
        });
      }
      assert.deepEqual(await answer(shared, unknown), { ok: false, message: 'no dance here' });
      assert.equal(
        shared.reader.read((reads) => reads.job(JOB)?.revision),
        'three',
      );

      // What it has begun is not begun again by the next owner; what it has not is.
      const begun = requests.send('take-and-hang', null, Date.now());
      assert.equal(await first.nextLine(), 'taken');
      first.child.kill('SIGSTOP');
      const waiting = requests.send('put-job', 'four', Date.now());
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      const third = await start(file);
      assert.equal(third.role, 'owner');
      assert.deepEqual(await answer(shared, waiting), {
        ok: true,
        value: { id: 2n ** 62n, payload: 'four' },
      });
      const lost = await answer(shared, begun);
      assert.match(lost.ok ? '' : lost.message, /was closed in the middle/);
      assert.match(JSON.stringify(requests.takeAnswer(waiting)), /Nobody answered/);

      // The last one to be there takes over.
      third.child.stdin?.end();
      await once(third.child, 'exit');
      opened.splice(opened.indexOf(shared), 1);
      const mine = shared.takeOver() as OwnedFile;
      opened.push(mine);
      assert.equal((await mine.store.transaction((tx) => tx.job(JOB)))?.revision, 'four');
    }).timeout(180_000);
  });

  it('forgets requests whose askers must be gone', async () => {
    const file = path.join(newFolder(), 'engine.db');
    const owner = await own(file);
    const { reader } = await share(file);
    const now = clock.now();
    reader.requests.send('old', null, now - 3_700_000);
    const young = reader.requests.send('young', [1n], now - 3_500_000);
    assert.equal(owner.store.hasChanged(), true);
    assert.deepEqual(await owner.requests.take(now), [{ id: young, kind: 'young', payload: [1n] }]);
    assert.deepEqual(await owner.requests.take(now), []);
  });

  async function start(file: string) {
    const script = path.join(import.meta.dirname, 'owning-process.ts');
    const child = spawn(process.execPath, [script, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const nextLine = async () => String((await lines.next()).value);
    return { child, role: await nextLine(), nextLine };
  }
});

/** What a process prints that runs a script in a folder. */
function openedBy(script: string, cwd: string, ...options: readonly string[]): string {
  const module = path.join(ROOT, 'host/sqlite/engine-file.ts');
  const whole = `import fs from 'node:fs';
    const { openEngineFile } = await import(${JSON.stringify(module)});
    ${script}`;
  const args = [...options, '--input-type=module', '--eval', whole];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd });
  assert.equal(stderr, '');
  return stdout;
}

/** Waits for it as a window does: by looking now and then. */
async function answer({ reader }: SharedFile, id: number): Promise<RequestAnswer> {
  for (;;) {
    const answered = reader.requests.takeAnswer(id);
    if (answered) return answered;
    await sleep(5);
  }
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, bytes, 0, bytes.length, at);
  fs.closeSync(handle);
}
