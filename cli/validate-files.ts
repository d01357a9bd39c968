// The check of config files by `luci-jobs validate`: finding by finding, and the sum of them.

import path from 'node:path';
import { projectFileAbove } from '../server/project-files.ts';
import {
  type ConfigSettings,
  eachDiagnostic,
  type Finding,
  type FindingCounts,
  noFindings,
  type ProjectFile,
  rated,
  SEVERITIES,
  withProjectFile,
} from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { Severity } from '../src/text/code-table.ts';
import { plural } from '../src/text/wording.ts';
import { type ExitCode, READER_GONE } from './command.ts';
import { displayName, readFound } from './config-file.ts';
import type { FoundConfigs } from './files/find-configs.ts';
import { type FixMode, fixConfig } from './fix-config.ts';
import { writePieces } from './output.ts';
import type { Report } from './reports/report.ts';
import { terminalLine } from './terminal-text.ts';

export interface Validation {
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

/**
 * Tells the findings of each file, or why it cannot be read.
 * Once nobody reads that any more, files are only fixed, if that is what was asked for.
 * @param onSummary told at the end of what was found, unless that is not wanted, no file was read, or nobody reads
 */
export async function validateFiles(
  { files, problems }: FoundConfigs,
  validation: Validation,
  onSummary: (summary: string) => void,
): Promise<ExitCode> {
  const { report, output, mode, stdinName, quiet, maxWarnings } = validation;
  const counts = noFindings();
  let [read, failed, wouldChange, isGone] = [0, false, false, false];
  output.write(report.begin?.() ?? '');
  for (const file of files) {
    const name = file === '-' ? (stdinName ?? displayName(file)) : file;
    const config = await readFound(file, problems);
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
    const fixed =
      mode && (await fixConfig(file, config.text, mode, settings, validationManagers()));
    failed ||= fixed?.failed === true;
    wouldChange ||= fixed?.changed === true && mode === 'diff';
    const text = fixed?.text ?? config.text;
    const isTold =
      !isGone && (await writePieces(output, told(validation, shown, text, project, counts)));
    isGone ||= !isTold || fixed?.isGone === true;
    if (isGone && mode !== 'write') break;
  }
  output.write(report.end?.() ?? '');
  if (isGone) return failed ? 2 : counts.error > 0 || wouldChange ? 1 : READER_GONE;
  if (!quiet && read > 0) onSummary(summary(counts, read, validation.hints));
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
  return `${found.join(', ') || 'no findings'} in ${plural(files, 'file')}${more}`;
}

const NOUNS = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;
