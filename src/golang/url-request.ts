// What Go's HTTP client asks a server for, given a URL, and where a reference on its way leads (net/url and net/http).

import { percentDecode } from './percent-decode.ts';
import { isWellEncoded, percentEncode, type UrlPart } from './percent-encode.ts';
import { type ParsedUrl, parseUrl } from './url.ts';

/** A URL, in the parts of which requests are made. */
export interface RequestUrl {
  /** In lower case; '' for a relative reference. */
  readonly scheme: string;
  readonly opaque: string;
  /** Who asks, decoded; undefined if the URL names nobody. */
  readonly user: { readonly name: string; readonly password: string } | undefined;
  /** Decoded, with the port. */
  readonly host: string;
  /** As it is sent: ASCII alone. */
  readonly path: string;
  /** As it is sent, which is as it was written; undefined if there is no `?`. */
  readonly query: string | undefined;
  /** As it is written into a Referer. */
  readonly fragment: string;
}

/** A URL, or the first thing found wrong with it. */
export type ParsedRequestUrl =
  | { readonly ok: true; readonly url: RequestUrl }
  /** For the middle of a sentence: no capital, no full stop. */
  | { readonly ok: false; readonly reason: string };

/**
 * Parses the URL of a first request, as http.NewRequest does.
 * @param text as for `parseUrl`
 */
export function parseRequestUrl(text: string): ParsedRequestUrl {
  const parsed = partsOf(parseUrl(text));
  if (!parsed.ok) return parsed;
  const { url } = parsed;
  // A port that is empty is none. Of a redirect's place Go does not say so.
  return { ok: true, url: { ...url, host: url.host.replace(/^(.*):$/s, withoutEmptyPort) } };
}

/**
 * Where a reference leads, such as the Location of a redirect (RFC 3986, section 5.2, as URL.Parse does it).
 * @param base of a request, so it has a host
 */
export function resolveReference(base: RequestUrl, reference: string): ParsedRequestUrl {
  const parsed = partsOf(parseUrl(reference));
  return parsed.ok ? { ok: true, url: resolved(base, parsed.url) } : parsed;
}

/** What follows the method in a request line (URL.RequestURI). May hold spaces and bytes that are not ASCII. */
export function requestTarget({ scheme, opaque, path, query }: RequestUrl): string {
  const place =
    opaque === '' ? path || '/' : opaque.startsWith('//') ? `${scheme}:${opaque}` : opaque;
  return place + queryText(query);
}

/** The URL of a request as the next one's Referer names it: whole, but without its user (refererForURL). */
export function refererText({ scheme, host, path, query, fragment }: RequestUrl): string {
  const place = `${scheme}://${percentEncode(host, 'host')}${path}`;
  return place + queryText(query) + (fragment === '' ? '' : `#${fragment}`);
}

/** The host and its port, if any, '' if none or empty; brackets of an address in IPv6 fall away (URL.Hostname, URL.Port). */
export function hostAndPort(host: string): { readonly name: string; readonly port: string } {
  const { name = host, port = '' } = /^(?<name>.*):(?<port>[0-9]*)$/s.exec(host)?.groups ?? {};
  return { name: /^\[.*\]$/s.test(name) ? name.slice(1, -1) : name, port };
}

function partsOf(parsed: ParsedUrl): ParsedRequestUrl {
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const { scheme, opaque, host } = parsed.url;
  const { user, path, query, fragment } = parsed.written;
  return {
    ok: true,
    url: {
      scheme,
      opaque,
      host,
      user: user === undefined ? undefined : userOf(user),
      path: asSent(path, 'path'),
      query,
      fragment: asSent(fragment, 'fragment'),
    },
  };
}

function userOf(written: string): { name: string; password: string } {
  const colon = written.indexOf(':');
  const [name, password] =
    colon < 0 ? [written, ''] : [written.slice(0, colon), written.slice(colon + 1)];
  return { name: percentDecode(name), password: percentDecode(password) };
}

/** One character that has to be escaped makes Go forget all escapes and set its own (URL.EscapedPath). */
function asSent(written: string, part: UrlPart): string {
  return isWellEncoded(written, part) ? written : percentEncode(percentDecode(written), part);
}

/** `host` but for a colon at the end, unless that is part of an address in IPv6. */
function withoutEmptyPort(host: string, before: string): string {
  return host.lastIndexOf(':') > host.lastIndexOf(']') ? before : host;
}

function queryText(query: string | undefined): string {
  return query === undefined ? '' : `?${query}`;
}

function resolved(base: RequestUrl, to: RequestUrl): RequestUrl {
  const scheme = to.scheme || base.scheme;
  if (to.scheme !== '' || to.host !== '' || to.user !== undefined) {
    return { ...to, scheme, path: withoutDotSegments(to.path) };
  }
  const inherits = to.path === '' && to.query === undefined;
  return {
    ...to,
    scheme,
    user: base.user,
    host: base.host,
    path: withoutDotSegments(joined(base.path, to.path)),
    // A query that is empty is not inherited.
    query: inherits ? base.query || undefined : to.query,
    fragment: inherits && to.fragment === '' ? base.fragment : to.fragment,
  };
}

function joined(base: string, reference: string): string {
  if (reference === '') return base;
  return reference.startsWith('/')
    ? reference
    : base.slice(0, base.lastIndexOf('/') + 1) + reference;
}

/** Takes out `.` and `..`, and leaves an empty path empty; of slashes in a row none is lost. */
function withoutDotSegments(path: string): string {
  if (path === '') return '';
  const elements = path.split('/');
  const kept: string[] = [];
  for (const element of elements) {
    if (element === '.') {
      if (kept.length === 0) kept.push(''); // A leading dot, too, ends in a slash.
    } else if (element === '..') {
      kept.pop();
      if (kept.length === 1 && kept[0] === '') kept.pop(); // Above the root is the root.
    } else {
      kept.push(element);
    }
  }
  const clean = `/${kept.join('/')}`;
  const ended = /(?:^|\/)\.\.?$/.test(path) ? `${clean}/` : clean;
  return ended.startsWith('//') ? ended.slice(1) : ended;
}
