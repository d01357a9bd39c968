import assert from 'node:assert/strict';
import {
  foldersOnPath,
  launcherFolders,
  type PathFacts,
  pathLine,
  reachOf,
} from '../../../client/launcher/launcher-folders.ts';

function facts(
  path: string,
  more: Partial<PathFacts> & { readonly readOnly?: readonly string[] } = {},
): PathFacts {
  const { readOnly = [], ...rest } = more;
  return {
    platform: 'linux',
    home: '/home/u',
    path,
    isWritable: (folder) => !readOnly.includes(folder),
    ...rest,
  };
}

const WINDOWS = { platform: 'win32', home: 'C:\\Users\\u' } as const;
const LOCAL = '/home/u/.local/bin';

/** `(…)`: not on PATH. */
const ROWS: readonly (readonly [name: string, facts: PathFacts, folders: readonly string[]])[] = [
  [
    'the usual one first',
    facts(`/usr/local/bin:/usr/bin:/home/u/bin:${LOCAL}:/bin`),
    [LOCAL, '/home/u/bin', '/usr/local/bin'],
  ],
  [
    'not what may not be written to',
    facts(`${LOCAL}:/usr/local/bin`, { readOnly: ['/usr/local/bin'] }),
    [LOCAL],
  ],
  [
    'not what belongs to the system, whoever may write there',
    facts(`/usr/bin:/bin:/sbin:/opt/x/bin:${LOCAL}`),
    [LOCAL],
  ],
  [
    'the usual one though it is not on PATH, as the last',
    facts('/home/u/tools:/usr/bin'),
    ['/home/u/tools', `(${LOCAL})`],
  ],
  ['an empty PATH', facts(''), [`(${LOCAL})`]],
  [
    'not what tools keep for themselves',
    facts(
      `/home/u/.nvm/versions/node/v20/bin:/home/u/.cargo/bin:/home/u/depot_tools:/home/u/p/node_modules/.bin:/home/u/go/bin:/home/u:${LOCAL}`,
    ),
    [LOCAL],
  ],
  ['nothing relative', facts(`.:bin::../x:${LOCAL}`), [LOCAL]],
  ['each once', facts(`${LOCAL}/:${LOCAL}:/home/u/.local/../.local/bin`), [LOCAL]],
  [
    'Homebrew on a Mac',
    facts('/opt/homebrew/bin:/usr/bin', { platform: 'darwin', home: '/Users/u' }),
    ['/opt/homebrew/bin', '(/Users/u/.local/bin)'],
  ],
  [
    'Windows',
    facts(
      'C:\\Windows\\system32;"C:\\Users\\u\\my tools\\";C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps;D:\\bin',
      WINDOWS,
    ),
    ['C:\\Users\\u\\my tools', '(C:\\Users\\u\\.local\\bin)'],
  ],
];

describe('the folders for a launcher', () => {
  for (const [name, given, expected] of ROWS) {
    it(name, () => {
      const folders = launcherFolders(given).map(({ folder, isOnPath }) =>
        isOnPath ? folder : `(${folder})`,
      );
      assert.deepEqual(folders, expected);
    });
  }

  it('are read from PATH as a shell does', () => {
    assert.deepEqual(foldersOnPath(facts('/a//b/:/:/a/b:c')), ['/a/b', '/']);
    assert.deepEqual(foldersOnPath(facts('C:\\;"D:\\x y";;E:\\z\\', WINDOWS)), [
      'C:\\',
      'D:\\x y',
      'E:\\z',
    ]);
  });
});

describe('what a terminal finds', () => {
  const program = (folder: string) => (folder === '/usr/bin' ? '/usr/bin/luci-jobs' : undefined);
  const rows: readonly (readonly [path: string, folder: string, reach: object])[] = [
    [`${LOCAL}:/usr/bin`, LOCAL, { kind: 'found' }],
    [`${LOCAL}:/usr/bin`, `${LOCAL}/`, { kind: 'found' }],
    [`/usr/bin:${LOCAL}`, LOCAL, { kind: 'shadowed', by: '/usr/bin/luci-jobs' }],
    [`/bin:${LOCAL}`, LOCAL, { kind: 'found' }],
    ['/usr/bin', LOCAL, { kind: 'not-on-path' }],
  ];
  for (const [path, folder, reach] of rows) {
    it(`${folder} of ${path}: ${JSON.stringify(reach)}`, () => {
      assert.deepEqual(reachOf(facts(path), folder, program), reach);
    });
  }
});

describe('the line that puts a folder on PATH', () => {
  const rows: readonly (readonly [
    platform: NodeJS.Platform,
    shell: string,
    folder: string,
    expected: string | undefined,
  ])[] = [
    ['linux', '/bin/bash', LOCAL, 'export PATH="$HOME/.local/bin:$PATH" in ~/.bashrc'],
    ['darwin', '/bin/bash', LOCAL, 'export PATH="$HOME/.local/bin:$PATH" in ~/.bash_profile'],
    ['darwin', '/bin/zsh', '/opt/my tools', 'export PATH="/opt/my tools:$PATH" in ~/.zshrc'],
    [
      'linux',
      '/usr/bin/fish',
      LOCAL,
      'fish_add_path "$HOME/.local/bin" in ~/.config/fish/config.fish',
    ],
    ['linux', '', '/x/$y"`z', 'export PATH="/x/\\$y\\"\\`z:$PATH" in ~/.profile'],
    ['linux', '/bin/sh', '/home/u/$HOME/x', 'export PATH="$HOME/\\$HOME/x:$PATH" in ~/.profile'],
    ['win32', '', 'C:\\x', undefined],
  ];
  for (const [platform, shell, folder, expected] of rows) {
    it(`${platform} ${shell} ${folder}`, () => {
      const line = pathLine(facts('', { platform }), folder, shell);
      assert.equal(line && `${line.line} in ${line.file}`, expected);
    });
  }
});
