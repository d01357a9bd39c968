// Questions and answers as JSON, one a line: many of them through one process.

import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeUtf8 } from '../src/golang/utf8.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import { errorText } from '../src/text/wording.ts';
import { type ExitCode, READER_GONE } from './command.ts';
import { inChunks } from './output.ts';
import { MAX_BYTES, MAX_BYTES_TEXT, UnreadableInput } from './standard-input.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer that may be longer than a string can be. */
export interface JsonAnswer {
  /** Its members beside `id`, as JSON without the braces around them, in pieces. */
  readonly members: Iterable<string>;
  /** Asked when the pieces have been taken. */
  readonly isBad: () => boolean;
}

/**
 * Answers each line of `input` on `output`, one at a time and no faster than `output` takes them, so
 * that memory holds one line however many there are. Lines may come in chunks of any size. Empty lines
 * are skipped. An answer has the `id` of its question, a string or a number, a number as it was written;
 * a line that cannot be answered gets `{"id": null, "error": "..."}`. One of more than MAX_BYTES ends the
 * reading.
 * @param answerTo throws if it cannot answer; the message says why
 * @throws UnreadableInput
 * @return 2 if a line could not be answered, else 1 if an answer `isBad`, else READER_GONE if that happened
 */
export async function answerJsonLines(
  input: Readable,
  output: Writable,
  answerTo: (question: JsonObject) => JsonAnswer,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  function* answerText(line: Line, number: number): Generator<string> {
    let answered: { readonly id: string; readonly answer: JsonAnswer };
    try {
      const { id, question } = parseQuestion(line);
      answered = { id, answer: answerTo(question) };
    } catch (error) {
      exitCode = 2;
      answered = {
        id: 'null',
        answer: jsonAnswer({ error: `line ${number}: ${errorText(error)}` }),
      };
    }
    const { id, answer } = answered;
    yield `{"id":${id},`;
    yield* answer.members;
    yield '}\n';
    if (exitCode === 0 && answer.isBad()) exitCode = 1;
  }
  async function* answers(lines: AsyncIterable<Line>) {
    let number = 0;
    for await (const line of lines) {
      number++;
      if (line === TOO_LONG || !isBlank(line)) yield* inChunks(answerText(line, number));
    }
  }

  try {
    await pipeline(input, splitLines, answers, output, { end: false });
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall === 'read') throw new UnreadableInput(error);
    if (code !== 'EPIPE') throw error;
    if (exitCode === 0) return READER_GONE;
  }
  return exitCode;
}

/** An answer that is short. It has at least one member. */
export function jsonAnswer(answer: object, isBad = false): JsonAnswer {
  return { members: [JSON.stringify(wellFormed(answer)).slice(1, -1)], isBad: () => isBad };
}

/** The question, and its id as JSON. */
function parseQuestion(line: Line): { readonly id: string; readonly question: JsonObject } {
  if (line === TOO_LONG)
    throw new Error(`it is longer than ${MAX_BYTES_TEXT}; nothing after it is read`);
  const text = decodeUtf8(line);
  const question: unknown = JSON.parse(text);
  if (!isJsonObject(question)) throw new Error('not a JSON object');
  const { id } = question;
  if (typeof id === 'string') return { id: JSON.stringify(wellFormed(id)), question };
  if (typeof id !== 'number') throw new Error('"id" must be a string or a number');
  return { id: Number.isSafeInteger(id) ? JSON.stringify(id) : idSource(text), question };
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The number that stands for `id` in the text of a JSON object, as it is written: JSON knows numbers such as 1e999 and
 * 12345678901234567890, of which a double keeps little.
 */
function idSource(text: string): string {
  const sources = new Map<unknown, string>();
  function remember(this: unknown, key: string, value: unknown, context?: { source?: string }) {
    if (key === 'id' && context?.source !== undefined) sources.set(this, context.source);
    return value;
  }
  const question: unknown = JSON.parse(text, remember);
  return sources.get(question) ?? 'null';
}

/** A line without its end, or that there is one of more than MAX_BYTES. */
type Line = Buffer | typeof TOO_LONG;

const TOO_LONG = Symbol('too long');

/**
 * Splits at LF. The bytes of a line are joined once, however many chunks they came in. A line that is too long is the
 * last one, for it may have no end.
 */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      const line = Buffer.concat([...parts, chunk.subarray(start, end)]);
      yield line.length > MAX_BYTES ? TOO_LONG : line;
      if (line.length > MAX_BYTES) return;
      parts = [];
      length = 0;
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_BYTES) {
      yield TOO_LONG;
      return;
    }
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

const LF = 0x0a;

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
