// URLs as Go's net/url.Parse reads them under language version Go 1.25 (validation.md 3.8).

import type { Span } from '../text/span.ts';
import { isIpv6Address } from './ipv6-address.ts';
import { percentDecode } from './percent-decode.ts';
import { quotedValue } from './quoted-value.ts';

/** A URL in parts, percent-decoded but for `opaque` and `rawQuery`. Of the user only `WrittenUrl` tells. */
export interface Url {
  /** In lower case; '' for a relative reference. */
  readonly scheme: string;
  /** What follows the scheme if that is not a slash, such as `a@b` in `mailto:a@b` (L5). */
  readonly opaque: string;
  /** With the port, and with the brackets of an IPv6 address. */
  readonly host: string;
  readonly path: string;
  /** Between `?` and `#`, unchecked (L4). */
  readonly rawQuery: string;
  readonly fragment: string;
}

/** What of a URL's text a request needs as it is written, escapes included. */
interface WrittenUrl {
  /** Before the last `@` of the authority; undefined if there is none. */
  readonly user: string | undefined;
  readonly path: string;
  /** After the first `?`; undefined if there is none. */
  readonly query: string | undefined;
  readonly fragment: string;
}

/** A URL, or the first thing found wrong with the text. */
export type ParsedUrl =
  | { readonly ok: true; readonly url: Url; readonly written: WrittenUrl }
  | ({ readonly ok: false } & UrlProblem);

interface UrlProblem {
  /** For the middle of a sentence: no capital, no full stop. */
  readonly reason: string;
  /** The offending part of the text. */
  readonly span: Span;
}

/**
 * Parses an absolute URL or a relative reference. Accepts exactly what Go accepts; of several problems
 * it may name another one first. Linear time.
 * @param text bytes that are not UTF-8 stand in it as lone surrogates U+DC80–U+DCFF; they may be
 *   wherever other non-ASCII characters may, and come out the same way
 */
export function parseUrl(text: string): ParsedUrl {
  const parts = split(text);
  const problem =
    checkControlCharacters(parts.main) ??
    checkScheme(parts) ??
    checkHost(parts.host) ??
    (parts.user && checkUser(parts.user)) ??
    checkEscapes(parts.path) ??
    checkEscapes(parts.fragment);
  if (problem) return { ok: false, ...problem };
  return {
    ok: true,
    url: {
      scheme: parts.scheme.text.toLowerCase(),
      opaque: parts.opaque.text,
      host: percentDecode(parts.host.text),
      path: percentDecode(parts.path.text),
      rawQuery: parts.query.text,
      fragment: percentDecode(parts.fragment.text),
    },
    written: writtenParts(text, parts),
  };
}

function writtenParts(text: string, { user, path, query, fragment }: Parts): WrittenUrl {
  return {
    user: user?.text,
    path: path.text,
    query: text[query.start - 1] === '?' ? query.text : undefined,
    fragment: fragment.text,
  };
}

/** A part of the text and the offset at which it starts; absent parts are empty. */
interface Part {
  readonly text: string;
  readonly start: number;
}

interface Parts {
  /** Everything before the first `#`. */
  readonly main: Part;
  readonly scheme: Part;
  readonly opaque: Part;
  /** Absent, rather than empty, where nothing but the host is given. */
  readonly user?: Part;
  readonly host: Part;
  readonly path: Part;
  readonly query: Part;
  readonly fragment: Part;
}

/** Cuts a text into parts, whatever they hold (L1, L3–L5, L7). */
function split(text: string): Parts {
  const [main, fragment] = cut({ text, start: 0 }, '#');
  const scheme = slice(main, 0, /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(main.text)?.[0].length ?? 0);
  const absolute = scheme.text !== '';
  const [rest, query] = cut(slice(main, absolute ? scheme.text.length + 1 : 0), '?');
  const none = slice(main, 0, 0);
  const parts = { main, scheme, opaque: none, host: none, path: rest, query, fragment };
  if (absolute && !rest.text.startsWith('/')) return { ...parts, opaque: rest, path: none };
  // Without a scheme three slashes are a path (Go's way to write one that begins with two).
  if (!rest.text.startsWith('//') || (!absolute && rest.text.startsWith('///'))) return parts;

  const pathAt = rest.text.indexOf('/', 2);
  const authority = slice(rest, 2, pathAt < 0 ? undefined : pathAt);
  const at = authority.text.lastIndexOf('@');
  return {
    ...parts,
    ...(at >= 0 && { user: slice(authority, 0, at) }),
    host: slice(authority, at + 1),
    path: pathAt < 0 ? none : slice(rest, pathAt),
  };
}

/** None may stand before the fragment (L2). */
function checkControlCharacters(main: Part): UrlProblem | undefined {
  const found = firstMatch(main, /[\x00-\x1f\x7f]/u);
  return found && problemAt(`it contains the control character ${quotedValue(found.text)}`, found);
}

/** L3, L6: in a relative reference a colon may only come after a slash. */
function checkScheme({ scheme, path }: Parts): UrlProblem | undefined {
  if (scheme.text !== '') return undefined;
  const before = firstMatch(path, /^[^:/]*(?=:)/u);
  if (!before) return undefined;
  if (before.text === '') return problemAt('there is no scheme before ":"', slice(path, 0, 1));
  return problemAt(
    `${quotedValue(before.text)} is not a scheme; a scheme is a letter followed by letters, digits, "+", "-" and "."`,
    before,
  );
}

/** A bracket opens an address in IPv6; a port is empty or digits (L8). */
function checkHost(host: Part): UrlProblem | undefined {
  const open = host.text.lastIndexOf('[');
  if (open >= 0) return checkBracketedHost(host, open);
  // Only what follows the last colon is a port. Go 1.26 is stricter, under its own language version.
  const colon = host.text.lastIndexOf(':');
  return checkPort(slice(host, colon < 0 ? host.text.length : colon)) ?? checkHostCharacters(host);
}

/**
 * An IPv6 address, perhaps with a zone (RFC 6874), in brackets; then perhaps a port. Go 1.25 looks
 * into the brackets since 1.25.2.
 */
function checkBracketedHost(host: Part, open: number): UrlProblem | undefined {
  if (open > 0)
    return problemAt('"[" is not at the start of the host', slice(host, open, open + 1));
  const close = host.text.lastIndexOf(']');
  if (close < 0) return problemAt('there is no "]" for "["', host);
  const inside = slice(host, 1, close);
  const zoneAt = inside.text.indexOf('%25');
  const address = zoneAt < 0 ? inside : slice(inside, 0, zoneAt);
  const zone = slice(inside, address.text.length);
  return (
    checkPort(slice(host, close + 1)) ??
    checkHostCharacters(address) ??
    checkZoneCharacters(zone) ??
    checkAddress(slice(host, 0, close + 1))
  );
}

function checkAddress(bracketed: Part): UrlProblem | undefined {
  if (isIpv6Address(percentDecode(bracketed.text.slice(1, -1)))) return undefined;
  return problemAt(`${quotedValue(bracketed.text)} is not an IPv6 address in brackets`, bracketed);
}

/** What follows the host: nothing, or a colon and any number of digits. */
function checkPort(port: Part): UrlProblem | undefined {
  if (/^(?::[0-9]*)?$/.test(port.text)) return undefined;
  return problemAt(
    `${quotedValue(port.text)} after the host is not a port; a port is ":" and digits`,
    port,
  );
}

/** The ASCII characters of a host that need no escape, and all others that are not ASCII. */
const HOST_CHARACTERS = String.raw`A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"\x80-\u{10ffff}`;

/** In a host only bytes from 0x80 on may be escaped, and `%` itself. */
const NOT_IN_HOST = new RegExp(`%(?!25|[89A-Fa-f][0-9A-Fa-f]).{0,2}|[^%${HOST_CHARACTERS}]`, 'su');

/** In a zone only the ASCII characters of a host may be escaped, a space, and `%` itself. */
const NOT_IN_ZONE = new RegExp(
  '%(?!2[0-24-9A-Ea-e]|3[0-9A-Ea-e]|4[1-9A-Fa-f]|5[0-9ABDFabdf]|6[1-9A-Fa-f]|7[0-9AEae]).{0,2}' +
    `|[^%${HOST_CHARACTERS}]`,
  'su',
);

/** What Go takes in a host, escaped or not (L9). */
function checkHostCharacters(host: Part): UrlProblem | undefined {
  const found = firstMatch(host, NOT_IN_HOST);
  return found && problemAt(`${quotedValue(found.text)} is not allowed in a host`, found);
}

function checkZoneCharacters(zone: Part): UrlProblem | undefined {
  const found = firstMatch(zone, NOT_IN_ZONE);
  return (
    found && problemAt(`${quotedValue(found.text)} is not allowed in the zone of an address`, found)
  );
}

/** What Go takes before the last `@` of the authority (L7). */
function checkUser(user: Part): UrlProblem | undefined {
  const found = firstMatch(user, /[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/u);
  if (found) return problemAt(`${quotedValue(found.text)} is not allowed in front of "@"`, found);
  return checkEscapes(user);
}

/** L10 and, for fragments, L1. */
function checkEscapes(part: Part): UrlProblem | undefined {
  const found = firstMatch(part, /%(?![0-9A-Fa-f]{2}).{0,2}/su);
  return (
    found &&
    problemAt(`${quotedValue(found.text)} is not an escape; write "%25" for a plain "%"`, found)
  );
}

/** The parts before and after the first `separator`; all and nothing if there is none. */
function cut(part: Part, separator: string): [before: Part, after: Part] {
  const at = part.text.indexOf(separator);
  if (at < 0) return [part, slice(part, part.text.length)];
  return [slice(part, 0, at), slice(part, at + separator.length)];
}

/** Offsets are relative to `part`. */
function slice(part: Part, start: number, end?: number): Part {
  return { text: part.text.slice(start, end), start: part.start + start };
}

function firstMatch(part: Part, pattern: RegExp): Part | undefined {
  const match = pattern.exec(part.text);
  return match ? { text: match[0], start: part.start + match.index } : undefined;
}

function problemAt(reason: string, { text, start }: Part): UrlProblem {
  return { reason, span: { start, end: start + text.length } };
}
