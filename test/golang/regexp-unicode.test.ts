import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { foldOrbit, unicodeClass } from '../../src/golang/regexp-unicode.ts';

/** Of package unicode: ranges and runes of each class, then of the class with (?i). */
const CLASSES: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(new URL('../vectors/regexp-unicode.json', import.meta.url), 'utf8'),
);

describe('unicodeClass (E8)', () => {
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
