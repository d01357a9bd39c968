// Characters that cannot be seen, or that look like others, by their names.

/** Names of Unicode of what does not show, in a text or at all, where there is more to say than its category. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x0b, 'vertical tab'],
  [0x0c, 'form feed'],
  [0x1a, 'substitute, an end of file of DOS'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0x85, 'next line'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x34f, 'combining grapheme joiner'],
  [0x61c, 'Arabic letter mark'],
  [0x115f, 'Hangul choseong filler'],
  [0x1160, 'Hangul jungseong filler'],
  [0x1680, 'Ogham space mark'],
  [0x180e, 'Mongolian vowel separator'],
  [0x2000, 'en quad'],
  [0x2001, 'em quad'],
  [0x2002, 'en space'],
  [0x2003, 'em space'],
  [0x2004, 'three-per-em space'],
  [0x2005, 'four-per-em space'],
  [0x2006, 'six-per-em space'],
  [0x2007, 'figure space'],
  [0x2008, 'punctuation space'],
  [0x2009, 'thin space'],
  [0x200a, 'hair space'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2010, 'hyphen'],
  [0x2011, 'non-breaking hyphen'],
  [0x2012, 'figure dash'],
  [0x2013, 'en dash'],
  [0x2014, 'em dash'],
  [0x2026, 'horizontal ellipsis'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x205f, 'medium mathematical space'],
  [0x2060, 'word joiner'],
  [0x2061, 'function application'],
  [0x2062, 'invisible times'],
  [0x2063, 'invisible separator'],
  [0x2064, 'invisible plus'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x2212, 'minus sign'],
  [0x2800, 'Braille pattern blank'],
  [0x3000, 'ideographic space'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'byte order mark'],
  [0xffa0, 'halfwidth Hangul filler'],
  [0xfffc, 'object replacement character'],
  [0xfffd, 'replacement character'],
]);

/** What has no name above, by a property that tells why it does not show. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\p{Variation_Selector}/u, 'a variation selector'],
  [/[\u{e0000}-\u{e007f}]/u, 'a tag character'],
  [/\p{Cc}/u, 'a control character'],
  [/\p{Zs}/u, 'a space'],
  [/\p{Cf}|\p{Default_Ignorable_Code_Point}/u, 'a character that does not show'],
  [/\p{M}/u, 'a combining mark'],
  [/\p{Co}/u, 'a character for private use'],
  [/\p{Cn}/u, 'an unassigned character'],
];

/** Characters that look like one of ASCII; those of full width are found without it. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['аɑα', 'a'],
  ['Ь', 'b'],
  ['сϲ', 'c'],
  ['ԁ', 'd'],
  ['еҽ', 'e'],
  ['ɡ', 'g'],
  ['һ', 'h'],
  ['іιı', 'i'],
  ['јϳ', 'j'],
  ['кκ', 'k'],
  ['ӏⅼ', 'l'],
  ['м', 'm'],
  ['ո', 'n'],
  ['оοօ', 'o'],
  ['рρ', 'p'],
  ['ԛ', 'q'],
  ['г', 'r'],
  ['ѕ', 's'],
  ['т', 't'],
  ['υս', 'u'],
  ['νѵ', 'v'],
  ['ԝѡ', 'w'],
  ['хχ', 'x'],
  ['уγ', 'y'],
  ['ᴢ', 'z'],
  ['АΑ', 'A'],
  ['ВΒ', 'B'],
  ['СϹ', 'C'],
  ['ЕΕ', 'E'],
  ['НΗ', 'H'],
  ['ІΙӀ', 'I'],
  ['Ј', 'J'],
  ['КΚ', 'K'],
  ['МΜ', 'M'],
  ['Ν', 'N'],
  ['ОΟ', 'O'],
  ['РΡ', 'P'],
  ['Ѕ', 'S'],
  ['ТΤ', 'T'],
  ['ХΧ', 'X'],
  ['ҮΥ', 'Y'],
  ['Ζ', 'Z'],
  ['‐‑‒–—―−﹘˗', '-'],
  ['․。·', '.'],
  ['‚،、', ','],
  ['ː˸։׃∶꞉︓', ':'],
  [';؛', ';'],
  ['⁄∕⧸', '/'],
  ['❴⦃', '{'],
  ['❵⦄', '}'],
  ['⟦〔【', '['],
  ['⟧〕】', ']'],
  ['‹〈⟨', '<'],
  ['›〉⟩', '>'],
  ['‿', '_'],
  ['♯', '#'],
  ['∗⁎', '*'],
  ['꞊', '='],
  ['“”„‟«»″〝〞', '"'],
  ['‘’‚‛′', "'"],
  ['´', '`'],
]);

const ASCII_OF: ReadonlyMap<string, string> = new Map(
  [...LOOK_ALIKES]
    .flatMap(([others, ascii]) => [...others].map((other) => [other, ascii] as const))
    .reverse(),
);

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'Cyrillic'],
  [/\p{Script=Greek}/u, 'Greek'],
  [/\p{Script=Armenian}/u, 'Armenian'],
  [/[\uff01-\uff5e]/u, 'full-width'],
];

/** The ASCII character that a character outside ASCII looks like, or undefined. */
export function asciiLookAlike(character: string): string | undefined {
  if (/^[\0-\x7f]/.test(character)) return undefined;
  const known = ASCII_OF.get(character);
  if (known !== undefined) return known;
  const plain = character.normalize('NFKC');
  return /^[!-~]$/.test(plain) ? plain : undefined;
}

/** Whether a character, not an ordinary blank or line end, leaves no mark on the screen, or only an empty space. */
export function isInvisible(character: string): boolean {
  return (
    /^(?:[\p{C}\p{Z}\u2800\ufffc]|\p{Default_Ignorable_Code_Point})$/u.test(character) &&
    !/^[ \t\r\n]$/.test(character)
  );
}

/** True for a lone surrogate that stands for a byte which is not UTF-8 (../golang/utf8.ts). */
export function isStrayByte(character: string): boolean {
  return /^[\udc80-\udcff]$/.test(character);
}

/** `U+00A0` */
function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A character as a sentence names it: by its number and name if it cannot be seen, by what it looks like if it
 * is easily taken for another, and else as it is.
 */
export function namedCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (isStrayByte(character)) return `byte 0x${(point - 0xdc00).toString(16).toUpperCase()}`;
  const name = NAMES.get(point) ?? KINDS.find(([kind]) => kind.test(character))?.[1];
  if (isInvisible(character) || /\p{M}/u.test(character)) {
    return name === undefined ? codePoint(character) : `${codePoint(character)}, ${name}`;
  }
  const ascii = asciiLookAlike(character);
  if (ascii !== undefined) {
    const script = SCRIPTS.find(([pattern]) => pattern.test(character))?.[1];
    const what = name ?? (script === undefined ? undefined : `${script} character`);
    const looks = `looks like \`${ascii}\``;
    return what === undefined
      ? `\`${character}\`, ${codePoint(character)}, which ${looks},`
      : `\`${character}\`, ${codePoint(character)}, ${what === name ? name : `a ${what}`} that ${looks},`;
  }
  return `\`${character}\``;
}
