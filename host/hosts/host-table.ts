// The host table: one pure decision, by the name of the host, about where a request goes.

import { type AskedHost, isThisMachine, servesGitiles, shownName } from './asked-host.ts';
import {
  comparePatterns,
  type HostPattern,
  parseHostPattern,
  patternMatches,
} from './host-pattern.ts';
import { ANONYMOUS, type NetworkTarget, parseTarget, type Target } from './target.ts';

/** Who says where requests go. A later one decides only where those before it say nothing about the same hosts. */
export type RowSource =
  /** An option of this very command. */
  | 'option'
  /** The user's own settings. */
  | 'user'
  /** Settings that came with the files of the workspace, or may have. */
  | 'workspace'
  /** The user, when asked. */
  | 'answer';

export interface HostRow {
  readonly pattern: HostPattern;
  readonly target: Target;
  readonly source: RowSource;
}

/** Rows in the order in which they decide. */
export type HostTable = readonly HostRow[];

/** What only the user can decide. */
export type HostQuestion =
  /** Whether anything may be sent to the host. */
  | { readonly kind: 'network'; readonly asked: AskedHost }
  /** Which folder has the repository, or whether the host itself may be asked. */
  | { readonly kind: 'repository'; readonly asked: AskedHost }
  /** Whether the host may be told who asks, as the files of the workspace want it. */
  | { readonly kind: 'token'; readonly asked: AskedHost };

export type Route =
  | { readonly kind: 'git'; readonly folder: string }
  | { readonly kind: 'buildbucket' }
  | NetworkTarget
  | { readonly kind: 'ask'; readonly question: HostQuestion }
  /** `reason`: a sentence without its full stop. */
  | { readonly kind: 'refuse'; readonly reason: string };

/** Sorts rows so that the one that says most about a host decides; of equals, the first. */
export function hostTable(rows: readonly HostRow[]): HostTable {
  return [...rows].sort((a, b) => comparePatterns(a.pattern, b.pattern));
}

export type ParsedRow =
  | { readonly ok: true; readonly row: HostRow }
  /** A clause, for the middle of a sentence. */
  | { readonly ok: false; readonly problem: string };

/**
 * A row as people write it.
 * @param host see `parseHostPattern`
 * @param target see `parseTarget`
 * @param base folder that relative ones are in, absolute
 */
export function parseRow(host: string, target: string, source: RowSource, base: string): ParsedRow {
  const parsed = parseHostPattern(host);
  if (!parsed.ok) return parsed;
  const meant = parseTarget(target, base);
  if (!meant) {
    return {
      ok: false,
      problem: `${host} goes nowhere: name a folder, emulator, network, network+luci-auth or refuse`,
    };
  }
  return { ok: true, row: { pattern: parsed.pattern, target: meant, source } };
}

/** Where a request to the host goes. */
export function routeOf(table: HostTable, asked: AskedHost): Route {
  const row = table.find(({ pattern }) => patternMatches(pattern, asked));
  if (row) return routeByRow(table, row, asked);
  if (asked.isBuildbucket) return { kind: 'buildbucket' };
  if (isThisMachine(asked)) return ANONYMOUS;
  return {
    kind: 'ask',
    question: { kind: servesGitiles(asked) ? 'repository' : 'network', asked },
  };
}

function routeByRow(table: HostTable, { target, source }: HostRow, asked: AskedHost): Route {
  switch (target.kind) {
    case 'refuse':
      return { kind: 'refuse', reason: `Requests to ${shownName(asked)} are switched off` };
    case 'emulator':
      if (asked.isBuildbucket || !servesGitiles(asked)) return { kind: 'buildbucket' };
      return {
        kind: 'refuse',
        reason: `${shownName(asked)} serves repositories: name the folder of one in place of "emulator"`,
      };
    case 'network':
      if (
        target.credentials === 'luci-auth' &&
        source === 'workspace' &&
        !isConfirmed(table, asked)
      ) {
        return { kind: 'ask', question: { kind: 'token', asked } };
      }
      return target;
    case 'git':
      return target;
  }
}

/** Files can be written by anybody: that a token is sent, a user has to say. */
function isConfirmed(table: HostTable, asked: AskedHost): boolean {
  return table.some(
    ({ pattern, target, source }) =>
      source === 'answer' &&
      target.kind === 'network' &&
      target.credentials === 'luci-auth' &&
      patternMatches(pattern, asked),
  );
}
