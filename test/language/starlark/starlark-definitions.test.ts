import assert from 'node:assert/strict';
import fc from 'fast-check';
import { starlarkPlaces } from '../../../src/language/starlark/starlark-definitions.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { markedText } from '../../marked-text.ts';

/** An id, and Starlark with the places of it marked: those that name it. */
const NAMED: readonly [what: string, id: string, marked: string][] = [
  ['a string', 'linux-rel', 'luci.builder(name = [["linux-rel"]], bucket = "ci")'],
  ['not another one', 'linux-rel', 'luci.builder(name = "linux-rel-2")\nx(name = "linux")'],
  ['single quotes', 'a', "luci.builder(name = [['a']])"],
  ['three quotes', 'a', 'luci.builder(name = [["""a"""]])'],
  ['a raw string', 'a\\d', 'f(name = [[r"a\\d"]])'],
  ['an escaped string', 'a-b', 'f(name = [["a\\x2db"]])'],
  ['a sum', 'a-b', 'f(name = [["a" + "-" + "b"]], x = 1)'],
  ['a sum in parentheses over lines', 'a-b', 'f(name = [[("a" +\n  "-b")]],\n)'],
  ['a constant', 'a-b', 'P = "a"\nf(name = [[P + "-b"]])'],
  ['a constant of constants, in any order', 'abc', 'f(name = [[Z]])\nZ = Y + "c"\nY = "a" + "b"'],
  ['no constant that is bound twice', 'a', 'P = "a"\nP = "b"\nf(name = P)'],
  ['no constant of a function', 'ab', 'def g():\n  P = "a"\nf(name = P + "b")'],
  ['no constant that others load', 'ab', 'load("x.star", "P")\nf(name = P + "b")'],
  ['no formatting', 'ab', 'f(name = "%sb" % "a")\nf(name = "{}b".format("a"))'],
  ['no product', 'aa', 'f(name = "a" * 2)'],
  ['no circle', 'a', 'A = B\nB = A\nf(name = A)'],
  ['no comment', 'a', '# f(name = "a")\n'],
  ['no string with code', 'a', "'''\nf(name = \"a\")\n'''"],
  ['no comparison', 'a', 'x = name == "a"'],
  ['no default of another name', 'a', 'f(builder_name = "a".upper())'],
  ['several', 'a', 'f(name = [["a"]])\ng(x = [1], name = [["a"]])'],
  ['a nested call', 'a', 'f(g(x = 1, name = [["a"]]), name = "b")'],
  ['the bucket in front', 'try-linux', 'f(name = [["linux"]], bucket = "try")'],
  ['the bucket in front, earlier', 'try-linux', 'B = "try"\nf(bucket = B, name = [["linux"]])'],
  ['not another bucket in front', 'try-linux', 'f(name = "linux", bucket = "ci")'],
  ['not the bucket of another call', 'try-linux', 'g(bucket = "try")\nf(name = "linux")'],
  ['after text that does not parse', 'a', ') ] "x\nf(name = [["a"]])'],
  ['before text that does not parse', 'a', 'f(name = [["a"]])\n("""'],
  ['nothing in what is not closed', 'a', 'f(name = "a"'],
  ['UTF-16', 'ä😀', '# 😀\nf(x = "😀", name = [["ä😀"]])'],
];

/** The same, of strings that are the id without naming anything. */
const MENTIONED: readonly [what: string, id: string, marked: string][] = [
  ['an argument', 'a', 'make_job([["a"]], every = 5)'],
  ['an element', 'a', 'for x in ("b", [["a"]]):\n  f(name = x)'],
  ['a key', 'a', 'X = {[["a"]]: 1}'],
  ['what is not closed', 'a', 'f(name = [["a"]]'],
];

describe('starlarkPlaces', () => {
  for (const [what, id, marked] of NAMED) {
    it(`names: ${what}`, () => {
      const { text, ranges } = markedText(marked);
      assert.deepEqual(starlarkPlaces(text, id).named, ranges);
    });
  }

  for (const [what, id, marked] of MENTIONED) {
    it(`mentions: ${what}`, () => {
      const { text, ranges } = markedText(marked);
      assert.deepEqual(starlarkPlaces(text, id), { named: [], mentioned: ranges });
    });
  }

  it('does not mention what it names', () => {
    const { mentioned } = starlarkPlaces('f(name = "a", x = "a")', 'a');
    assert.deepEqual(
      mentioned.map(({ start }) => start.character),
      [18],
    );
  });

  it('takes any text', () => {
    const pieces = ['name', '=', '"', "'", '"""', '\\', '\n', '(', ')', '+', '#', 'a', ',', 'r'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { named, mentioned } = starlarkPlaces(text, 'a');
        const lines = text.split('\n');
        for (const { start, end } of [...named, ...mentioned]) {
          assert.ok(end.line < lines.length);
          assert.ok(start.line < end.line || start.character < end.character);
        }
      }),
    );
  });

  const LARGE: readonly [what: string, make: (n: number) => string][] = [
    ['sums', (n) => `f(name = "a"${' + "b"'.repeat(n)})`],
    ['open brackets', (n) => 'f(name = ('.repeat(n)],
    ['parentheses', (n) => `f(name = ${'('.repeat(n)}`],
    ['open strings', (n) => '"""'.repeat(n * 2 + 1)],
    ['backslashes', (n) => `"${'\\'.repeat(n)}`],
    ['doubled constants', doublings],
  ];
  for (const [what, make] of LARGE) {
    it(`takes linear time for ${what}`, () => {
      assertLinearTime(100_000, make, (text) => starlarkPlaces(text, 'ab'));
    });
  }
});

/** Each constant is twice the one before it, which is nothing. */
function doublings(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => `A${i + 1} = A${i} + A${i}\n`);
  return `A0 = ""\n${lines.join('')}f(name = A${count})\nf(name = A40)`;
}
