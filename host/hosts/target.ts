// The right side of the host table: where the requests to a host go.

import { homedir } from 'node:os';
import path from 'node:path';

export type Target =
  /** A repository on this machine answers, as Gitiles would. */
  | { readonly kind: 'git'; readonly folder: string }
  /** Buildbucket as it is emulated here answers. */
  | { readonly kind: 'emulator' }
  | NetworkTarget
  /** Nothing is sent. */
  | { readonly kind: 'refuse' };

/** The host itself answers; with `luci-auth`, it is told who asks. */
export interface NetworkTarget {
  readonly kind: 'network';
  readonly credentials: 'none' | 'luci-auth';
}

export const ANONYMOUS: NetworkTarget = { kind: 'network', credentials: 'none' };

/** The words that stand for a target; everything else names a folder. */
export const TARGET_WORDS = ['network', 'network+luci-auth', 'emulator', 'refuse'] as const;

/**
 * @param text one of `TARGET_WORDS`, or the folder of a git repository: `~` is the home folder
 * @param base folder that others are relative to, absolute
 * @return undefined for an empty text
 */
export function parseTarget(text: string, base: string): Target | undefined {
  const word = text.trim();
  switch (word) {
    case '':
      return undefined;
    case 'network':
      return ANONYMOUS;
    case 'network+luci-auth':
      return { kind: 'network', credentials: 'luci-auth' };
    case 'emulator':
    case 'refuse':
      return { kind: word };
    default:
      return { kind: 'git', folder: path.resolve(base, word.replace(/^~(?=$|[/\\])/, homedir())) };
  }
}

/** As `parseTarget` takes it. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'git':
      return target.folder;
    case 'network':
      return target.credentials === 'none' ? 'network' : 'network+luci-auth';
    default:
      return target.kind;
  }
}
