// The user's settings, from values that may have any shape.

import {
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  type HintKind,
} from '../src/language/language.ts';

/** The section of the client's configuration that is ours. */
export const SECTION = 'luciScheduler';

export interface Settings {
  /** LUCI project id; never empty. */
  readonly project: string;
  /** The user wants code lenses. */
  readonly codeLens: boolean;
  /** The kinds of inlay hints that the user wants. */
  readonly inlayHints: ReadonlySet<HintKind>;
  /** The user trusts the workspace. If not, there is nothing to run. */
  readonly trusted: boolean;
  /** Codes of the lints that the user has switched off; sorted. */
  readonly lintsOff: readonly string[];
  /** How many jobs may fire in one minute without a warning; at least 1. */
  readonly crowdedMinuteLimit: number;
  /** Files that lucicfg prints are formatted as well. */
  readonly formatGenerated: boolean;
  /** Which configs are checked for a client that asks about all of them. */
  readonly workspaceDiagnostics: 'off' | 'open' | 'all';
  /** The rows of the host table, as they are written; of those that say the same of a host, the first counts. */
  readonly hosts: ReadonlyMap<string, string>;
}

export const DEFAULT_SETTINGS: Settings = {
  project: DEFAULT_PROJECT_ID,
  codeLens: true,
  inlayHints: new Set(['nextRun', 'defaults', 'triggerCounts']),
  trusted: true,
  lintsOff: [],
  crowdedMinuteLimit: DEFAULT_CROWDED_MINUTE_LIMIT,
  formatGenerated: false,
  workspaceDiagnostics: 'all',
  hosts: new Map(),
};

/**
 * @param section the client's value of `luciScheduler`, as it answers `workspace/configuration`: `{project?: string,
 *   codeLens?: {enabled?: boolean}, inlayHints?: {[kind: string]: boolean}, lints?: {[code: string]: boolean},
 *   crowdedMinuteLimit?: number, format?: {generatedFiles?: boolean},
 *   hosts?: {[host: string]: string}, workspaceDiagnostics?: 'off' | 'open' | 'all'}`, to which the extension adds `trusted?: boolean`.
 *   What is missing or of another type has its default.
 */
export function parseSettings(section: unknown): Settings {
  const {
    project,
    codeLens,
    inlayHints,
    trusted,
    lints,
    crowdedMinuteLimit,
    format,
    hosts,
    workspaceDiagnostics,
  } = asRecord(section);
  return {
    project: (typeof project === 'string' && project.trim()) || DEFAULT_SETTINGS.project,
    codeLens: booleanOr(DEFAULT_SETTINGS.codeLens, asRecord(codeLens)['enabled']),
    inlayHints: wantedHints(asRecord(inlayHints)),
    trusted: booleanOr(DEFAULT_SETTINGS.trusted, trusted),
    lintsOff: switchedOff(lints),
    crowdedMinuteLimit: limitOr(DEFAULT_SETTINGS.crowdedMinuteLimit, crowdedMinuteLimit),
    formatGenerated: booleanOr(
      DEFAULT_SETTINGS.formatGenerated,
      asRecord(format)['generatedFiles'],
    ),
    workspaceDiagnostics:
      workspaceDiagnostics === 'off' || workspaceDiagnostics === 'open'
        ? workspaceDiagnostics
        : DEFAULT_SETTINGS.workspaceDiagnostics,
    hosts: new Map(
      Object.entries(asRecord(hosts)).flatMap(([host, target]) =>
        typeof target === 'string' ? [[host, target] as const] : [],
      ),
    ),
  };
}

/** True if documents that were read with `before` have to be read again. */
export function changesFindings(before: Settings, after: Settings): boolean {
  return (
    before.project !== after.project ||
    before.crowdedMinuteLimit !== after.crowdedMinuteLimit ||
    before.lintsOff.join() !== after.lintsOff.join()
  );
}

/** A value that may be anything, as an object whose properties may be anything. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function booleanOr(fallback: boolean, value: unknown): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function wantedHints(inlayHints: Readonly<Record<string, unknown>>): ReadonlySet<HintKind> {
  const kinds = [...DEFAULT_SETTINGS.inlayHints];
  return new Set(kinds.filter((kind) => booleanOr(true, inlayHints[kind])));
}

/** @param lints by code, false for one that is off */
function switchedOff(lints: unknown): readonly string[] {
  return Object.entries(asRecord(lints))
    .filter(([, on]) => on === false)
    .map(([code]) => code)
    .sort();
}

function limitOr(fallback: number, limit: unknown): number {
  return typeof limit === 'number' && limit >= 1 ? limit : fallback;
}
