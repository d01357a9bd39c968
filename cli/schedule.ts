// `luci-jobs schedule`: a schedule string as times.

import type { Finding } from '../src/language/language.ts';
import { parseSchedule, type Schedule } from '../src/schedule/schedule.ts';
import type { ScheduleError } from '../src/schedule/schedule-error.ts';
import { scheduleWords } from '../src/schedule/schedule-words.ts';
import { lineStarts, positionAt } from '../src/text/lines.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { type ExitCode, parseArguments, UsageError } from './command.ts';
import { findingText, linesOf } from './finding-text.ts';
import { checkedFrom } from './list.ts';
import {
  DEFAULT_COUNT,
  MAX_COUNT,
  type ScheduleQuestion,
  scheduleAnswer,
} from './schedule-answer.ts';
import { scheduleJsonl } from './schedule-jsonl.ts';
import { scheduleTimes } from './schedule-times.ts';
import { standardInput } from './standard-input.ts';
import { wantsColor } from './terminal-text.ts';
import { timeText } from './time-text.ts';

export const usage = `Usage: luci-jobs schedule [--from TIME] [--count N] [--format text|json] SCHEDULE
       luci-jobs schedule [--from TIME] [--count N] --jsonl

Checks a schedule as the LUCI Scheduler service would, and shows when it runs next. SCHEDULE is
one argument, so quote it: 'triggered', 'with 30s interval', '0 */3 * * *', '@daily'.

Options:
  --from TIME     show times after TIME, such as 2026-01-01 or 2026-01-01T08:00:00Z (default: now)
  --count N       how many times to show, 0 to ${MAX_COUNT} (default: ${DEFAULT_COUNT})
  --format text   the schedule in words, and its times in UTC and in local time (default)
  --format json   {"valid", "next"} or {"valid", "code", "message", "next"}
  --jsonl         for each line {"id", "expr", "from", "count"} of standard input, writes a line
                  {"id", "valid", "code", "message", "next"}, in the same order; a line that is
                  not such an object is answered with {"id": null, "error": "..."}

A job with an interval first runs one interval after it is enabled, here TIME, and then one
interval after each run ends; here runs are assumed to take no time. In text, a time that comes
over and over, as with 'continuously', is shown once.

Exit code: 0 valid; 1 invalid; 2 wrong usage or a bad line.
`;

export async function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      count: { type: 'string' },
      format: { type: 'string' },
      jsonl: { type: 'boolean', default: false },
    },
  });
  const from = checkedFrom(values.from);
  const count = checkedCount(values.count);
  const format = checkedFormat(values.format);
  const [expr, ...rest] = positionals;
  if (values.jsonl) {
    if (expr !== undefined)
      throw new UsageError('--jsonl reads standard input and takes no SCHEDULE');
    if (values.format === 'text') throw new UsageError('--jsonl has no text format');
    return scheduleJsonl(standardInput(), process.stdout, { from, count });
  }
  if (expr === undefined) throw new UsageError('no SCHEDULE given');
  if (rest.length > 0) throw new UsageError('give one SCHEDULE, in quotes');
  const question = { expr, from, count };
  return format === 'json' ? showJson(question) : showText(question);
}

function checkedCount(count = `${DEFAULT_COUNT}`): number {
  if (/^\d{1,4}$/.test(count) && Number(count) <= MAX_COUNT) return Number(count);
  throw new UsageError(`--count must be a number from 0 to ${MAX_COUNT}, not '${count}'`);
}

function checkedFormat(format = 'text'): 'text' | 'json' {
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`unknown --format '${format}'; use text or json`);
}

function showJson(question: ScheduleQuestion): ExitCode {
  const answer = scheduleAnswer(question);
  process.stdout.write(`${JSON.stringify(wellFormed(answer))}\n`);
  return answer.valid ? 0 : 1;
}

function showText({ expr, from, count }: ScheduleQuestion): ExitCode {
  const parsed = parseSchedule(expr);
  if (!parsed.ok) {
    const style = { color: wantsColor(process.stdout) };
    process.stdout.write(findingText('schedule', linesOf(expr), finding(expr, parsed), style));
    return 1;
  }
  const times = scheduleTimes(parsed.schedule, from, count);
  // A schedule that is due over and over says so in words, not by the same time again and again.
  const shown = times.filter((time, i) => i === 0 || time !== times[i - 1]);
  process.stdout.write(shown.map((time) => `${timeText(time)}\n`).join(''));
  const remark = remarkOn(parsed.schedule, times, count) ?? inWords(parsed.schedule);
  process.stderr.write(`${remark}\n`);
  return 0;
}

function finding(expr: string, { code, reason, span }: ScheduleError): Finding {
  const starts = lineStarts(expr);
  const range = { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
  return { code, severity: 'error', message: reason, path: [], range };
}

/** A sentence. */
function inWords(schedule: Schedule): string {
  return `In words: ${scheduleWords(schedule)}, in UTC.`;
}

/** What the times alone do not say. */
function remarkOn(schedule: Schedule, times: readonly bigint[], count: number): string | undefined {
  if (schedule.kind === 'triggered') return 'Runs only when triggered.';
  if (schedule.kind === 'interval') {
    const words = `In words: ${scheduleWords(schedule)}.`;
    return schedule.ns === 0n
      ? `${words} The first run starts at once; when the next one does is decided by how long each run takes.`
      : `${words} Here runs are assumed to take no time.`;
  }
  if (times.some((time, i) => i > 0 && time <= (times[i - 1] ?? time))) {
    return 'Fires over and over: the service reads a month with a leading zero as December of the year before.';
  }
  if (times.length < count)
    return times.length === 0 ? 'Never runs.' : 'Does not run again after that.';
  return undefined;
}
