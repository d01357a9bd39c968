// Text from files and networks, made fit for a terminal.

/**
 * Replaces whatever could move the cursor, change colours or hide text: control characters other than
 * tab and line feed become their pictures (U+2400 and up); C1 controls, bidirectional controls, invisible
 * characters and lone surrogates become U+FFFD. Every character keeps its length in UTF-16 units.
 */
export function terminalText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\0-\x08\v-\x1f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replaceAll('\x7f', '\u2421')
    .replace(
      /[\x80-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
      '\ufffd',
    )
    .replace(/[\u{e0000}-\u{e0fff}]/gu, '\ufffd\ufffd');
}

/** The same for what must stay on one line, such as an argument: a line feed becomes its picture, too. */
export function terminalLine(text: string): string {
  return terminalText(text).replaceAll('\n', '\u240a');
}

/** Columns that well-formed text takes on a terminal; a tab counts as one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += ZERO_WIDTH.test(character) ? 0 : DOUBLE_WIDTH.test(character) ? 2 : 1;
  }
  return width;
}

const ZERO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;
/** East Asian wide and full-width blocks, and emoji. */
const DOUBLE_WIDTH =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

export type Style = keyof typeof SGR;

/** The text in these styles, for a terminal. */
export function paint(styles: readonly Style[], text: string): string {
  return `\x1b[${styles.map((style) => SGR[style]).join(';')}m${text}\x1b[m`;
}

/** Parameters of ECMA-48's Select Graphic Rendition. */
const SGR = { bold: 1, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/**
 * True for a terminal with colours, and for anything if the user has set FORCE_COLOR (https://force-color.org) to other than
 * 0; never if NO_COLOR (https://no-color.org) is set.
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
