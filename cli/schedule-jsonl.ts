// `luci-jobs schedule --jsonl`: many schedules through one process.

import type { Readable, Writable } from 'node:stream';
import type { ExitCode } from './command.ts';
import { parseIsoTime } from './iso-time.ts';
import { answerJsonLines, type JsonObject, jsonAnswer } from './json-lines.ts';
import { MAX_COUNT, type ScheduleQuestion, scheduleAnswer } from './schedule-answer.ts';

/**
 * Answers each line of `input` on `output`, as answerJsonLines does.
 * @param defaults for what a line does not say
 */
export function scheduleJsonl(
  input: Readable,
  output: Writable,
  defaults: Pick<ScheduleQuestion, 'from' | 'count'>,
): Promise<ExitCode> {
  const answerTo = ({ expr, from, count }: JsonObject) => {
    if (typeof expr !== 'string') throw new Error('"expr" must be a string');
    const answer = scheduleAnswer({
      expr,
      from: from === undefined ? defaults.from : checkedFrom(from),
      count: count === undefined ? defaults.count : checkedCount(count),
    });
    return jsonAnswer(answer, !answer.valid);
  };
  return answerJsonLines(input, output, answerTo);
}

function checkedFrom(from: unknown): number {
  const time = typeof from === 'string' ? parseIsoTime(from) : undefined;
  if (time === undefined) throw new Error('"from" must be a time such as "2015-09-14T22:42:00Z"');
  return time;
}

function checkedCount(count: unknown): number {
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MAX_COUNT) {
    return count;
  }
  throw new Error(`"count" must be a whole number from 0 to ${MAX_COUNT}`);
}
