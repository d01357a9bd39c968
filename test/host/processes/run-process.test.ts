import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeClock } from '../../../host/node/clock.ts';
import {
  GRACE_MS,
  type ProcessEnd,
  type ProcessOptions,
  runProcess,
} from '../../../host/processes/run-process.ts';
import type { Clock } from '../../../src/task/world.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { GUARD } from './guard-program.ts';

describe('a program', () => {
  const newFolder = temporaryFolders();

  /** How it ended, and its lines. */
  async function run(
    command: readonly string[],
    options: Partial<ProcessOptions> = {},
  ): Promise<{ end: ProcessEnd; lines: readonly string[] }> {
    const lines: string[] = [];
    const end = await runProcess({
      command,
      folder: newFolder(),
      env: { PATH: process.env['PATH'] ?? '' },
      onLine: (line) => {
        lines.push(line);
      },
      signal: new AbortController().signal,
      clock: nodeClock,
      guard: GUARD,
      ...options,
    });
    return { end, lines };
  }

  const ENDS: readonly (readonly [script: string, end: ProcessEnd])[] = [
    ['true', { kind: 'exited', code: 0 }],
    ['exit 1', { kind: 'exited', code: 1 }],
    ['exit 255', { kind: 'exited', code: 255 }],
    ['exit 143', { kind: 'exited', code: 143 }],
    ['kill -TERM $$', { kind: 'killed', signal: 'SIGTERM' }],
    ['kill -KILL $$', { kind: 'killed', signal: 'SIGKILL' }],
    ['ulimit -c 0; kill -SEGV $$', { kind: 'killed', signal: 'SIGSEGV' }],
  ];
  for (const [script, end] of ENDS) {
    it(`ends: ${script}`, async () => {
      assert.deepEqual((await run(['sh', '-c', script])).end, end);
    });
  }

  const OUTPUTS: readonly (readonly [what: string, script: string, lines: readonly string[]])[] = [
    ['both outputs in order', 'echo a; echo b >&2; echo c; echo d >&2', ['a', 'b', 'c', 'd']],
    ['files that stand for outputs', 'echo a > /dev/stdout; echo b > /dev/stderr', ['a', 'b']],
    ['no line feed at the end', 'printf "a\\nb"', ['a', 'b']],
    ['colours', "printf '\\033[31mred\\033[0m\\n'", ['\x1b[31mred\x1b[0m']],
    ['an empty standard input', 'cat; echo end', ['end']],
  ];
  for (const [what, script, lines] of OUTPUTS) {
    it(`has output: ${what}`, async () => {
      assert.deepEqual((await run(['sh', '-c', script])).lines, lines);
    });
  }

  it('gets its arguments as they are, whatever a shell would make of them', async () => {
    const args = ['', ' a  b ', '$HOME', '*', '"', "'", '\\', '`x`', '; exit 1', 'ü\n€'];
    const print = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { lines } = await run([process.execPath, '-e', print, '--', ...args]);
    assert.deepEqual(JSON.parse(lines[0] ?? ''), args);
  });

  it('gets its folder and its environment, and nothing of ours', async () => {
    const folder = fs.realpathSync(newFolder());
    const print = 'console.log(JSON.stringify([process.cwd(), process.env]))';
    const { lines } = await run([process.execPath, '-e', print], {
      folder,
      env: { A: 'b c', EMPTY: '' },
    });
    const [cwd, { LUCI_JOBS_PROCESS: mark, ...env }] = JSON.parse(lines[0] ?? '');
    assert.equal(cwd, folder);
    assert.match(mark, /^[0-9a-f-]{36}$/);
    // Made by macOS for every process.
    delete env.__CF_USER_TEXT_ENCODING;
    assert.deepEqual(env, { A: 'b c', EMPTY: '' });
  });

  it('reads its standard input from a file', async () => {
    const file = path.join(newFolder(), 'input');
    fs.writeFileSync(file, 'one\ntwo\n');
    const input = fs.openSync(file, 'r');
    const { lines } = await run(['sh', '-c', 'cat; cat /dev/stdin'], { input });
    fs.closeSync(input);
    assert.deepEqual(lines.slice(0, 2), ['one', 'two']);
  });

  it('is looked for where its environment says', async () => {
    const folder = newFolder();
    fs.writeFileSync(path.join(folder, 'hello'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
    const { lines } = await run(['hello'], { env: { PATH: folder } });
    assert.deepEqual(lines, ['hello']);
  });

  describe('that cannot be started', () => {
    const FAILURES: readonly (readonly [
      what: string,
      code: string,
      command: (folder: string) => readonly string[],
    ])[] = [
      ['no such command', 'ENOENT', () => ['no-such-command']],
      ['no such file', 'ENOENT', (folder) => [path.join(folder, 'missing')]],
      ['a file that is not executable', 'EACCES', (folder) => [fileIn(folder, 'text', 0o644)]],
      ['a folder', 'EACCES', (folder) => [folder]],
      ['no such interpreter', 'ENOENT', (folder) => [fileIn(folder, '#!/no/such/shell\n', 0o755)]],
      ['a file below a file', 'ENOTDIR', (folder) => [`${fileIn(folder, '', 0o755)}/x`]],
      ['too many arguments', 'E2BIG', () => ['true', ...Array(40).fill('x'.repeat(100_000))]],
      ['a zero character', 'ERR_INVALID_ARG_VALUE', () => ['true', 'a\0b']],
    ];
    for (const [what, code, command] of FAILURES) {
      it(what, async () => {
        const { end, lines } = await run(command(newFolder()));
        assert.deepEqual(end, { kind: 'not-started', code });
        assert.deepEqual(lines, []);
      });
    }

    it('no such folder', async () => {
      const { end } = await run(['true'], { folder: path.join(newFolder(), 'missing') });
      assert.deepEqual(end, { kind: 'not-started', code: 'ENOENT' });
    });

    it('no guard', async () => {
      const { end } = await run(['true'], { guard: path.join(newFolder(), 'guard.ts') });
      assert.equal(end.kind, 'lost');
      assert.match(end.kind === 'lost' ? end.reason : '', /Cannot find module/);
    });
  });

  it('has not more than one line read ahead of who takes them', async () => {
    let active = 0;
    const { lines } = await run(['sh', '-c', 'seq 1 1000'], {
      onLine: async () => {
        assert.equal(++active, 1);
        await new Promise(setImmediate);
        active--;
      },
    });
    assert.deepEqual(lines, []);
  });

  it('stands still while nobody takes its lines', async () => {
    const file = path.join(newFolder(), 'count');
    // Writes down how many lines it has got rid of.
    const script = `i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo ${'x'.repeat(1000)}; echo $i > "$FILE"; done`;
    let taken = 0;
    const written = () => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0);
    await run(['sh', '-c', script], {
      env: { PATH: process.env['PATH'] ?? '', FILE: file },
      onLine: async () => {
        if (++taken !== 1) return;
        // Until it gets no further.
        for (let before = -1; written() !== before; await nodeClock.sleep(200)) before = written();
        assert.ok(written() < 1500, `${written()} lines are written, and one is taken`);
      },
    });
    assert.equal(taken, 2000);
  });

  it('ends when a line cannot be taken, and all that it has started', async () => {
    const running = run(['sh', '-c', 'echo a; sleep 1000 & sleep 1000'], {
      onLine: () => {
        throw new Error('no more');
      },
    });
    await assert.rejects(running, /no more/);
  });

  it('may write millions of lines', async () => {
    let count = 0;
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    let most = 0;
    await run(['sh', '-c', 'yes some line | head -n 2000000'], {
      onLine: () => {
        if (++count % 100_000 !== 0) return;
        const { arrayBuffers, heapUsed } = process.memoryUsage();
        most = Math.max(most, arrayBuffers + heapUsed - before);
      },
    });
    assert.equal(count, 2_000_000);
    assert.ok(most < 150e6, `${most} bytes more`);
  });

  it('that does not listen is told by force when its time is over, by the given clock', async () => {
    const slept: number[] = [];
    let go = () => {};
    const clock: Clock = {
      now: () => 0,
      sleep: (ms) => {
        slept.push(ms);
        return ms === GRACE_MS ? new Promise((resolve) => (go = resolve)) : Promise.resolve();
      },
    };
    const abort = new AbortController();
    const said: string[] = [];
    const running = run(
      ['sh', '-c', 'trap "echo no" TERM; echo ready; while :; do sleep 0.1; done'],
      {
        clock,
        signal: abort.signal,
        onLine: (line) => {
          said.push(line);
          if (line === 'ready') abort.abort();
          // It has heard of it, and lives.
          if (line === 'no') go();
        },
      },
    );
    assert.deepEqual((await running).end, { kind: 'killed', signal: 'SIGKILL' });
    assert.ok(said.includes('no'));
    assert.equal(slept.filter((ms) => ms === GRACE_MS).length, 1);
  });

  it('is ended at once if it was canceled before', async () => {
    const { end } = await run(['sleep', '1000'], { signal: AbortSignal.abort() });
    assert.deepEqual(end, { kind: 'killed', signal: 'SIGTERM' });
  });

  it('may end as it likes when it is told to', async () => {
    const abort = new AbortController();
    const script =
      'trap "echo cleaning up; exit 4" TERM; echo ready; while :; do sleep 0.05 2>/dev/null; done';
    const lines: string[] = [];
    const { end } = await run(['sh', '-c', script], {
      signal: abort.signal,
      onLine: (line) => {
        lines.push(line);
        abort.abort();
      },
    });
    assert.deepEqual(end, { kind: 'exited', code: 4 });
    // Between both, a shell may tell of what it has started.
    assert.deepEqual([lines[0], lines.at(-1)], ['ready', 'cleaning up']);
  });
});

function fileIn(folder: string, text: string, mode: number): string {
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, text, { mode });
  return file;
}
