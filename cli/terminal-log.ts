// The log of an invocation for a terminal: with the colours that a program has chosen, and nothing else of its doing.

import { onlyStyles, textAndStyles, withoutEscapes } from '../src/text/escape-sequences.ts';
import { terminalText } from './terminal-text.ts';

/**
 * Whole lines as they can be printed. Escape sequences are left out, but for those that choose colours and styles if
 * `color`; these end with their line. What hides text, such as the style "concealed", does not count. The rest is as
 * `terminalText` has it.
 */
export function terminalLog(lines: string, color: boolean): string {
  const text = lines.replaceAll('\r\n', '\n');
  if (!color) return terminalText(withoutEscapes(text));
  return text.split('\n').map(styledLine).join('\n');
}

const RESET = '\x1b[m';

function styledLine(line: string): string {
  const [first = '', ...parts] = textAndStyles(onlyStyles(line));
  let shown = terminalText(first);
  let isStyled = false;
  for (let i = 0; i < parts.length; i += 2) {
    const numbers = shownNumbers(parts[i] ?? '');
    if (numbers !== '') shown += `\x1b[${numbers}m`;
    isStyled ||= numbers !== '';
    shown += terminalText(parts[i + 1] ?? '');
  }
  return isStyled ? shown + RESET : shown;
}

/** The numbers that choose what may be chosen; an empty one is 0. */
function shownNumbers(numbers: string): string {
  const shown: string[] = [];
  const given = numbers.split(';').map(Number);
  for (let i = 0; i < given.length; i++) {
    const number = given[i] ?? 0;
    if (number === 38 || number === 48) {
      const length = given[i + 1] === 5 ? 2 : given[i + 1] === 2 ? 4 : 0;
      const colour = given.slice(i + 1, i + 1 + length);
      // What the numbers after it mean, nobody knows.
      if (length === 0 || colour.length < length) break;
      if (colour.every((part) => part <= 255)) shown.push([number, ...colour].join(';'));
      i += length;
    } else if (isShown(number)) {
      shown.push(String(number));
    }
  }
  return shown.join(';');
}

/** Bold, dim, italic, underlined, inverse, struck through, the colours, and the end of each; not blinking, not hidden. */
function isShown(number: number): boolean {
  return (
    [0, 1, 2, 3, 4, 7, 9, 21, 22, 23, 24, 27, 29, 39, 49].includes(number) ||
    [30, 40, 90, 100].some((first) => number >= first && number <= first + 7)
  );
}
