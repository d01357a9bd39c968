// `luci-jobs validate`: the service's verdict on config files.

import {
  type ConfigSettings,
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  eachDiagnostic,
  type Finding,
  type FindingCounts,
  isLintCode,
  noFindings,
  SEVERITIES,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { Severity } from '../src/text/code-table.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { plural } from '../src/text/wording.ts';
import { checkedProject, type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { findingJson } from './finding-json.ts';
import { findingText, linesOf } from './finding-text.ts';
import { type FixOutcome, fixConfig } from './fix-config.ts';
import { writePieces } from './output.ts';
import { MAX_BYTES_TEXT, standardInput } from './standard-input.ts';
import { terminalLine, wantsColor } from './terminal-text.ts';
import { validateJsonl } from './validate-jsonl.ts';

export const usage = `Usage: luci-jobs validate [OPTION]... FILE...
       luci-jobs validate [OPTION]... --jsonl

Checks luci-scheduler.cfg files as the LUCI Scheduler service would. '-' is standard input.
A file, or a line of JSON, may have up to ${MAX_BYTES_TEXT}.

Options:
  --project ID    LUCI project the files belong to (default: ${DEFAULT_PROJECT_ID})
  --format text   file:line:col: severity: message [code], with the line it is about (default)
  --format json   one array of {file, code, severity, message, path, range}; ranges as in LSP
  --jsonl         for each line {"id", "project", "text"} of standard input, writes a line
                  {"id", "findings": [{code, severity, message, path, range}]}, in the same order;
                  a line that is not such an object is answered with {"id": null, "error": "..."}
  --no-lints      only the service's verdict, without our own warnings and hints (codes lint-...)
  --lint-off CODE without this lint; may be repeated
  --hints         show hints in text as well, not only their number
  --fix           writes what has one obvious fix into the files, and reports what is left
  --diff          with or without --fix: writes nothing but a patch to standard output, and reports
                  what it would leave to standard error; --dry-run is the same

A finding with "afterTextError": true comes after the first text error, where the service stops.
One with "related": [{message, range}] has to do with other places in the file.
Bytes that are not UTF-8 are checked as they are and shown as U+FFFD. In the "text" of a line,
\\udcNN stands for byte 0xNN.

Exit code: 0 no errors; 1 errors in the configs, or a patch by --diff; 2 wrong usage, a file that
cannot be read or written, or a bad line.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals: files } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string', default: DEFAULT_PROJECT_ID },
      format: { type: 'string' },
      jsonl: { type: 'boolean', default: false },
      'no-lints': { type: 'boolean', default: false },
      'lint-off': { type: 'string', multiple: true, default: [] },
      hints: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      diff: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const lints = values['no-lints'] ? undefined : lintOptions(values['lint-off']);
  const settings: ConfigSettings = {
    project: checkedProject(values.project),
    ...(lints && { lints }),
  };
  const registry = validationManagers();
  const format = checkedFormat(values.format);
  const mode = values.diff || values['dry-run'] ? 'diff' : values.fix ? 'write' : undefined;
  if (values.jsonl) {
    if (files.length > 0) throw new UsageError('--jsonl reads standard input and takes no FILE');
    if (values.format === 'text') throw new UsageError('--jsonl has no text format');
    if (mode) throw new UsageError('--jsonl fixes nothing');
    return validateJsonl(standardInput(), process.stdout, settings, registry);
  }
  if (files.length === 0) throw new UsageError('no FILE given');
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError("'-' can be given only once: standard input cannot be read twice");
  }
  if (mode === 'write' && files.includes('-')) {
    throw new UsageError("--fix writes files, and '-' is none; --diff shows what it would do");
  }
  if (mode === 'diff' && format === 'json') throw new UsageError('--diff has no json format');
  const check = (text: string) => eachDiagnostic(text, settings, registry);
  const fix =
    mode && ((file: string, text: string) => fixConfig(file, text, mode, settings, registry));
  return validateFiles(files, check, {
    format,
    hints: values.hints,
    report: mode === 'diff' ? process.stderr : process.stdout,
    ...(fix && { fix }),
  });
}

function lintOptions(off: readonly string[]): ConfigSettings['lints'] {
  const unknown = off.find((code) => !isLintCode(code));
  if (unknown !== undefined) throw new UsageError(`there is no lint '${unknown}' to switch off`);
  const crowdedMinuteLimit = DEFAULT_CROWDED_MINUTE_LIMIT;
  return { off, crowdedMinuteLimit, now: Date.now };
}

type Format = 'text' | 'json';

function checkedFormat(format: string | undefined): Format {
  if (format === undefined || format === 'text') return 'text';
  if (format === 'json') return 'json';
  throw new UsageError(`unknown --format '${format}'; use text or json`);
}

interface ReportOptions {
  readonly format: Format;
  readonly hints: boolean;
  /** Where findings go. */
  readonly report: NodeJS.WriteStream;
  readonly fix?: (file: string, text: string) => FixOutcome;
}

async function validateFiles(
  files: readonly string[],
  check: (text: string) => Iterable<Finding>,
  { format, hints, report, fix }: ReportOptions,
): Promise<ExitCode> {
  const counts = noFindings();
  let [read, failed, wouldChange] = [0, false, false];
  let rows = 0;
  const show = (file: string, text: string): ((finding: Finding) => string) => {
    if (format === 'json') return (finding) => `${rows++ > 0 ? ',' : '['}${jsonRow(file, finding)}`;
    const name = displayName(file);
    const lines = linesOf(text);
    const color = wantsColor(report);
    return (finding) =>
      hints || finding.severity !== 'hint' ? findingText(name, lines, finding, { color }) : '';
  };
  for (const file of files) {
    const config = await readConfig(file);
    if (!config.ok) {
      process.stderr.write(
        `luci-jobs validate: cannot read ${terminalLine(displayName(file))}: ${config.reason}\n`,
      );
      continue;
    }
    read++;
    const fixed = fix?.(file, config.text);
    failed ||= fixed?.failed === true;
    wouldChange ||= fixed?.changed === true && report !== process.stdout;
    const text = fixed?.text ?? config.text;
    const findings = counted(check(text), counts);
    await writePieces(report, mapped(findings, show(file, text)));
  }
  // Whoever can be told nothing is told so even if there is nothing to tell: that is a verdict, too.
  process.stdout.write(format === 'text' ? '' : rows === 0 ? '[]\n' : '\n]\n');
  if (format === 'text' && read > 0) process.stderr.write(summary(counts, read, hints));
  if (read < files.length || failed) return 2;
  return counts.error > 0 || wouldChange ? 1 : 0;
}

/** One finding a line, so that the text is easy to read, to cut and to compare. */
function jsonRow(file: string, finding: Finding): string {
  return `\n  ${JSON.stringify(wellFormed({ file, ...findingJson(finding) }))}`;
}

function* counted(
  findings: Iterable<Finding>,
  counts: Record<Severity, number>,
): Generator<Finding> {
  for (const finding of findings) {
    counts[finding.severity]++;
    yield finding;
  }
}

function* mapped(
  findings: Iterable<Finding>,
  show: (finding: Finding) => string,
): Generator<string> {
  for (const finding of findings) yield show(finding);
}

/** Such as `2 errors, 1 warning in 3 files`; kinds that did not occur are left out. */
function summary(counts: FindingCounts, files: number, hints: boolean): string {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    plural(counts[severity], NOUNS[severity]),
  );
  const more = hints || counts.hint === 0 ? '' : ' (use --hints to show hints)';
  return `${found.join(', ') || 'no findings'} in ${plural(files, 'file')}${more}\n`;
}

const NOUNS = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;
