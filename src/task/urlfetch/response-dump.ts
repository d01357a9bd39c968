// A response as text for an Invocation's log (managers.md 2.5).

import { decodeUtf8 } from '../../golang/utf8.ts';
import type { HttpResponse } from '../world.ts';

/** A response with the beginning of its body. */
export interface FetchedResponse extends Pick<HttpResponse, 'status' | 'statusText' | 'headers'> {
  readonly body: Uint8Array;
}

/** Media types whose bodies are shown; compared with the case as sent, as the service does. */
const TEXT_TYPES = ['text/', 'application/json', 'application/xml'];

/**
 * Status line, headers by name, an empty line, and the body or a note on why it is not shown. As with Go's Header.Write,
 * what no header may be called is left out, and a value stays on its line.
 */
export function dumpResponse(response: FetchedResponse): string {
  const headers = response.headers
    .filter(([name]) => HEADER_NAME.test(name))
    .map(([name, value]) => [canonicalName(name), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return [
    `${response.status} ${response.statusText}`.trimEnd(),
    ...headers.map(([name, value]) => `${name}: ${onOneLine(value)}`),
    '',
    ...bodyLines(response.body, headers),
  ].join('\n');
}

function bodyLines(body: Uint8Array, headers: ReadonlyArray<readonly [string, string]>): string[] {
  if (body.length === 0) return ['(the body is empty)'];
  const types = valuesOf(headers, 'Content-Type');
  if (types.length === 0) return ['(the body has no Content-Type and is not shown)'];
  if (!types.some(isText)) return ['(the body is not text and is not shown)'];
  // The body may have been cut in the middle of a character: each byte that is part of none shows as U+FFFD.
  const text = decodeUtf8(body).toWellFormed();
  const lines = [text.endsWith('\n') ? text.slice(0, -1) : text];
  const [length] = valuesOf(headers, 'Content-Length');
  if (length !== undefined && body.length < Number(length)) {
    lines.push(`(cut here, after ${body.length} of ${length} bytes)`);
  }
  return lines;
}

function valuesOf(headers: ReadonlyArray<readonly [string, string]>, name: string): string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => value);
}

function isText(contentType: string): boolean {
  return TEXT_TYPES.some((prefix) => contentType.startsWith(prefix));
}

/** A token (RFC 9110, section 5.1). Go's client lets spaces in a name pass. */
const HEADER_NAME = /^[\w!#$%&'*+\-.^`|~]+$/;

/** Without white space around it; other line breaks than those are spaces. */
function onOneLine(value: string): string {
  return value.replaceAll(/[\r\n]/g, ' ').replaceAll(/^[ \t]+|[ \t]+$/g, '');
}

/**
 * The name as Go writes it: a capital at the start of each `-`-separated word, the rest in lower case
 * (net/textproto CanonicalMIMEHeaderKey).
 * @param name that a header may have
 */
function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
