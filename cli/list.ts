// `luci-jobs list`: the jobs and triggers of a config at a glance.

import { type OverviewEntry, triggerOverview } from '../src/language/language.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { type ExitCode, parseArguments, UsageError } from './command.ts';
import { isoTime, parseIsoTime } from './iso-time.ts';
import { openFile } from './open-file.ts';
import { writePieces } from './output.ts';
import { displayWidth, paint, terminalLine, wantsColor } from './terminal-text.ts';
import { dateText, LOCAL_ZONE } from './time-text.ts';

export const usage = `Usage: luci-jobs list [--from TIME] [--format text|json] [FILE|DIRECTORY]

Lists the jobs and triggers of a config: kind, id, task, schedule, when it runs next, and what
triggers it. '-' is standard input; a directory, the current one if nothing is named, stands for the
only config in it. What is wrong with the config is told by 'validate'.

Options:
  --from TIME    what is next after TIME, such as 2026-01-01 or 2026-01-01T08:00:00Z (default: now)
  --format text  a table; times in UTC and in local time (default)
  --format json  one array of {kind, id, task, schedule, words, next, disabled, triggers, triggeredBy,
                 line}; line from 1

Exit code: 0; 2 wrong usage or an unreadable file.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: { from: { type: 'string' }, format: { type: 'string', default: 'text' } },
  });
  const { format } = values;
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`unknown --format '${format}'; use text or json`);
  }
  const from = checkedFrom(values.from);
  const entries = triggerOverview(await openFile(positionals), from);
  await writePieces(process.stdout, format === 'json' ? asJson(entries) : asTable(entries));
  return 0;
}

/** A time, or a date, which is its midnight in UTC. @throws UsageError */
export function checkedFrom(from: string | undefined): number {
  if (from === undefined) return Date.now();
  const time = parseIsoTime(/^\d{4}-\d\d-\d\d$/.test(from) ? `${from}T00:00:00Z` : from);
  if (time !== undefined) return time;
  throw new UsageError(
    `--from needs a time such as 2026-01-01T08:00:00Z, or a date such as 2026-01-01, not '${from}'`,
  );
}

function* asJson(entries: readonly OverviewEntry[]): Generator<string> {
  let rows = 0;
  for (const { next, line, ...entry } of entries) {
    const time = next === undefined ? null : timeOf(next);
    const row = {
      ...entry,
      task: entry.task ?? null,
      words: entry.words ?? null,
      next: time,
      line: line + 1,
    };
    yield `${rows++ > 0 ? ',' : '['}\n  ${JSON.stringify(wellFormed(row))}`;
  }
  yield rows === 0 ? '[]\n' : '\n]\n';
}

function timeOf(ms: number): string {
  return isoTime(BigInt(ms) * 1_000_000n);
}

/** Times are in UTC, by which the service goes, and in local time where that is another one. */
const ZONES = ['UTC', ...(LOCAL_ZONE === undefined ? [] : [LOCAL_ZONE])];
const HEAD = [
  'KIND',
  'ID',
  'TASK',
  'SCHEDULE',
  ...ZONES.map((zone) => `NEXT (${zone})`),
  'TRIGGERED BY',
];
/** Columns of a cell that are shown. */
const MAX_WIDTH = 60;

function* asTable(entries: readonly OverviewEntry[]): Generator<string> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => cells(entry).map(shortened));
  const widths = HEAD.map((head, i) =>
    rows.reduce((width, row) => Math.max(width, displayWidth(row[i] ?? '')), head.length),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(cell))))
      .join('  ')
      .trimEnd();
  yield `${wantsColor(process.stdout) ? paint(['bold'], line(HEAD)) : line(HEAD)}\n`;
  for (const row of rows) yield `${line(row)}\n`;
}

function cells({
  kind,
  id,
  task,
  schedule,
  next,
  disabled,
  triggeredBy,
}: OverviewEntry): readonly string[] {
  const when = ZONES.map((zone) => {
    if (disabled) return 'disabled';
    return next === undefined ? '-' : dateText(BigInt(next) * 1_000_000n, zone);
  });
  return [kind, id || '(no id)', task ?? '-', schedule, ...when, triggeredBy.join(', ') || '-'].map(
    terminalLine,
  );
}

function shortened(cell: string): string {
  return cell.length <= MAX_WIDTH ? cell : `${cell.slice(0, MAX_WIDTH - 1).toWellFormed()}…`;
}
