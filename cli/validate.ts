// `luci-jobs validate`: the service's verdict on config files.

import {
  type ConfigSettings,
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  isLintCode,
  LINTS,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import {
  checkedProject,
  didYouMean,
  type ExitCode,
  parseArguments,
  UsageError,
} from './command.ts';
import { CONFIG_NAME, findConfigs } from './files/find-configs.ts';
import type { FixMode } from './fix-config.ts';
import { githubReport } from './reports/github-report.ts';
import { jsonReport } from './reports/json-report.ts';
import { junitReport } from './reports/junit-report.ts';
import type { Report } from './reports/report.ts';
import { sarifReport } from './reports/sarif-report.ts';
import { statisticsReport } from './reports/statistics-report.ts';
import { textReport } from './reports/text-report.ts';
import { MAX_BYTES_TEXT, standardInput } from './standard-input.ts';
import { wantsColor } from './terminal-text.ts';
import { type Validation, validateFiles } from './validate-files.ts';
import { validateJsonl } from './validate-jsonl.ts';
import { watchConfigs } from './watch/watch-configs.ts';

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
  --watch          check again whenever something changes, until Ctrl-C; before and after each check,
                   a line with the time goes to standard error
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
usage, a file or folder that cannot be read or written, or a bad line. Who stops reading, as head
does, ends the check; --fix goes on. The exit code is 1 if an error was found by then, else 141, as
of any program that writes where nobody reads. Ctrl-C ends --watch as it does any program: 130 for a
shell.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const parsed = parse(args);
  const { values } = parsed;
  const lints = values['no-lints'] ? undefined : lintOptions(values['lint-off']);
  const project = values.project === undefined ? undefined : checkedProject(values.project);
  const settings: ConfigSettings = {
    project: project ?? DEFAULT_PROJECT_ID,
    ...(lints && { lints }),
  };
  if (values.jsonl) {
    checkLinesUsage(parsed);
    return validateJsonl(standardInput(), process.stdout, settings, validationManagers());
  }
  const { hints, quiet, statistics } = values;
  const stdinName = values['stdin-filename'];
  const format = checkedFormat(values.format);
  const mode = fixModeOf(parsed);
  const named = namedIn(parsed);
  checkFilesUsage(parsed, named, mode, format);
  const output = mode === 'diff' ? process.stderr : process.stdout;
  const reporting = { hints, statistics, color: wantsColor(output) };
  const report = () => reportIn(format, reporting);
  const validation: Validation = {
    stdinName,
    project,
    settings,
    report: report(),
    output,
    mode,
    isText: format === 'text',
    hints,
    quiet,
    maxWarnings: checkedMaxWarnings(values['max-warnings']),
  };
  if (!values.watch) {
    const onSummary = (summary: string) => {
      if (validation.isText) process.stderr.write(`${summary}\n`);
    };
    return validateFiles(findConfigs(named), validation, onSummary);
  }
  return watchConfigs('validate', named, (found, onSummary) =>
    // A report is told of everything once.
    validateFiles(found, { ...validation, report: report() }, onSummary),
  );
}

type Parsed = ReturnType<typeof parse>;

function parse(args: readonly string[]) {
  return parseArguments({
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
      watch: { type: 'boolean', default: false },
      'max-warnings': { type: 'string' },
      'stdin-filename': { type: 'string' },
    },
  });
}

/** Standard input if it has a name, else the directory that this runs in, if nothing is named. */
function namedIn({ values, positionals }: Parsed): readonly string[] {
  if (positionals.length > 0) return positionals;
  return [values['stdin-filename'] === undefined ? '.' : '-'];
}

function fixModeOf({ values }: Parsed): FixMode | undefined {
  if (values.diff || values['dry-run']) return 'diff';
  return values.fix ? 'write' : undefined;
}

/** @throws UsageError for what does not go with `--jsonl` */
function checkLinesUsage(parsed: Parsed): void {
  const { values, positionals } = parsed;
  if (positionals.length > 0)
    throw new UsageError('--jsonl reads standard input and takes no FILE');
  if (checkedFormat(values.format ?? 'json') !== 'json') {
    throw new UsageError(`--jsonl has no ${values.format} format`);
  }
  if (fixModeOf(parsed)) throw new UsageError('--jsonl fixes nothing');
  if (values.watch) throw new UsageError('--jsonl reads standard input, which cannot be watched');
}

/** @throws UsageError for options and files that do not go together */
function checkFilesUsage(
  { values }: Parsed,
  named: readonly string[],
  mode: FixMode | undefined,
  format: Format,
): void {
  if (named.filter((file) => file === '-').length > 1) {
    throw new UsageError("'-' can be given only once: standard input cannot be read twice");
  }
  if (mode === 'write' && named.includes('-')) {
    throw new UsageError("--fix writes files, and '-' is none; --diff shows what it would do");
  }
  if (mode === 'diff' && format !== 'text') throw new UsageError(`--diff has no ${format} format`);
  if (mode && values.watch) {
    throw new UsageError('--watch fixes nothing; leave --fix and --diff out');
  }
  if (values.watch && named.includes('-')) {
    throw new UsageError("--watch watches files, and '-' is none");
  }
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
