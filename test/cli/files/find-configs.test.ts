import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findConfigs } from '../../../cli/files/find-configs.ts';
import { compileGlob } from '../../../cli/files/glob.ts';

const TREE: Readonly<Record<string, string>> = {
  '.git/HEAD': '',
  '.git/info/exclude': 'excluded\n',
  '.git/luci-scheduler.cfg': '',
  '.gitignore':
    '# comment\nout/\n/top.cfg\n*-old.cfg\n!keep-old.cfg\nluci-scheduler-tmp[0-9].cfg\n\\#odd\na/**/deep\n',
  'luci-scheduler.cfg': '',
  'luci-scheduler-dev.cfg': '',
  'luci-scheduler-old.cfg': '',
  'luci-scheduler-keep-old.cfg': '',
  'luci-scheduler-tmp1.cfg': '',
  'luci-scheduler.cfg.bak': '',
  'other.cfg': '',
  'node_modules/x/luci-scheduler.cfg': '',
  'excluded/luci-scheduler.cfg': '',
  'out/luci-scheduler.cfg': '',
  'a/out': '',
  'a/luci-scheduler.cfg': '',
  'a/b/c/deep/luci-scheduler.cfg': '',
  'a/b/.gitignore': '*.cfg\n!luci-scheduler-yes.cfg\n',
  'a/b/luci-scheduler.cfg': '',
  'a/b/luci-scheduler-yes.cfg': '',
  'empty/x': '',
};

/** A user who owns nothing, whatever the system calls it. */
const NOBODY = 65_534;

describe('finding configs', () => {
  let folder: string;
  let before: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'luci-jobs-'));
    for (const [name, text] of Object.entries(TREE)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    symlinkSync('.', path.join(folder, 'loop'));
    before = process.cwd();
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  const rows: readonly (readonly [named: string, files: readonly string[]])[] = [
    [
      '.',
      [
        'a/b/luci-scheduler-yes.cfg',
        'a/luci-scheduler.cfg',
        'luci-scheduler-dev.cfg',
        'luci-scheduler.cfg',
      ],
    ],
    ['a', ['a/b/luci-scheduler-yes.cfg', 'a/luci-scheduler.cfg']],
    ['a/b', ['a/b/luci-scheduler-yes.cfg']],
    ['*.cfg', ['luci-scheduler-dev.cfg', 'luci-scheduler.cfg', 'other.cfg']],
    ['a/**/*.cfg', ['a/b/luci-scheduler-yes.cfg', 'a/luci-scheduler.cfg']],
    ['**/{other,luci-scheduler}.cfg', ['a/luci-scheduler.cfg', 'luci-scheduler.cfg', 'other.cfg']],
    ['out/luci-scheduler.cfg', ['out/luci-scheduler.cfg']],
    ['no such file', ['no such file']],
    ['-', ['-']],
  ];
  for (const [named, files] of rows) {
    it(named, () => assert.deepEqual(findConfigs([named]), { files, problems: new Map() }));
  }

  it('names what holds none, and each file once', () => {
    assert.deepEqual(findConfigs(['empty', 'x*.cfg', 'a', 'a/luci-scheduler.cfg']), {
      files: ['empty', 'x*.cfg', 'a/b/luci-scheduler-yes.cfg', 'a/luci-scheduler.cfg'],
      problems: new Map([['empty', 'it is a directory without a luci-scheduler*.cfg']]),
    });
  });

  it('takes a file once, whatever leads to it, by the name that is no link', () => {
    symlinkSync('other.cfg', 'link.cfg');
    symlinkSync('a', 'aa');
    for (const [named, files] of [
      [['other.cfg', './other.cfg', 'a/../other.cfg', path.resolve('other.cfg')], ['other.cfg']],
      [['./other.cfg', 'other.cfg'], ['./other.cfg']],
      [['link.cfg', './link.cfg'], ['link.cfg']],
      [
        ['link.cfg', 'luci-scheduler.cfg', 'other.cfg'],
        ['other.cfg', 'luci-scheduler.cfg'],
      ],
      [['other.cfg', 'link.cfg'], ['other.cfg']],
      [['aa/luci-scheduler.cfg', 'a/luci-scheduler.cfg'], ['a/luci-scheduler.cfg']],
      [['nope', './nope'], ['nope']],
    ] as const) {
      assert.deepEqual(findConfigs(named).files, files, named.join(' '));
    }
  });

  it('names what cannot be read on the way, with the reason', function () {
    if (process.platform !== 'linux') this.skip();
    // Bytes that are no UTF-8, which other systems do not take for names.
    const raw = (name: string) => Buffer.from(`${folder}/a/${name}`, 'latin1');
    writeFileSync(raw('luci-scheduler-\xff.cfg'), '');
    writeFileSync(raw('other-\xff.cfg'), '');
    mkdirSync(raw('folder-\xff'));
    mkdirSync(raw('out\xff'));
    mkdirSync('a/closed', { mode: 0 });
    writeFileSync('a/.gitignore', 'out?\n');
    symlinkSync('nowhere', 'a/luci-scheduler-link.cfg');
    // Nothing is closed to root.
    const isRoot = process.geteuid?.() === 0;
    chmodSync(folder, 0o755);
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      const notUtf8 = 'its name is not UTF-8';
      assert.deepEqual(findConfigs(['a']), {
        files: [
          'a/b/luci-scheduler-yes.cfg',
          'a/closed',
          'a/folder-\ufffd',
          'a/luci-scheduler-\ufffd.cfg',
          'a/luci-scheduler.cfg',
        ],
        problems: new Map([
          ['a/closed', 'permission denied'],
          ['a/folder-\ufffd', notUtf8],
          ['a/luci-scheduler-\ufffd.cfg', notUtf8],
        ]),
      });
      assert.deepEqual(findConfigs(['a/closed']), {
        files: ['a/closed'],
        problems: new Map([['a/closed', 'permission denied']]),
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync('a/closed', 0o755);
    }
  });

  it('keeps a rule that excludes keep-old out of the way of one that takes it back', () => {
    writeFileSync('.gitignore', '*-old.cfg\n!luci-scheduler-keep-old.cfg\n');
    assert.ok(findConfigs(['.']).files.includes('luci-scheduler-keep-old.cfg'));
  });
});

describe('globs', () => {
  it('take no more time than their length', () => {
    const hostile = compileGlob(`${'*a'.repeat(200)}b`);
    assert.equal(hostile.matches('a'.repeat(4000)), false);
    assert.equal(compileGlob('**/*a/'.repeat(100)).matches('a/'.repeat(2000)), true);
    assert.equal(compileGlob('{a,b}'.repeat(40)).matches('a'), false);
  });

  const rows: readonly (readonly [glob: string, yes: readonly string[], no: readonly string[]])[] =
    [
      ['*.cfg', ['a.cfg', '.cfg'], ['a/b.cfg', 'acfg', 'a.cfg2']],
      ['**/a', ['a', 'x/a', 'x/y/a'], ['ba', 'a/b']],
      ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a']],
      ['a/**/b', ['a/b', 'a/x/b'], ['a/xb']],
      ['?[a-c][!d]', ['xae', 'éb.'], ['xad', 'xde', 'ab']],
      ['{a,b*}.x', ['a.x', 'bc.x'], ['c.x']],
      ['a+(b)$^|.', ['a+(b)$^|.'], ['aab']],
      ['[', ['['], ['a']],
      ['{a', ['{a'], ['a']],
      ['\\*', ['*'], ['a']],
    ];
  for (const [glob, yes, no] of rows) {
    it(glob, () => {
      const pattern = compileGlob(glob);
      assert.deepEqual(
        yes.filter((name) => !pattern.matches(name)),
        [],
      );
      assert.deepEqual(
        no.filter((name) => pattern.matches(name)),
        [],
      );
    });
  }
});
