// Text of a program for a terminal, by its colours and styles (SGR of ECMA-48, and the colours of xterm).

import { textAndStyles } from '../../src/text/escape-sequences.ts';

/** One of a terminal's 16, or any. */
type TerminalColor =
  /** 0 to 7: black, red, green, yellow, blue, magenta, cyan, white; 8 to 15: the same, bright. */
  | { readonly kind: 'palette'; readonly index: number }
  /** 0 to 255 each. */
  | { readonly kind: 'exact'; readonly red: number; readonly green: number; readonly blue: number };

type Style = 'bold' | 'dim' | 'italic' | 'underline' | 'strikethrough' | 'inverse';

/** How text looks. */
interface Appearance {
  readonly foreground?: TerminalColor | undefined;
  readonly background?: TerminalColor | undefined;
  /** Each once. */
  readonly styles: readonly Style[];
}

/** Text of one appearance. */
export interface StyledRun extends Appearance {
  readonly text: string;
}

/** More runs of one line are not shown as such: each is an element of the page. */
export const MAX_RUNS = 1_000;

const PLAIN: Appearance = { styles: [] };

/**
 * Splits a line. Each begins without colours. Text that is to be hidden or to blink is shown as any other. Linear in the
 * length of the line.
 *
 * @param styled see `onlyStyles`
 * @param end how much of the text without its sequences is to be shown, in UTF-16 units
 */
export function styledRuns(styled: string, end: number): readonly StyledRun[] {
  const runs: StyledRun[] = [];
  const parts = textAndStyles(styled);
  let appearance = PLAIN;
  let left = end;
  for (let i = 0; i < parts.length && left > 0; i += 2) {
    if (i > 0) appearance = appearanceAfter(appearance, parts[i - 1] ?? '');
    const text = (parts[i] ?? '').slice(0, left);
    if (text === '') continue;
    left -= text.length;
    const last = runs.at(-1);
    if (last && runs.length === MAX_RUNS) runs[MAX_RUNS - 1] = { ...last, text: last.text + text };
    else runs.push({ ...appearance, text });
  }
  return runs;
}

/** @param numbers of a sequence, with semicolons between them; an empty one is 0 */
function appearanceAfter(before: Appearance, numbers: string): Appearance {
  const given = numbers.split(';').map(Number);
  let after = before;
  for (let i = 0; i < given.length; i++) {
    const number = given[i] ?? 0;
    if (number === 38 || number === 48) {
      const length = given[i + 1] === 5 ? 2 : given[i + 1] === 2 ? 4 : 0;
      // What the numbers after it mean, nobody knows.
      if (length === 0 || i + length >= given.length) break;
      const color = colorOf(given.slice(i + 2, i + 1 + length));
      if (color) after = { ...after, [number === 38 ? 'foreground' : 'background']: color };
      i += length;
    } else {
      after = afterNumber(after, number);
    }
  }
  return after;
}

const BEGINS: ReadonlyMap<number, Style> = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [3, 'italic'],
  [4, 'underline'],
  [7, 'inverse'],
  [9, 'strikethrough'],
  [21, 'underline'],
]);

const ENDS: ReadonlyMap<number, readonly Style[]> = new Map([
  [22, ['bold', 'dim']],
  [23, ['italic']],
  [24, ['underline']],
  [27, ['inverse']],
  [29, ['strikethrough']],
]);

/** What is not known changes nothing. */
function afterNumber(before: Appearance, number: number): Appearance {
  if (number === 0) return PLAIN;
  const begun = BEGINS.get(number);
  const ended = ENDS.get(number) ?? (begun ? [begun] : []);
  if (ended.length > 0) {
    const others = before.styles.filter((style) => !ended.includes(style));
    return { ...before, styles: begun ? [...others, begun] : others };
  }
  if (number === 39) return { ...before, foreground: undefined };
  if (number === 49) return { ...before, background: undefined };
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (ones > 7) return before;
  if (tens === 3 || tens === 9) {
    return { ...before, foreground: { kind: 'palette', index: tens === 3 ? ones : ones + 8 } };
  }
  if (tens === 4 || tens === 10) {
    return { ...before, background: { kind: 'palette', index: tens === 4 ? ones : ones + 8 } };
  }
  return before;
}

/** By its number among 256, or by its parts. Undefined if there is no such color. */
function colorOf(numbers: readonly number[]): TerminalColor | undefined {
  if (!numbers.every((part) => part <= 255)) return undefined;
  const [red = 0, green = 0, blue = 0] = numbers;
  return numbers.length === 1 ? paletteColor(red) : { kind: 'exact', red, green, blue };
}

/** Of xterm's 256 colours: the 16, a cube of 6 levels for each part, and 24 greys. */
function paletteColor(index: number): TerminalColor {
  if (index < 16) return { kind: 'palette', index };
  const [red, green, blue] = index >= 232 ? grey(index - 232) : cube(index - 16);
  return { kind: 'exact', red, green, blue };
}

type Parts = readonly [red: number, green: number, blue: number];

function grey(step: number): Parts {
  const level = 8 + 10 * step;
  return [level, level, level];
}

function cube(index: number): Parts {
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  return [level(Math.floor(index / 36)), level(Math.floor(index / 6) % 6), level(index % 6)];
}

const NAMES = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/**
 * How a run is shown: classes of panel.css, none if as any other text, and the properties that these use. The 16 colours
 * are those of VS Code's theme; panel.css sees to it that each can be read.
 */
export function cssOf({ foreground, background, styles }: StyledRun): {
  readonly classes: readonly string[];
  readonly properties: readonly (readonly [name: string, value: string])[];
} {
  const isInverse = styles.includes('inverse');
  const [text, ground] = isInverse ? [background, foreground] : [foreground, background];
  const classes = styles.filter((style) => style !== 'inverse').map((style) => `ansi-${style}`);
  const properties: [string, string][] = [];
  if (text) {
    classes.push('ansi-foreground');
    properties.push(['--ansi-foreground', cssColor(text)]);
  }
  if (ground || isInverse) {
    classes.push('ansi-background');
    const color = ground ? cssColor(ground) : 'var(--vscode-editor-foreground)';
    properties.push(['--ansi-background', color]);
  }
  return { classes, properties };
}

function cssColor(color: TerminalColor): string {
  if (color.kind === 'exact') return `rgb(${color.red} ${color.green} ${color.blue})`;
  const bright = color.index < 8 ? '' : 'Bright';
  return `var(--vscode-terminal-ansi${bright}${NAMES[color.index % 8]})`;
}
