// Renaming and renaming back where a name is written otherwise than it is read: with escapes, and in pieces.
//
// How it was written is gone after the first renaming, as the name is another one. What comes back is the name as it is
// read, in one piece and in the quotes of the first; nothing else in the text is touched, and it says the same.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renamable, rename } from '../../src/language/rename.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { errorsIn, openMarked } from '../marked-text.ts';
import { editedText } from './text-in.ts';

/** A name as it is written. */
interface Spelling {
  readonly written: string;
  readonly quote: string;
  /** One piece, each character standing for itself. */
  readonly isPlain: boolean;
}

/** Ways to write a character, of which the first is itself (textformat.md T9). */
const WAYS: readonly ((char: string) => string)[] = [
  (char) => char,
  (char) => `\\x${hex(char)}`,
  (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  (char) => `\\u00${hex(char)}`,
  (char) => `\\U000000${hex(char)}`,
];

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(2, '0');
}

/** How names of up to so many characters are written: apart from what they are. */
const MAX_NAME = 8;
const hand = fc.record({
  ways: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4), {
    minLength: MAX_NAME,
    maxLength: MAX_NAME,
  }),
  cuts: fc.array(fc.nat(MAX_NAME), { maxLength: 2 }),
  quotes: fc.array(fc.constantFrom('"', "'"), { minLength: 3, maxLength: 3 }),
  gap: fc.constantFrom('', ' ', '\n    ', ' \t\n\n'),
  isPlain: fc.boolean(),
});
type Hand = typeof hand extends fc.Arbitrary<infer T> ? T : never;

function spell(name: string, { ways, cuts, quotes, gap, isPlain }: Hand): Spelling {
  const [quote = '"'] = quotes;
  if (isPlain) return { written: quote + name + quote, quote, isPlain };
  const chars = [...name].map((char, i) => WAYS[ways[i] ?? 0]?.(char) ?? char);
  const ends = [...new Set([...cuts, MAX_NAME])].sort((a, b) => a - b);
  const pieces = ends.map((end, i) => {
    const mark = quotes[i] ?? '"';
    return mark + chars.slice(ends[i - 1] ?? 0, end).join('') + mark;
  });
  const written = pieces.join(gap);
  return { written, quote, isPlain: written === quote + name + quote };
}

/** A config in which one name stands at several places, as `write` has it there. */
function config(write: (place: number) => string): string {
  return [
    `job {\n  id: ${write(0)}\n  realm: "r"\n  noop {}\n}\n`,
    `# "other" is not it\njob { id: "other" noop {} }\n`,
    `trigger {\n  id: "t"\n  realm: "r"\n  triggers: ${write(1)}\n  triggers: "other"\n  noop {}\n}\n`,
    `trigger { id: "u" realm: "r" triggers: ["other", ${write(2)}] noop {} }\n`,
  ].join('');
}

const name = fc.stringMatching(/^[0-9A-Za-z_\-. ()]{1,8}$/).filter((id) => !TAKEN.has(id));
const TAKEN = new Set(['other', 't', 'u']);

function renamedIn(text: string, offset: number, newName: string): string {
  const { document } = openMarked(text);
  const renaming = rename(document, positionAt(lineStarts(text), offset), newName);
  assert.ok(renaming.ok, renaming.ok ? '' : renaming.reason);
  return editedText(text, renaming.edits);
}

describe('rename and rename back, however a name is written', () => {
  it('differs in what was written with escapes or in pieces, and in nothing else', () => {
    let exact = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
        fc.tuple(hand, hand, hand),
        fc.nat(2),
        ([before = '', after = ''], hands, at) => {
          const spellings = hands.map((one) => spell(before, one));
          const text = config((i) => spellings[i]?.written ?? '');
          const plain = (id: string) =>
            config((i) => spellings[i]?.quote + id + spellings[i]?.quote);
          // In the place that is asked at, behind its first quote.
          const offset =
            config((i) => (i === at ? '\0' : (spellings[i]?.written ?? ''))).indexOf('\0') + 1;

          const document = openMarked(text).document;
          assert.equal(renamable(document, positionAt(lineStarts(text), offset))?.name, before);
          const renamed = renamedIn(text, offset, after);
          assert.equal(renamed, plain(after));
          const back = renamedIn(renamed, renamed.indexOf('id: ') + 5, before);
          assert.equal(back, plain(before));

          if (spellings.every(({ isPlain }) => isPlain)) {
            exact++;
            assert.equal(back, text);
          }
          const said = (of: string) => errorsIn(of).map(({ code, message }) => [code, message]);
          assert.deepEqual(said(back), said(text));
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(exact > 20, `${exact}`);
  });

  const SAME: readonly [written: string, back: string][] = [
    ['"ab"', '"ab"'],
    ["'ab'", "'ab'"],
    ['"a" "b"', '"ab"'],
    ['\'a\'\n"b"', "'ab'"],
    ['"\\x61b"', '"ab"'],
    ["'\\141' 'b' ''", "'ab'"],
  ];
  for (const [written, back] of SAME) {
    it(`${JSON.stringify(written)} becomes ${back}`, () => {
      const text = `job { id: ${written} noop {} }`;
      const renamed = renamedIn(text, text.indexOf(written) + 1, 'c');
      assert.equal(renamedIn(renamed, renamed.indexOf('c'), 'ab'), `job { id: ${back} noop {} }`);
    });
  }
});
