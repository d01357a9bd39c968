// Questions and answers as JSON, one a line: many of them through one process.

import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeUtf8 } from '../src/golang/utf8.ts';
import { errorText } from '../src/text/wording.ts';
import type { ExitCode } from './command.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Answers each line of `input` on `output`, one at a time and no faster than `output` takes them, so
 * that memory holds one line however many there are. Lines may be of any length and come in chunks of
 * any size. Empty lines are skipped. An answer has the `id` of its question, a string or a number; a
 * line that cannot be answered gets `{"id": null, "error": "..."}`.
 * @param answerTo throws if it cannot answer; the message says why
 * @return 2 if a line could not be answered, else 1 if an answer `isBad`
 */
export async function answerJsonLines<Answer extends object>(
  input: Readable,
  output: Writable,
  answerTo: (question: JsonObject) => Answer,
  isBad: (answer: Answer) => boolean,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  function answerText(line: Buffer, number: number): string {
    try {
      const question = parseQuestion(line);
      const answer = answerTo(question);
      if (exitCode === 0 && isBad(answer)) exitCode = 1;
      return JSON.stringify({ id: question['id'], ...answer });
    } catch (error) {
      exitCode = 2;
      return JSON.stringify({ id: null, error: `line ${number}: ${errorText(error)}` });
    }
  }
  async function* answers(lines: AsyncIterable<Buffer>) {
    let number = 0;
    for await (const line of lines) {
      number++;
      if (!isBlank(line)) yield `${answerText(line, number)}\n`;
    }
  }

  try {
    await pipeline(input, splitLines, answers, output, { end: false });
  } catch (error) {
    // Nobody reads any more: there is nobody to tell, either.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
  return exitCode;
}

function parseQuestion(line: Buffer): JsonObject {
  const value: unknown = JSON.parse(decodeUtf8(line));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('not a JSON object');
  }
  const question = value as JsonObject;
  const { id } = question;
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw new Error('"id" must be a string or a number');
  }
  return question;
}

/** Splits at LF. The bytes of a line are joined once, however many chunks they came in. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

const LF = 0x0a;

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
