// `luci-jobs format`: configs in the layout of txtpbfmt.

import { encodeUtf8 } from '../src/golang/utf8.ts';
import { type FormattedText, formatText } from '../src/language/language.ts';
import { unifiedDiff } from '../src/text/unified-diff.ts';
import { plural } from '../src/text/wording.ts';
import { type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readFound } from './config-file.ts';
import { CONFIG_NAME, type FoundConfigs, findConfigs } from './files/find-configs.ts';
import { replaceFile } from './files/replace-file.ts';
import { writeWhole } from './output.ts';
import { inputErrorReason } from './standard-input.ts';
import { terminalLine } from './terminal-text.ts';
import { watchConfigs } from './watch/watch-configs.ts';

export const usage = `Usage: luci-jobs format [FILE]
       luci-jobs format --check|--diff|--write [FILE|DIRECTORY|GLOB]...

Lays out luci-scheduler.cfg files as txtpbfmt and lucicfg do: two spaces a level, one field a line,
double quotes. Comments, order and values stay; '# txtpbfmt: ...' in a file is obeyed. Without an
option, writes one file to standard output. '-' is standard input. A directory means every
${CONFIG_NAME} in it that Git does not ignore; nothing named means the current directory.

Options:
  --check               list the files that are laid out otherwise, and change nothing
  --diff                show what would change, as a unified diff, and change nothing
  --write               change the files
  --watch               with --check or --diff: again whenever something changes, until Ctrl-C; before
                        and after, a line with the time goes to standard error
  --stdin-filename NAME what to call standard input

What is not well formed is left as it is and told on standard error.

Exit code: 0 fine; 1 a file is laid out otherwise (--check, --diff), or something was left as it is;
2 wrong usage, or a file or folder that cannot be read or written.
`;

type Mode = 'print' | 'check' | 'diff' | 'write';

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      diff: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      'stdin-filename': { type: 'string' },
    },
  });
  const mode = modeOf(values);
  const stdinName = values['stdin-filename'];
  const named = positionals.length > 0 ? positionals : [stdinName === undefined ? '.' : '-'];
  if (values.watch) {
    if (mode === 'print' || mode === 'write')
      throw new UsageError('--watch changes nothing; it goes with --check or --diff');
    if (named.includes('-')) throw new UsageError("--watch watches files, and '-' is none");
    return watchConfigs('format', named, (found, onSummary) =>
      formatFiles(found, mode, stdinName, onSummary),
    );
  }
  const found = findConfigs(named);
  if (mode === 'write' && found.files.includes('-')) {
    throw new UsageError(
      '--write cannot write to standard input; without it the result is printed',
    );
  }
  const printed = found.files.filter((file) => !found.problems.has(file)).length;
  if (mode === 'print' && printed > 1) {
    throw new UsageError(
      `${printed} files cannot be printed at once; use --check, --diff or --write`,
    );
  }
  return formatFiles(found, mode, stdinName, (summary) => {
    if (mode !== 'print') process.stderr.write(`${summary}\n`);
  });
}

/** @param onSummary told what came of it, in a line */
async function formatFiles(
  { files, problems }: FoundConfigs,
  mode: Mode,
  stdinName: string | undefined,
  onSummary: (summary: string) => void,
): Promise<ExitCode> {
  const tally: Tally = { read: 0, changed: 0, left: 0, failed: 0 };
  for (const file of files) {
    const config = await readFound(file, problems);
    const name = file === '-' ? (stdinName ?? displayName(file)) : file;
    if (!config.ok) {
      tell(`cannot read ${name}: ${config.reason}`);
      tally.failed++;
      continue;
    }
    const taken = await take({ mode, file, name, text: config.text });
    count(tally, taken);
    // That there was something to tell is a verdict.
    if (taken.isGone && mode !== 'write') return 1;
  }
  onSummary(summary(mode, tally));
  if (tally.failed > 0) return 2;
  const isWrong = tally.left > 0 || (tally.changed > 0 && (mode === 'check' || mode === 'diff'));
  return isWrong ? 1 : 0;
}

function modeOf({ check, diff, write }: Readonly<Record<Exclude<Mode, 'print'>, boolean>>): Mode {
  if (write && (check || diff))
    throw new UsageError('--write changes files; --check and --diff do not');
  // A diff says which files it is about.
  return write ? 'write' : diff ? 'diff' : check ? 'check' : 'print';
}

interface Tally {
  /** Files whose end is known: read, and written where that was wanted. */
  read: number;
  changed: number;
  /** Files in which something is left as it is. */
  left: number;
  failed: number;
}

interface Taken {
  readonly changed: boolean;
  readonly left: boolean;
  readonly failed: boolean;
  /** Nobody reads what is written. */
  readonly isGone: boolean;
}

function count(tally: Tally, { changed, left, failed }: Taken): void {
  if (left) tally.left++;
  if (failed) {
    tally.failed++;
    return;
  }
  tally.read++;
  if (changed) tally.changed++;
}

interface Input {
  readonly mode: Mode;
  readonly file: string;
  /** For people. */
  readonly name: string;
  readonly text: string;
}

async function take({ mode, file, name, text }: Input): Promise<Taken> {
  const formatted = formatText(text);
  for (const { line, character, message } of formatted.remarks) {
    process.stderr.write(
      terminalLine(`${name}:${line + 1}:${character + 1}: ${message}`).concat('\n'),
    );
  }
  const changed = formatted.edits.length > 0;
  const left = formatted.leaves;
  const failed = mode === 'write' && changed && !written(file, formatted);
  const output = outputOf({ mode, file, name, text }, formatted, failed);
  // Bytes that are not UTF-8 stay what they are.
  const isGone = output !== '' && !(await writeWhole(process.stdout, encodeUtf8(output)));
  return { changed, left, failed, isGone };
}

/** What standard output gets to see. */
function outputOf({ mode, name, text }: Input, formatted: FormattedText, failed: boolean): string {
  if (mode === 'print') return formatted.text;
  if (formatted.edits.length === 0 || failed) return '';
  return mode === 'diff' ? patch(name, text, formatted.text) : `${terminalLine(name)}\n`;
}

/** As `git diff` names the file: `git apply` and `patch -p1` take it. */
function patch(name: string, before: string, after: string): string {
  const path = name.replace(/^\/+/, '');
  return unifiedDiff(before, after, `a/${path}`, `b/${path}`);
}

/** True if the file has the text now; else it is as it was, and it was said why. */
function written(file: string, { text }: FormattedText): boolean {
  try {
    replaceFile(file, encodeUtf8(text));
    return true;
  } catch (error) {
    tell(`cannot write ${file}: ${inputErrorReason(error)}`);
    return false;
  }
}

function tell(message: string): void {
  process.stderr.write(`luci-jobs format: ${terminalLine(message)}\n`);
}

function summary(mode: Mode, { read, changed, left }: Tally): string {
  if (read === 0) return mode === 'write' ? 'no file was changed' : 'no file was checked';
  const files = plural(read, 'file');
  const parts: string[] = [];
  if (changed > 0) {
    const one = changed === 1;
    const done =
      mode === 'write'
        ? `${one ? 'was' : 'were'} changed`
        : `${one ? 'is' : 'are'} laid out otherwise`;
    parts.push(`${changed} of ${files} ${done}`);
  } else if (read > left) {
    const well = read - left;
    parts.push(`${plural(well, 'file')} ${well === 1 ? 'is' : 'are'} laid out well`);
  }
  if (left > 0) parts.push(`something is left as it is in ${plural(left, 'file')}`);
  return parts.join('; ');
}
