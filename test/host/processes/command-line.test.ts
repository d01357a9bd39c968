import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { readCommandLine } from '../../../host/processes/command-line.ts';

/** What is refused begins with `!`. */
const TABLE: readonly (readonly [
  setting: unknown,
  posix: readonly string[] | string,
  windows?: readonly string[] | string,
])[] = [
  ['make', ['make']],
  ['  python3\tbuild.py\n--fast ', ['python3', 'build.py', '--fast']],
  [`a 'b c' "d e" f"g h"i`, ['a', 'b c', 'd e', 'fg hi']],
  [`a '' ""`, ['a', '', '']],
  [`'it'\\''s'`, ["it's"], '!is not closed'],
  [`"a\\"b\\\\c\\n$d"`, ['a"b\\c\\n$d']],
  [`'a\\b"c'`, ['a\\b"c']],
  ['a\\ b \\"c', ['a b', '"c'], '!is not closed'],
  [
    'C:\\tools\\x.exe \\\\server\\y',
    ['C:toolsx.exe', '\\servery'],
    ['C:\\tools\\x.exe', '\\\\server\\y'],
  ],
  ['"C:\\Program Files\\x.exe"', ['C:\\Program Files\\x.exe']],
  ['a $HOME ~ *.c `x` {1,2}', ['a', '$HOME', '~', '*.c', '`x`', '{1,2}']],
  [`sh -c 'a | b > c'`, ['sh', '-c', 'a | b > c']],
  ['a\\', ['a\\']],
  ['a é\u2028b', ['a', 'é', 'b']],
  ['', '!is empty'],
  ['  \n', '!is empty'],
  [`''`, '!first word'],
  ['"" a', '!first word'],
  [`a 'b`, "!A quote (') is not closed"],
  ['a "b', '!A quote (") is not closed'],
  ['a "b\\"', '!A quote (") is not closed'],
  ['a | b', '!so | would'],
  ['a && b', '!so && would'],
  ['a; b', ['a;', 'b']],
  ['a ; b', '!so ; would'],
  ['a > b', '!so > would'],
  ['a >b', '!so >b would'],
  ['a 2>&1', '!so 2>&1 would'],
  ['a &', '!so & would'],
  [`a '|' "&&" '>' x`, ['a', '|', '&&', '>', 'x']],
  ['a \\> b', ['a', '>', 'b'], ['a', '\\>', 'b']],
  ['a a>b x=<y>', ['a', 'a>b', 'x=<y>']],
  ['a b\0c', '!zero character'],
  [
    ['make', 'a b', '|', ''],
    ['make', 'a b', '|', ''],
  ],
  [[], '!is empty'],
  [[''], '!first word'],
  [['a', 'b\0'], '!zero character'],
  [['a', 1], '!a text or a list'],
  [null, '!a text or a list'],
  [{ a: 'b' }, '!a text or a list'],
  [7, '!a text or a list'],
];

describe('a command line', () => {
  for (const [setting, posix, windows = posix] of TABLE) {
    it(JSON.stringify(setting), () => {
      for (const [quoting, expected] of [
        ['posix', posix],
        ['windows', windows],
      ] as const) {
        const read = readCommandLine(setting, quoting);
        if (typeof expected === 'string') {
          assert.ok(!read.ok, quoting);
          assert.ok(read.reason.includes(expected.slice(1)), read.reason);
        } else {
          assert.deepEqual(read, { ok: true, command: expected }, quoting);
        }
      }
    });
  }

  it('is read as a shell does, where both read it', () => {
    const word = fc.array(
      fc.constantFrom('a', 'ü', "'b c'", '"d\\"e"', '"\\\\"', '\\ ', "\\'", "''"),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const text = words.map((parts) => parts.join('')).join('  ');
        const shell = spawnSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
        const read = readCommandLine(text, 'posix');
        const expected = shell.stdout.split('\0').slice(0, -1);
        if (expected[0] === '') assert.equal(read.ok, false);
        else assert.deepEqual(read, { ok: true, command: expected });
      }),
      { numRuns: 100 },
    );
  });

  it('of any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('posix', 'windows'), (text, quoting) => {
        const read = readCommandLine(text, quoting);
        assert.ok(read.ok ? read.command.length > 0 : read.reason.endsWith('.'));
      }),
    );
  });
});
