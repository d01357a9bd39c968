// Options of `npm start`, read from the words after it.

import { parseArgs } from 'node:util';

export type StartOptions =
  | { readonly kind: 'start'; readonly where: 'browser' | 'desktop' }
  | { readonly kind: 'help' }
  /** `problem` is a sentence. */
  | { readonly kind: 'wrong'; readonly problem: string };

export const START_USAGE = `Usage: npm start [-- OPTION]

Builds and packages the extension, installs it in a real VS Code, and opens a copy of the demo project there.

  (no option)  VS Code in your browser: prints the address to open; Ctrl-C stops it
  --desktop    the VS Code that \`code\` starts
  --help       prints this`;

/** @param args without the program's name */
export function startOptions(args: readonly string[]): StartOptions {
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true });
  // What the user asks for last, help, wins over whatever else is there.
  if (tokens.some((token) => token.kind === 'option' && /^(?:h|help)$/.test(token.name))) {
    return { kind: 'help' };
  }
  let where: 'browser' | 'desktop' = 'browser';
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      return { kind: 'wrong', problem: `npm start takes options alone, and no "${token.value}".` };
    }
    if (token.name !== 'desktop') {
      return { kind: 'wrong', problem: `There is no option ${token.rawName}.` };
    }
    if (token.value !== undefined) {
      return { kind: 'wrong', problem: `${token.rawName} takes no value.` };
    }
    where = 'desktop';
  }
  return { kind: 'start', where };
}
