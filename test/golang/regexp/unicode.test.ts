import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { foldOrbit, simpleFold, unicodeClass } from '../../../src/golang/regexp/unicode.ts';
import { CATEGORY_RUNS, SCRIPT_RANGES } from '../../../src/golang/regexp/unicode-tables.ts';

/** Of package unicode: ranges and runes of each class, then of the class with (?i). */
const CLASSES: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(new URL('../../vectors/regexp-unicode.json', import.meta.url), 'utf8'),
);

describe('unicodeClass (validation.md E8)', () => {
  for (const [name, expected] of Object.entries(CLASSES)) {
    it(`knows \\p{${name}}`, () => {
      const sizes = [false, true].flatMap((fold) => {
        const ranges = unicodeClass(name, fold)?.ranges ?? [];
        return [ranges.length / 2, unicodeClass(name, fold)?.atMost];
      });
      assert.deepEqual(sizes, expected);
    });
  }

  const names: [names: string[], same: string | undefined][] = [
    [['lu', 'LU', 'l_u', ' L-u ', 'Uppercase_Letter', 'uppercaseletter'], 'Lu'],
    [['greek', 'GR EEK'], 'Greek'],
    [['casedletter', 'lc'], 'LC'],
    [['', 'Old_Italic', 'olditalic', 'SignWriting', 'Script=Greek', 'Latn'], undefined],
  ];
  for (const [spellings, same] of names) {
    for (const name of spellings) {
      it(`takes ${JSON.stringify(name)} for ${same ?? 'nothing'}`, () => {
        const expected = same === undefined ? undefined : unicodeClass(same, false)?.ranges;
        assert.deepEqual(unicodeClass(name, false)?.ranges, expected);
      });
    }
  }
});

/** JavaScript's Unicode is newer: it has more runes, and these are in another class than they were. */
describe("the tables, beside JavaScript's", () => {
  const MOVED: Readonly<Record<string, readonly number[]>> = { Ll: [0x295], Mn: [0x1171e] };

  const categories = new Set(CATEGORY_RUNS.match(/[A-Z][a-z]/g));
  categories.delete('Cn');
  for (const name of categories) {
    it(`have the same runes in category ${name}`, () => {
      assert.deepEqual(runesOutside(name, new RegExp(`^\\p{${name}}$`, 'u')), MOVED[name] ?? []);
    });
  }

  for (const name of Object.keys(SCRIPT_RANGES)) {
    it(`have the same runes in script ${name}`, () => {
      assert.deepEqual(runesOutside(name, new RegExp(`^\\p{Script=${name}}$`, 'u')), []);
    });
  }

  it('fold the same runes', () => {
    for (let rune = 0; rune <= 0x10ffff; rune++) {
      const next = simpleFold(rune);
      if (next === rune) continue;
      assert.match(String.fromCodePoint(next), new RegExp(`^\\u{${rune.toString(16)}}$`, 'iu'));
    }
  });
});

/** The runes of the class that `pattern` does not match. */
function runesOutside(name: string, pattern: RegExp): number[] {
  const { ranges = [] } = unicodeClass(name, false) ?? {};
  const outside: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let rune = ranges[i] ?? 0; rune <= (ranges[i + 1] ?? 0); rune++) {
      if (!pattern.test(String.fromCodePoint(rune))) outside.push(rune);
    }
  }
  return outside;
}

describe('foldOrbit', () => {
  const orbits: [rune: string, orbit: string][] = [
    ['k', 'k\u212aK'],
    ['1', '1'],
    ['\u0130', '\u0130'],
    ['ǅ', 'ǅǆǄ'],
    ['\u0345', '\u0345\u0399\u03b9\u1fbe'],
  ];
  for (const [rune, orbit] of orbits) {
    it(`of ${rune} is ${orbit}`, () => {
      const runes = foldOrbit(rune.codePointAt(0) ?? 0);
      assert.equal(String.fromCodePoint(...runes), orbit);
    });
  }
});
