// Colours that go on from line to line, as they do in a terminal, in lines that stand by themselves.

import { onlyStyles, textAndStyles } from '../../src/text/escape-sequences.ts';

/** More are not carried on, in UTF-16 units: a program that never ends its colours must not make each line longer. */
const MAX_CARRIED = 200;

/**
 * A function to be called with each line of an output: it returns the line with what the lines before it have left on.
 * In a log, other lines come in between, so each begins anew.
 */
export function carryingStyles(): (line: string) => string {
  let open = '';
  return (line) => {
    const shown = open === '' || line === '' ? line : `\x1b[${open}m${line}`;
    open = openAfter(open, line);
    return shown;
  };
}

function openAfter(before: string, line: string): string {
  if (!line.includes('\x1b') && !line.includes('\x9b')) return before;
  const sequences = textAndStyles(onlyStyles(line)).filter((_, i) => i % 2 === 1);
  const open = sequences.reduce(openAfterSequence, before);
  return open.length <= MAX_CARRIED ? open : '';
}

/** Nothing before a 0 counts, unless it is a part of a colour. */
function openAfterSequence(before: string, sequence: string): string {
  const numbers = sequence.split(';');
  let start: number | undefined;
  for (let i = 0; i < numbers.length; i++) {
    const number = Number(numbers[i]);
    if (number === 0) start = i + 1;
    if (number === 38 || number === 48) i += Number(numbers[i + 1]) === 5 ? 2 : 4;
  }
  if (start === undefined) return before === '' ? sequence : `${before};${sequence}`;
  return numbers.slice(start).join(';');
}
