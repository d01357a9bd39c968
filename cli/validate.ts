// `luci-jobs validate`: the service's verdict on config files.

import {
  type ConfigDocument,
  type ConfigSettings,
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  diagnostics,
  type Finding,
  isLintCode,
  openConfig,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { Severity } from '../src/text/code-table.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { plural } from '../src/text/wording.ts';
import { checkedProject, type ExitCode, parseArguments, UsageError } from './command.ts';
import { displayName, readConfig } from './config-file.ts';
import { findingJson } from './finding-json.ts';
import { findingText, linesOf } from './finding-text.ts';
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

A finding with "afterTextError": true comes after the first text error, where the service stops.
Bytes that are not UTF-8 are checked as they are and shown as U+FFFD. In the "text" of a line,
\\udcNN stands for byte 0xNN.

Exit code: 0 no errors; 1 errors in the configs; 2 wrong usage, an unreadable file or a bad line.
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
    },
  });
  const lints = values['no-lints'] ? undefined : lintOptions(values['lint-off']);
  const settings: ConfigSettings = {
    project: checkedProject(values.project),
    ...(lints && { lints }),
  };
  const registry = validationManagers();
  const format = checkedFormat(values.format);
  if (values.jsonl) {
    if (files.length > 0) throw new UsageError('--jsonl reads standard input and takes no FILE');
    if (values.format === 'text') throw new UsageError('--jsonl has no text format');
    return validateJsonl(standardInput(), process.stdout, settings, registry);
  }
  if (files.length === 0) throw new UsageError('no FILE given');
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError("'-' can be given only once: standard input cannot be read twice");
  }
  const open = (text: string) => openConfig(text, settings, registry);
  return validateFiles(files, open, { format, hints: values.hints });
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

interface FileReport {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

async function validateFiles(
  files: readonly string[],
  open: (text: string) => ConfigDocument,
  { format, hints }: { readonly format: Format; readonly hints: boolean },
): Promise<ExitCode> {
  const reports: FileReport[] = [];
  for (const file of files) {
    const read = await readConfig(file);
    if (read.ok) {
      reports.push({ file, text: read.text, findings: diagnostics(open(read.text)) });
    } else {
      process.stderr.write(
        `luci-jobs validate: cannot read ${terminalLine(displayName(file))}: ${read.reason}\n`,
      );
    }
  }
  if (format === 'json') {
    process.stdout.write(jsonReport(reports));
  } else {
    process.stdout.write(textReport(reports, { hints, color: wantsColor(process.stdout) }));
    if (reports.length > 0) process.stderr.write(summary(reports, hints));
  }
  if (reports.length < files.length) return 2;
  return count(reports, 'error') > 0 ? 1 : 0;
}

/** One finding a line, so that the text is easy to read, to cut and to compare. */
function jsonReport(reports: readonly FileReport[]): string {
  const rows = reports.flatMap(({ file, findings }) =>
    findings.map(
      (finding) => `\n  ${JSON.stringify(wellFormed({ file, ...findingJson(finding) }))}`,
    ),
  );
  return rows.length === 0 ? '[]\n' : `[${rows.join(',')}\n]\n`;
}

function textReport(
  reports: readonly FileReport[],
  { hints, color }: { readonly hints: boolean; readonly color: boolean },
): string {
  return reports
    .map(({ file, text, findings: all }) => {
      const name = displayName(file);
      const findings = hints ? all : all.filter(({ severity }) => severity !== 'hint');
      const lines = findings.length > 0 ? linesOf(text) : [];
      return findings.map((finding) => findingText(name, lines, finding, { color })).join('');
    })
    .join('');
}

/** Such as `2 errors, 1 warning in 3 files`; kinds that did not occur are left out. */
function summary(reports: readonly FileReport[], hints: boolean): string {
  const found = SEVERITIES.map((severity) => [count(reports, severity), severity] as const)
    .filter(([n]) => n > 0)
    .map(([n, severity]) => plural(n, NOUNS[severity]));
  const more = hints || count(reports, 'hint') === 0 ? '' : ' (use --hints to show hints)';
  return `${found.join(', ') || 'no findings'} in ${plural(reports.length, 'file')}${more}\n`;
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const satisfies Severity[];
const NOUNS = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;

function count(reports: readonly FileReport[], severity: Severity): number {
  return reports
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.severity === severity).length;
}
