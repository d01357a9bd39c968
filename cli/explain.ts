// `luci-jobs explain`: what a code of a finding means.

import { FINDING_CODES } from '../src/language/language.ts';
import { didYouMean, type ExitCode, parseArguments, UsageError } from './command.ts';
import { paint, wantsColor } from './terminal-text.ts';

export const usage = `Usage: luci-jobs explain [CODE]...

Says what findings with a code are about and what to do, as docs/findings.md does. Without a CODE,
lists all of them.

Exit code: 0; 2 wrong usage.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { positionals } = parseArguments({ args: [...args], allowPositionals: true, options: {} });
  const codes = Object.keys(FINDING_CODES);
  if (positionals.length === 0) {
    process.stdout.write(codes.map((code) => `${code}\n`).join(''));
    return 0;
  }
  const unknown = positionals.find((code) => !Object.hasOwn(FINDING_CODES, code));
  if (unknown !== undefined) {
    throw new UsageError(`there is no code '${unknown}'${didYouMean(unknown, codes)}`);
  }
  process.stdout.write(positionals.map(explanation).join('\n'));
  return 0;
}

function explanation(code: string): string {
  const { severity, title, explanation: text } = FINDING_CODES[code as keyof typeof FINDING_CODES];
  const name = wantsColor(process.stdout) ? paint(['bold'], code) : code;
  return `${name} (${severity})\n${wrapped(title)}\n\n${wrapped(text)}\n`;
}

const WIDTH = 80;

/** Lines of prose cut at blanks; what is indented, or a list, stays as it is. */
function wrapped(text: string): string {
  return text
    .split('\n')
    .map((line) => (/^(?: {2,}|[-*] |\d+\. )/.test(line) ? line : filled(line)))
    .join('\n');
}

function filled(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join('\n');
}
