// `--watch` with real files and real processes, changed as editors, shells and Git change them.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { UsageError } from '../../../cli/command.ts';
import * as format from '../../../cli/format.ts';
import * as validate from '../../../cli/validate.ts';
import { COMPILE_CACHE } from '../../compile-cache.ts';
import { CLI } from '../cli-process.ts';
import { type Check, WatchProcess } from './watch-process.ts';

const GOOD = 'job { id: "a" noop {} schedule: "@daily" }\n';
const BAD = 'job { id: "a" schedule: "@daily" }\n';
const WORSE = 'job { id: "a" nope: 1 }\n';

/** What happens, and then the findings: file and code. */
type Step = readonly [name: string, act: () => void, ...findings: readonly string[]];

describe('--watch', function () {
  if (process.platform === 'win32') return;
  this.timeout(120_000);
  let top: string;
  let process_: WatchProcess | undefined;

  beforeEach(() => {
    top = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'luci-jobs-')));
  });

  afterEach(async () => {
    await process_?.end('SIGKILL');
    process_ = undefined;
    fs.rmSync(top, { recursive: true });
  });

  const at = (name: string) => path.join(top, name);
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };

  function start(folder: string, ...args: readonly string[]): WatchProcess {
    fs.mkdirSync(at(folder), { recursive: true });
    process_ = new WatchProcess(args, at(folder));
    return process_;
  }

  /** Each step in the same process; each has to bring a check with these findings. */
  async function play(watching: WatchProcess, steps: readonly Step[]): Promise<void> {
    for (const [name, act, ...findings] of steps) {
      act();
      const seen: string[] = [];
      await watching
        .checkWith((check) => {
          seen.push(...findingsOf(check));
          return findingsOf(check).join() === findings.join();
        })
        .catch((error) => assert.fail(`${name}: ${error.message}; seen: ${seen}`));
    }
  }

  it('a folder: sees whatever way a file changes in', async () => {
    write('w/luci-scheduler.cfg', GOOD);
    const watching = start('w', 'validate', '--watch', '--no-lints');
    await play(watching, [
      ['starts', () => {}],
      [
        'is written in place',
        () => write('w/luci-scheduler.cfg', BAD),
        'luci-scheduler.cfg task-missing',
      ],
      [
        'is replaced by renaming, as by most editors',
        () => {
          write('w/.luci-scheduler.cfg.swp', WORSE);
          fs.renameSync(at('w/.luci-scheduler.cfg.swp'), at('w/luci-scheduler.cfg'));
        },
        'luci-scheduler.cfg textproto-unknown-field',
      ],
      [
        'is moved away and written anew, as by vim',
        () => {
          fs.renameSync(at('w/luci-scheduler.cfg'), at('w/luci-scheduler.cfg~'));
          write('w/luci-scheduler.cfg', BAD);
          fs.rmSync(at('w/luci-scheduler.cfg~'));
        },
        'luci-scheduler.cfg task-missing',
      ],
      [
        'is written in steps',
        () => {
          const file = fs.openSync(at('w/luci-scheduler.cfg'), 'w');
          for (const piece of GOOD.split(' ')) fs.writeSync(file, `${piece} `);
          fs.closeSync(file);
        },
      ],
      [
        'a new file comes',
        () => write('w/luci-scheduler-dev.cfg', BAD),
        'luci-scheduler-dev.cfg task-missing',
      ],
      [
        'a folder of folders comes',
        () => write('w/x/y/luci-scheduler.cfg', BAD),
        'luci-scheduler-dev.cfg task-missing',
        'x/y/luci-scheduler.cfg task-missing',
      ],
      [
        'a file goes',
        () => fs.rmSync(at('w/luci-scheduler-dev.cfg')),
        'x/y/luci-scheduler.cfg task-missing',
      ],
      ['a folder moves away', () => fs.renameSync(at('w/x'), at('moved'))],
      [
        'and comes back with another text',
        () => {
          write('moved/y/luci-scheduler.cfg', WORSE);
          fs.renameSync(at('moved'), at('w/x'));
        },
        'x/y/luci-scheduler.cfg textproto-unknown-field',
      ],
      [
        'and is still watched',
        () => write('w/x/y/luci-scheduler.cfg', BAD),
        'x/y/luci-scheduler.cfg task-missing',
      ],
      [
        'a folder is another one at once',
        () => {
          write('z/y/luci-scheduler.cfg', WORSE);
          fs.renameSync(at('w/x'), at('old'));
          fs.renameSync(at('z'), at('w/x'));
        },
        'x/y/luci-scheduler.cfg textproto-unknown-field',
      ],
      ['it goes', () => fs.rmSync(at('w/x'), { recursive: true })],
    ]);
  });

  it('a folder: obeys what stands around the configs', async () => {
    write('luci-scheduler.cfg', BAD);
    write('w/sub/luci-scheduler.cfg', BAD);
    execFileSync('git', ['init', '--quiet', top]);
    const watching = start('w', 'validate', '--watch');
    await play(watching, [
      ['starts', () => {}, 'sub/luci-scheduler.cfg task-missing'],
      ['Git ignores it', () => write('.gitignore', 'sub\n')],
      ['and no longer', () => fs.rmSync(at('.gitignore')), 'sub/luci-scheduler.cfg task-missing'],
      [
        'a lint is an error',
        () => {
          write('.luci-jobs.json', '{"lints": {"lint-job-never-triggered": "error"}}');
          write('w/sub/luci-scheduler.cfg', 'job { id: "a" noop {} }\n');
        },
        'sub/luci-scheduler.cfg lint-job-never-triggered',
      ],
      ['is off', () => write('.luci-jobs.json', '{"lints": {"lint-job-never-triggered": "off"}}')],
      [
        'the settings go',
        () => {
          fs.rmSync(at('.luci-jobs.json'));
          write('w/sub/luci-scheduler.cfg', WORSE);
        },
        'sub/luci-scheduler.cfg textproto-unknown-field',
      ],
    ]);
  });

  it('names, globs and links: sees them come and go', async () => {
    write('target/real.cfg', GOOD);
    const watching = start(
      'w',
      'validate',
      '--watch',
      '--no-lints',
      'a.cfg',
      'sub/b.cfg',
      '*-x.cfg',
    );
    await play(watching, [
      ['starts', () => {}],
      ['a file comes', () => write('w/a.cfg', BAD), 'a.cfg task-missing'],
      [
        'a folder comes',
        () => write('w/sub/b.cfg', BAD),
        'a.cfg task-missing',
        'sub/b.cfg task-missing',
      ],
      ['one goes', () => fs.rmSync(at('w/a.cfg')), 'sub/b.cfg task-missing'],
      [
        'it is a link now',
        () => fs.symlinkSync('../target/real.cfg', at('w/a.cfg')),
        'sub/b.cfg task-missing',
      ],
      [
        'its target changes',
        () => write('target/real.cfg', WORSE),
        'a.cfg textproto-unknown-field',
        'sub/b.cfg task-missing',
      ],
      [
        'the folder goes',
        () => fs.rmSync(at('w/sub'), { recursive: true }),
        'a.cfg textproto-unknown-field',
      ],
      [
        'a match comes',
        () => write('w/any-x.cfg', BAD),
        'a.cfg textproto-unknown-field',
        'any-x.cfg task-missing',
      ],
      ['it changes', () => write('w/any-x.cfg', GOOD), 'a.cfg textproto-unknown-field'],
      [
        'the target is replaced',
        () => {
          write('target/new', GOOD);
          fs.renameSync(at('target/new'), at('target/real.cfg'));
        },
      ],
    ]);
  });

  it('says what it checks and what it has found', async () => {
    write('w/luci-scheduler.cfg', BAD);
    const watching = start('w', 'validate', '--watch', '--no-lints');
    assert.deepEqual(await watching.check(), {
      lines: [
        'luci-scheduler.cfg:1:1: error: This job has no task: add `noop`, `url_fetch` or `buildbucket`. [task-missing]',
        `  ${BAD.trimEnd()}`,
        '  ^^^',
      ],
      end: '1 error in 1 file; watching for changes',
    });
    fs.rmSync(at('w/luci-scheduler.cfg'));
    assert.deepEqual(await watching.check(), {
      lines: ['luci-jobs validate: cannot read .: it is a directory without a luci-scheduler*.cfg'],
      end: 'watching for changes',
    });
  });

  it('writes whole reports in the formats for programs', async () => {
    write('w/luci-scheduler.cfg', BAD);
    for (const [format, first] of [
      ['json', /"code":"task-missing"/],
      ['junit', /^<\?xml/],
    ] as const) {
      const watching = start('w', 'validate', '--watch', '--quiet', '--format', format);
      const check = await watching.check();
      assert.equal(check.end, 'watching for changes');
      const text = check.lines.join('\n');
      assert.match(text, first);
      if (format === 'json') assert.equal(JSON.parse(text).length, 1);
      fs.renameSync(at('w/luci-scheduler.cfg'), at('w/luci-scheduler-2.cfg'));
      const renamed = await watching.checkWith(({ lines }) => lines.join().includes('scheduler-2'));
      fs.renameSync(at('w/luci-scheduler-2.cfg'), at('w/luci-scheduler.cfg'));
      assert.equal(renamed.lines.join('\n').replaceAll('-2.cfg', '.cfg'), text);
      await watching.end('SIGKILL');
    }
  });

  it('ends by Ctrl-C as any program does, and when nobody reads it', async () => {
    write('w/luci-scheduler.cfg', BAD);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const watching = start('w', 'validate', '--watch');
      await watching.check();
      assert.equal(await watching.end(signal), signal);
    }
    if (process.platform !== 'linux') return;
    const watching = start('w', 'validate', '--watch');
    await watching.check();
    watching.child.stdout?.destroy();
    assert.equal(await watching.end(), 1);
  });

  it('begins each check but the first on an empty screen, in a terminal', async function () {
    if (!/util-linux/.test(String(spawnSync('script', ['--version']).stdout))) this.skip();
    write('w/luci-scheduler.cfg', GOOD);
    const words = [process.execPath, CLI, 'validate', '--watch', '--quiet'];
    const command = words.map((word) => `'${word}'`).join(' ');
    const terminal = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: at('w'),
      env: { ...process.env, ...COMPILE_CACHE, TERM: 'xterm' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: terminal.stdout })[Symbol.asyncIterator]();
    const next = async () => String((await lines.next()).value).replace(/\d\d:\d\d:\d\d/, 'TIME');
    assert.equal(await next(), '[TIME] checking configs');
    assert.equal(await next(), '[TIME] watching for changes');
    write('w/luci-scheduler.cfg', BAD);
    assert.equal(await next(), '\x1b[2J\x1b[H[TIME] checking configs');
    assert.match(await next(), /task-missing/);
    // Ctrl-C as it is typed.
    terminal.stdin.write('\x03');
    assert.deepEqual(await once(terminal, 'exit'), [130, null]);
  });

  it('goes with what can be watched, and changes nothing', async () => {
    const refusals = [
      [['validate', '--watch', '-'], "--watch watches files, and '-' is none"],
      [['validate', '--watch', '--stdin-filename', 'x'], "--watch watches files, and '-' is none"],
      [['validate', '--watch', '--fix'], '--watch fixes nothing; leave --fix and --diff out'],
      [['validate', '--watch', '--dry-run'], '--watch fixes nothing; leave --fix and --diff out'],
      [['validate', '--watch', '--jsonl'], '--jsonl reads standard input, which cannot be watched'],
      [['validate', '--watch', '--format', 'xml'], "unknown --format 'xml'"],
      [
        ['validate', '--watch', '--statistics', '--format', 'junit'],
        '--statistics has no junit format',
      ],
      [['format', '--watch'], '--watch changes nothing; it goes with --check or --diff'],
      [['format', '--watch', '--write'], '--watch changes nothing; it goes with --check or --diff'],
      [['format', '--watch', '--check', '-'], "--watch watches files, and '-' is none"],
    ] as const;
    for (const [[command, ...args], sentence] of refusals) {
      const { run } = command === 'format' ? format : validate;
      await assert.rejects(run(args), (error) => {
        assert.ok(error instanceof UsageError);
        assert.ok(error.message.startsWith(sentence), error.message);
        return true;
      });
    }
  });

  it('format: again whenever the layout may be another', async () => {
    write('w/luci-scheduler.cfg', 'job {\n  id: "a"\n}\n');
    const watching = start('w', 'format', '--check', '--watch');
    const expectCheck = async (lines: readonly string[], end: string) => {
      assert.deepEqual(await watching.checkWith((check) => check.end === end), { lines, end });
    };
    await expectCheck([], '1 file is laid out well; watching for changes');
    write('w/luci-scheduler.cfg', 'job { id:   "a" }\n');
    await expectCheck(
      ['luci-scheduler.cfg'],
      '1 of 1 file is laid out otherwise; watching for changes',
    );
  });
});

/** Of text, in its order: each file and code. */
function findingsOf({ lines }: Check): readonly string[] {
  return lines.flatMap((line) => {
    const [, file, code] = /^(\S+?):\d+:\d+: (?:error|warning): .* \[([a-z-]+)\]/.exec(line) ?? [];
    return file === undefined ? [] : [`${file} ${code}`];
  });
}
