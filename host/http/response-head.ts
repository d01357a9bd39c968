// The head of a response: its status line and headers, as Go's client reads them (net/http, net/textproto).

import type { ByteReader } from './byte-reader.ts';
import { CutShort, InvalidResponse, malformed } from './invalid-response.ts';

export type Headers = ReadonlyArray<readonly [name: string, value: string]>;

export interface ResponseHead {
  readonly status: number;
  /** Reason phrase; may be empty. */
  readonly statusText: string;
  /** Whether HTTP/1.1 or later was spoken, which alone has chunks. */
  readonly chunksAllowed: boolean;
  /** In the order received; folded lines are joined. */
  readonly headers: Headers;
}

/** How many bytes the heads of an answer may have together, those of 1xx answers before it included. */
const MAX_HEAD_BYTES = 10 << 20;

/**
 * Reads heads until one that is final: 1xx are skipped, but for 101, after which no other can come.
 * Undefined if the connection ends before the first byte; rejects with InvalidResponse.
 */
export async function readHead(reader: ByteReader): Promise<ResponseHead | undefined> {
  for (let first = true; ; first = false) {
    const statusLine = await readLine(reader);
    if (statusLine === undefined && first && reader.received === 0) return undefined;
    const status = parseStatusLine(required(statusLine));
    const headers = await readHeaders(reader);
    if (status.status < 100 || status.status > 199 || status.status === 101) {
      return { ...status, headers: withCacheControl(headers) };
    }
  }
}

/** The first value of a header. */
export function headerOf(headers: Headers, lowerCaseName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}

/** All values of a header, in their order. */
export function headersOf(headers: Headers, lowerCaseName: string): readonly string[] {
  return headers.filter(([name]) => name.toLowerCase() === lowerCaseName).map(([, value]) => value);
}

/** A line without its end, be that CR LF or LF alone; undefined if the connection ends first. */
async function readLine(reader: ByteReader): Promise<string | undefined> {
  let line = reader.line();
  while (line === undefined) {
    if (reader.received >= MAX_HEAD_BYTES) throw tooLarge();
    if (!(await reader.fill())) return undefined;
    line = reader.line();
  }
  if (reader.received - reader.buffered > MAX_HEAD_BYTES) throw tooLarge();
  return line.replace(/\r?\n$/, '');
}

function tooLarge(): InvalidResponse {
  return new InvalidResponse(`its headers exceed ${MAX_HEAD_BYTES} bytes`);
}

function required(line: string | undefined): string {
  if (line === undefined) throw new CutShort();
  return line;
}

function parseStatusLine(line: string): Omit<ResponseHead, 'headers'> {
  const space = line.indexOf(' ');
  if (space < 0) throw malformed('the answer', line);
  const version = line.slice(0, space);
  const [, code = '', statusText = ''] =
    /^([^ ]*) ?(.*)$/s.exec(line.slice(space).replace(/^ +/, '')) ?? [];
  if (!/^(?:\d{3}|\+\d\d)$/.test(code)) throw malformed('the status', code);
  if (!/^HTTP\/\d\.\d$/.test(version)) throw malformed('the HTTP version', version);
  return {
    status: Number(code),
    statusText: decoded(statusText),
    chunksAllowed: version >= 'HTTP/1.1',
  };
}

async function readHeaders(reader: ByteReader): Promise<Headers> {
  const headers: [string, string][] = [];
  let open: string | undefined;
  const close = () => {
    if (open !== undefined) headers.push(parseHeader(open));
    open = undefined;
  };
  for (;;) {
    const line = required(await readLine(reader));
    if (/^[ \t]/.test(line)) {
      if (open === undefined) throw malformed('the first header', line);
      // Folded: the white space around the break is one space.
      open += ` ${trimmed(line)}`;
      continue;
    }
    close();
    if (line === '') return headers;
    if (!line.includes(':')) throw malformed('the header', line);
    open = trimmed(line);
  }
}

function parseHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
  // A space in a name is let pass, and makes it another name.
  if (!/^[\w!#$%&'*+\-.^`|~ ]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw malformed('the header', line);
  }
  return [name, decoded(value.replace(/^[ \t]+/, ''))];
}

/** Without the white space around it. */
export function trimmed(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end--;
  return line.slice(0, end).replace(/^[ \t]+/, '');
}

/** Bytes as characters to text; what is no UTF-8 becomes U+FFFD. */
function decoded(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** `Pragma: no-cache` of old servers means the same; Go writes it down. */
function withCacheControl(headers: Headers): Headers {
  if (headerOf(headers, 'pragma') !== 'no-cache') return headers;
  return headerOf(headers, 'cache-control') === undefined
    ? [...headers, ['Cache-Control', 'no-cache']]
    : headers;
}
