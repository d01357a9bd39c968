// What the client may configure, from values that may have any shape.

import { DEFAULT_CROWDED_MINUTE_LIMIT } from '../src/config/lint/lints.ts';
import { DEFAULT_PROJECT_ID } from '../src/language/project-id.ts';

export interface Settings {
  /** LUCI project id; never empty. */
  readonly project: string;
  /** The user wants code lenses. */
  readonly codeLens: boolean;
  /** The client has the command behind the lenses; nobody else is sent them. */
  readonly runner: boolean;
  /** The user trusts the workspace. If not, there is nothing to run. */
  readonly trusted: boolean;
  /** Codes of the lints that the user has switched off; sorted. */
  readonly lintsOff: readonly string[];
  /** See `LintOptions`. */
  readonly crowdedMinuteLimit: number;
}

export const DEFAULT_SETTINGS: Settings = {
  project: DEFAULT_PROJECT_ID,
  codeLens: true,
  runner: false,
  trusted: true,
  lintsOff: [],
  crowdedMinuteLimit: DEFAULT_CROWDED_MINUTE_LIMIT,
};

/**
 * @param options `initializationOptions`: `{project?: string, codeLens?: boolean, runner?: boolean,
 *   trusted?: boolean, lints?: {[code: string]: boolean}, crowdedMinuteLimit?: number}`. What is missing or
 *   of another type keeps its default.
 */
export function initialSettings(options: unknown): Settings {
  const { project, codeLens, runner, trusted, lints, crowdedMinuteLimit } = asRecord(options);
  return {
    project: projectOr(DEFAULT_SETTINGS.project, project),
    codeLens: booleanOr(DEFAULT_SETTINGS.codeLens, codeLens),
    runner: booleanOr(DEFAULT_SETTINGS.runner, runner),
    trusted: booleanOr(DEFAULT_SETTINGS.trusted, trusted),
    lintsOff: lintsOffOr(DEFAULT_SETTINGS.lintsOff, lints),
    crowdedMinuteLimit: limitOr(DEFAULT_SETTINGS.crowdedMinuteLimit, crowdedMinuteLimit),
  };
}

/**
 * @param changed `settings` of `workspace/didChangeConfiguration`: `{luciScheduler?: {project?: string,
 *   codeLens?: {enabled?: boolean}, lints?: {[code: string]: boolean}, crowdedMinuteLimit?: number},
 *   trusted?: boolean}`. What is missing or of another type stays as it is in `settings`; an empty project
 *   means the default one.
 */
export function changedSettings(settings: Settings, changed: unknown): Settings {
  const { luciScheduler, trusted } = asRecord(changed);
  const { project, codeLens, lints, crowdedMinuteLimit } = asRecord(luciScheduler);
  return {
    ...settings,
    project: projectOr(settings.project, project),
    codeLens: booleanOr(settings.codeLens, asRecord(codeLens)['enabled']),
    trusted: booleanOr(settings.trusted, trusted),
    lintsOff: lintsOffOr(settings.lintsOff, lints),
    crowdedMinuteLimit: limitOr(settings.crowdedMinuteLimit, crowdedMinuteLimit),
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

export function lensesWanted(settings: Settings): boolean {
  return settings.runner && settings.codeLens && settings.trusted;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function booleanOr(fallback: boolean, value: unknown): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function projectOr(fallback: string, value: unknown): string {
  return typeof value === 'string' ? value.trim() || DEFAULT_PROJECT_ID : fallback;
}

/** @param lints by code, false for one that is off */
function lintsOffOr(fallback: readonly string[], lints: unknown): readonly string[] {
  if (typeof lints !== 'object' || lints === null) return fallback;
  return Object.entries(lints)
    .filter(([, on]) => on === false)
    .map(([code]) => code)
    .sort();
}

function limitOr(fallback: number, limit: unknown): number {
  return typeof limit === 'number' && limit >= 1 ? limit : fallback;
}
