// A body in chunks (RFC 9112, section 7.1), with the limits of Go's client against senders of nothing.

import type { ByteReader } from './byte-reader.ts';
import { readExactly } from './exact-read.ts';
import { CutShort, InvalidResponse, malformed } from './invalid-response.ts';

/** Of the line before a chunk, with its end. */
const MAX_LINE_BYTES = 4096;

/** A chunk may have so much around it, and twice its own size in addition… */
const FREE_BYTES_PER_CHUNK = 16;

/** …and what is more than that adds up to no more than this. */
const MAX_EXCESS_BYTES = 16 << 10;

/** Ends with the last chunk: nobody here asks for trailers. */
export async function* readChunks(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let excess = 0; ; ) {
    const line = await readSizeLine(reader);
    const size = chunkSize(line);
    excess = Math.max(0, excess + line.length + 2 - FREE_BYTES_PER_CHUNK - 2 * size);
    if (excess > MAX_EXCESS_BYTES) throw new InvalidResponse('its chunks hold next to nothing');
    if (size === 0) return;
    yield* readExactly(reader, size);
    const end = await readText(reader, 2);
    if (end !== '\r\n') throw malformed('the end of a chunk', end);
  }
}

async function readText(reader: ByteReader, length: number): Promise<string> {
  let text = '';
  for await (const piece of readExactly(reader, length))
    text += Buffer.from(piece).toString('latin1');
  return text;
}

/** Without its end, which is CR LF. */
async function readSizeLine(reader: ByteReader): Promise<string> {
  let line = reader.line();
  while (line === undefined) {
    if (reader.buffered >= MAX_LINE_BYTES) break;
    if (!(await reader.fill())) throw new CutShort();
    line = reader.line();
  }
  if (line === undefined || line.length > MAX_LINE_BYTES) {
    throw new InvalidResponse('the line before a chunk is too long');
  }
  if (!/^[^\r]*\r\n$/.test(line)) throw malformed('the line before a chunk', line);
  return line.slice(0, -2);
}

/** Bytes; extensions, which follow a semicolon, mean nothing here. */
function chunkSize(line: string): number {
  const { digits } = /^(?<digits>[0-9A-Fa-f]{1,16})(?:;.*|[ \t]*)$/s.exec(line)?.groups ?? {};
  if (digits === undefined) throw malformed('the size of a chunk', line);
  return Number.parseInt(digits, 16);
}
