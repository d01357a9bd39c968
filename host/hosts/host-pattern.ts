// The left side of the host table: a host, a group of hosts, or a repository on them.

import { quotedValue } from '../../src/golang/quoted-value.ts';
import { wildcardMatches } from '../../src/text/wildcard.ts';
import type { AskedHost } from './asked-host.ts';

export interface HostPattern {
  /** In lower case; `*` stands for any run of characters. */
  readonly host: string;
  /** Undefined for any. */
  readonly port: string | undefined;
  /** A repository on the host, such as `chromium/src`; undefined for all that the host serves. */
  readonly project: string | undefined;
}

export type ParsedHostPattern =
  | { readonly ok: true; readonly pattern: HostPattern }
  /** A clause about the text, for the middle of a sentence. */
  | { readonly ok: false; readonly problem: string };

/**
 * Takes `HOST`, `HOST:PORT`, `HOST/PROJECT` and, since they are what people copy, URLs of repositories. `*` in the host
 * stands for any run of characters.
 */
export function parseHostPattern(text: string): ParsedHostPattern {
  const place = text.trim().replace(/^https?:\/\//i, '');
  const slash = place.indexOf('/');
  const authority = slash < 0 ? place : place.slice(0, slash);
  const path = slash < 0 ? '' : place.slice(slash);
  const { name = '', port } =
    /^(?:\[(?<address>[0-9a-f:.]+)\]|(?<name>[^:@[\]?#\s]+))(?::(?<port>\d{1,5}))?$/i.exec(
      authority,
    )?.groups ?? {};
  const address = /^\[([^\]]*)\]/.exec(authority)?.[1];
  const host = (address ?? name).toLowerCase().replace(/\.$/, '');
  if (host === '' || /[?#\s]/.test(path)) {
    return {
      ok: false,
      problem: `${quotedValue(text)} is not a host, such as example.com or *.example.com`,
    };
  }
  const project = path
    .split('/')
    .filter((part) => part !== '')
    .join('/')
    .replace(/^a\//, '')
    .replace(/\.git$/, '');
  return { ok: true, pattern: { host, port, project: project === '' ? undefined : project } };
}

export function patternMatches({ host, port, project }: HostPattern, asked: AskedHost): boolean {
  return (
    wildcardMatches(host, asked.name) &&
    (port === undefined || port === asked.port) &&
    (project === undefined || project === asked.project)
  );
}

/** Negative if `a` says more than `b` about where a request goes, so that its row decides. */
export function comparePatterns(a: HostPattern, b: HostPattern): number {
  return (
    Number(b.project !== undefined) - Number(a.project !== undefined) ||
    Number(b.port !== undefined) - Number(a.port !== undefined) ||
    Number(a.host.includes('*')) - Number(b.host.includes('*')) ||
    literalLength(b.host) - literalLength(a.host)
  );
}

function literalLength(host: string): number {
  return host.replaceAll('*', '').length;
}
