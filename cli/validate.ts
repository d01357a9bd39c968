// `luci-jobs validate`: the service's verdict on config files.

import path from 'node:path';
import { projectFileAbove } from '../server/project-files.ts';
import {
  type ConfigSettings,
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  eachDiagnostic,
  type Finding,
  type FindingCounts,
  isLintCode,
  LINTS,
  noFindings,
  type ProjectFile,
  rated,
  SEVERITIES,
  withProjectFile,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { Severity } from '../src/text/code-table.ts';
import { plural } from '../src/text/wording.ts';
import {
  checkedProject,
  didYouMean,
  type ExitCode,
  parseArguments,
  UsageError,
} from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { CONFIG_NAME, findConfigs, NO_CONFIG_IN_FOLDER } from './files/find-configs.ts';
import { type FixMode, fixConfig } from './fix-config.ts';
import { writePieces } from './output.ts';
import { githubReport } from './reports/github-report.ts';
import { jsonReport } from './reports/json-report.ts';
import { junitReport } from './reports/junit-report.ts';
import type { Report } from './reports/report.ts';
import { sarifReport } from './reports/sarif-report.ts';
import { statisticsReport } from './reports/statistics-report.ts';
import { textReport } from './reports/text-report.ts';
import { MAX_BYTES_TEXT, standardInput } from './standard-input.ts';
import { terminalLine, wantsColor } from './terminal-text.ts';
import { validateJsonl } from './validate-jsonl.ts';

export const usage = `Usage: luci-jobs validate [OPTION]... [FILE|DIRECTORY|GLOB]...
       luci-jobs validate [OPTION]... --jsonl

Checks luci-scheduler.cfg files as the LUCI Scheduler service would. '-' is standard input. A
directory means every ${CONFIG_NAME} in it that Git does not ignore; nothing named means the
current directory. A file, or a line of JSON, may have up to ${MAX_BYTES_TEXT}.

Options:
  --project ID     LUCI project the files belong to (default: ${DEFAULT_PROJECT_ID})
  --format text    file:line:col: severity: message [code], with the line it is about (default)
  --format json    one array of {file, code, severity, message, path, range}; ranges as in LSP
  --format github  annotations of GitHub Actions
  --format sarif   SARIF 2.1.0, for code scanning
  --format junit   JUnit's XML, with a test suite for each file
  --jsonl          for each line {"id", "project", "text"} of standard input, writes a line
                   {"id", "findings": [{code, severity, message, path, range}]}, in the same order;
                   a line that is not such an object is answered with {"id": null, "error": "..."}
  --no-lints       only the service's verdict, without our own warnings and hints (codes lint-...)
  --lint-off CODE  without this lint; may be repeated
  --hints          show hints in text as well, not only their number
  --fix            writes what has one obvious fix into the files, and reports what is left
  --diff           with or without --fix: writes nothing but a patch to standard output, and reports
                   what it would leave to standard error; --dry-run is the same
  --quiet          show errors alone, and no summary
  --statistics     show how many findings there are of each code, not the findings (text or json)
  --max-warnings N fail if there are more warnings than N
  --stdin-filename NAME  what to call standard input, and where to look for .luci-jobs.json

The nearest .luci-jobs.json, from a file's directory upwards, may have {"project": ID,
"crowdedMinuteLimit": N, "lints": {CODE: "off"|"error"|"warning"|"information"|"hint"}}; options go
before it.

A finding with "afterTextError": true comes after the first text error, where the service stops.
One with "related": [{message, range}] has to do with other places in the file.
Bytes that are not UTF-8 are checked as they are and shown as U+FFFD. In the "text" of a line,
\\udcNN stands for byte 0xNN.

Exit code: 0 no errors; 1 errors in the configs, too many warnings, or a patch by --diff; 2 wrong
usage, a file that cannot be read or written, or a bad line.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      format: { type: 'string' },
      jsonl: { type: 'boolean', default: false },
      'no-lints': { type: 'boolean', default: false },
      'lint-off': { type: 'string', multiple: true, default: [] },
      hints: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      diff: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      statistics: { type: 'boolean', default: false },
      'max-warnings': { type: 'string' },
      'stdin-filename': { type: 'string' },
    },
  });
  const lints = values['no-lints'] ? undefined : lintOptions(values['lint-off']);
  const project = values.project === undefined ? undefined : checkedProject(values.project);
  const settings: ConfigSettings = {
    project: project ?? DEFAULT_PROJECT_ID,
    ...(lints && { lints }),
  };
  const { hints, quiet, statistics } = values;
  const mode = values.diff || values['dry-run'] ? 'diff' : values.fix ? 'write' : undefined;
  if (values.jsonl) {
    if (positionals.length > 0)
      throw new UsageError('--jsonl reads standard input and takes no FILE');
    if (values.format !== undefined && values.format !== 'json') {
      checkedFormat(values.format);
      throw new UsageError(`--jsonl has no ${values.format} format`);
    }
    if (mode) throw new UsageError('--jsonl fixes nothing');
    return validateJsonl(standardInput(), process.stdout, settings, validationManagers());
  }
  if (positionals.filter((file) => file === '-').length > 1) {
    throw new UsageError("'-' can be given only once: standard input cannot be read twice");
  }
  const stdinName = values['stdin-filename'];
  const format = checkedFormat(values.format);
  if (mode === 'write' && positionals.includes('-')) {
    throw new UsageError("--fix writes files, and '-' is none; --diff shows what it would do");
  }
  if (mode === 'diff' && format !== 'text') throw new UsageError(`--diff has no ${format} format`);
  const output = mode === 'diff' ? process.stderr : process.stdout;
  const named = positionals.length > 0 ? positionals : [stdinName === undefined ? '.' : '-'];
  return validateFiles({
    named,
    stdinName,
    project,
    settings,
    report: reportIn(format, { hints, statistics, color: wantsColor(output) }),
    output,
    mode,
    isText: format === 'text',
    hints,
    quiet,
    maxWarnings: checkedMaxWarnings(values['max-warnings']),
  });
}

function lintOptions(off: readonly string[]): ConfigSettings['lints'] {
  const unknown = off.find((code) => !isLintCode(code));
  if (unknown !== undefined) {
    throw new UsageError(
      `there is no lint '${unknown}' to switch off${didYouMean(unknown, LINTS)}`,
    );
  }
  const crowdedMinuteLimit = DEFAULT_CROWDED_MINUTE_LIMIT;
  return { off, crowdedMinuteLimit, now: Date.now };
}

const FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const;

type Format = (typeof FORMATS)[number];

function checkedFormat(format = 'text'): Format {
  const known = FORMATS.find((name) => name === format);
  if (known) return known;
  throw new UsageError(`unknown --format '${format}'; use text, json, github, sarif or junit`);
}

function checkedMaxWarnings(count: string | undefined): number {
  if (count === undefined) return Infinity;
  if (/^\d{1,9}$/.test(count)) return Number(count);
  throw new UsageError(`--max-warnings must be a number from 0, not '${count}'`);
}

function reportIn(
  format: Format,
  {
    hints,
    statistics,
    color,
  }: { readonly hints: boolean; readonly statistics: boolean; readonly color: boolean },
): Report {
  if (statistics) {
    if (format === 'text' || format === 'json') return statisticsReport(format);
    throw new UsageError(`--statistics has no ${format} format; use text or json`);
  }
  switch (format) {
    case 'text':
      return textReport(hints, color);
    case 'json':
      return jsonReport();
    case 'github':
      return githubReport(hints);
    case 'sarif':
      return sarifReport();
    case 'junit':
      return junitReport();
  }
}

interface Validation {
  readonly named: readonly string[];
  readonly stdinName: string | undefined;
  /** As an option says, which goes before what a file says. */
  readonly project: string | undefined;
  readonly settings: ConfigSettings;
  readonly report: Report;
  /** Where findings go. */
  readonly output: NodeJS.WriteStream;
  readonly mode: FixMode | undefined;
  readonly isText: boolean;
  readonly hints: boolean;
  readonly quiet: boolean;
  readonly maxWarnings: number;
}

async function validateFiles(validation: Validation): Promise<ExitCode> {
  const { report, output, mode, stdinName, quiet, maxWarnings } = validation;
  const { files, empty } = findConfigs(validation.named);
  const counts = noFindings();
  let [read, failed, wouldChange] = [0, false, false];
  output.write(report.begin?.() ?? '');
  for (const file of files) {
    const name = file === '-' ? (stdinName ?? displayName(file)) : file;
    const config = empty.has(file)
      ? { ok: false as const, reason: NO_CONFIG_IN_FOLDER }
      : await readConfig(file);
    if (!config.ok) {
      tell(`cannot read ${name}: ${config.reason}`);
      continue;
    }
    const project = projectFileOf(file === '-' ? (stdinName ?? '') : file);
    if (!project) continue;
    read++;
    // Formats for programs name standard input as the command line did.
    const shown = file === '-' && stdinName === undefined && !validation.isText ? '-' : name;
    const settings = settingsFor(validation, project);
    const fixed = mode && fixConfig(file, config.text, mode, settings, validationManagers());
    failed ||= fixed?.failed === true;
    wouldChange ||= fixed?.changed === true && mode === 'diff';
    const text = fixed?.text ?? config.text;
    await writePieces(output, told(validation, shown, text, project, counts));
  }
  output.write(report.end?.() ?? '');
  if (validation.isText && !quiet && read > 0) {
    process.stderr.write(summary(counts, read, validation.hints));
  }
  if (read < files.length || failed) return 2;
  if (counts.warning > maxWarnings) {
    tell(`${plural(counts.warning, 'warning')}, and --max-warnings allows ${maxWarnings}`);
    return 1;
  }
  return counts.error > 0 || wouldChange ? 1 : 0;
}

/** Undefined if it is broken, which was said: nobody knows what it was to mean. */
function projectFileOf(file: string): ProjectFile | undefined {
  const found = projectFileAbove(path.dirname(path.resolve(file)));
  if (found.problem === undefined) return found.file;
  tell(`cannot use ${found.path}: ${found.problem}`);
  return undefined;
}

/** What an option says goes before what the project's file says. */
function settingsFor({ settings, project }: Validation, file: ProjectFile): ConfigSettings {
  const inFile = withProjectFile(settings, file);
  return project === undefined ? inFile : { ...inFile, project };
}

/** The findings of a file in the words of the report, while they are counted. */
function* told(
  validation: Validation,
  name: string,
  text: string,
  file: ProjectFile,
  counts: Record<Severity, number>,
): Generator<string> {
  const { report, quiet } = validation;
  yield report.beginFile?.(name, text) ?? '';
  for (const found of eachDiagnostic(text, settingsFor(validation, file), validationManagers())) {
    const finding: Finding = rated(found, file);
    counts[finding.severity]++;
    if (!quiet || finding.severity === 'error') yield report.finding(name, finding);
  }
  yield report.endFile?.(name) ?? '';
}

function tell(message: string): void {
  process.stderr.write(`luci-jobs validate: ${terminalLine(message)}\n`);
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
