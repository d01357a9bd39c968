// The project's own settings, `.luci-jobs.json`: what the editor and the command line obey alike.

import type { Finding } from '../config/finding.ts';
import { isLintCode, LINTS } from '../config/finding-codes.ts';
import { SEVERITIES } from '../config/finding-counts.ts';
import { closestName } from '../text/closest-name.ts';
import type { Severity } from '../text/code-table.ts';
import type { ConfigDocument, ConfigSettings } from './config-document.ts';
import { type ShownDiagnostics, shownDiagnostics } from './diagnostics.ts';

export const PROJECT_FILE = '.luci-jobs.json';

export interface ProjectFile {
  /** LUCI project id; never empty. */
  readonly project?: string;
  /** How many jobs may fire in one minute without a warning; at least 1. */
  readonly crowdedMinuteLimit?: number;
  /** By code of a lint. */
  readonly lints: ReadonlyMap<string, Severity | 'off'>;
}

export const NO_PROJECT_FILE: ProjectFile = { lints: new Map() };

export type ParsedProjectFile =
  | { readonly ok: true; readonly file: ProjectFile }
  /** The first thing that is wrong with it, as a clause. */
  | { readonly ok: false; readonly reason: string };

const KEYS = ['project', 'crowdedMinuteLimit', 'lints'];

/**
 * Reads the text of such a file: an object with any of `project` (a project id), `crowdedMinuteLimit` (a whole number
 * from 1) and `lints` (by code `"off"`, `false`, `true` or a severity). Anything else is refused: a setting with a
 * slip in it would do nothing, and nobody would know.
 */
export function parseProjectFile(text: string): ParsedProjectFile {
  try {
    return { ok: true, file: projectFile(JSON.parse(text.replace(/^\ufeff/, ''))) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    return { ok: false, reason: 'it is no JSON' };
  }
}

/** What makes a file none; the message says what. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}

function projectFile(value: unknown): ProjectFile {
  const settings = recordOf(value, 'it has to be an object');
  for (const key of Object.keys(settings))
    if (!KEYS.includes(key)) throw unknown('setting', key, KEYS);
  const { project, crowdedMinuteLimit, lints } = settings;
  return {
    ...(project !== undefined && { project: projectId(project) }),
    ...(crowdedMinuteLimit !== undefined && { crowdedMinuteLimit: limit(crowdedMinuteLimit) }),
    lints: new Map(
      Object.entries(recordOf(lints ?? {}, '"lints" has to be an object')).flatMap(lintSetting),
    ),
  };
}

function recordOf(value: unknown, otherwise: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal(otherwise);
}

function projectId(value: unknown): string {
  if (typeof value === 'string' && value !== '' && !value.includes('/')) return value;
  throw new Refusal('"project" has to be the id of a project, which is not empty and has no "/"');
}

function limit(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new Refusal('"crowdedMinuteLimit" has to be a whole number from 1');
}

/** `true` is what holds without it. */
function lintSetting([code, value]: [string, unknown]): readonly [string, Severity | 'off'][] {
  if (!isLintCode(code)) throw unknown('lint', code, LINTS);
  if (value === true) return [];
  if (value === false || value === 'off') return [[code, 'off']];
  const severity = SEVERITIES.find((known) => known === value);
  if (severity) return [[code, severity]];
  throw new Refusal(
    `"${code}" has to be true, false, "off", "error", "warning", "information" or "hint"`,
  );
}

function unknown(what: string, name: string, known: readonly string[]): Refusal {
  const close = closestName(name, known);
  return new Refusal(
    `there is no ${what} "${name}"${close === undefined ? '' : `; did you mean "${close}"?`}`,
  );
}

/** The settings as the file has them, where it says something. */
export function withProjectFile(settings: ConfigSettings, file: ProjectFile): ConfigSettings {
  const off = [...file.lints].flatMap(([code, value]) => (value === 'off' ? [code] : []));
  const { lints } = settings;
  return {
    ...settings,
    ...(file.project !== undefined && { project: file.project }),
    ...(lints && {
      lints: {
        ...lints,
        off: [...new Set([...lints.off, ...off])].sort(),
        ...(file.crowdedMinuteLimit !== undefined && {
          crowdedMinuteLimit: file.crowdedMinuteLimit,
        }),
      },
    }),
  };
}

/** The diagnostics of an editor, as the file rates them. */
export function ratedDiagnostics(document: ConfigDocument, file: ProjectFile): ShownDiagnostics {
  return ratedShown(shownDiagnostics(document), file);
}

/** The same diagnostics, as the file rates them. */
export function ratedShown(shown: ShownDiagnostics, file: ProjectFile): ShownDiagnostics {
  if (file.lints.size === 0) return shown;
  return { ...shown, findings: shown.findings.map((finding) => rated(finding, file)) };
}

/** The finding as the file rates it: only lints are rated, for what the service says is not up to anybody. */
export function rated(finding: Finding, { lints }: ProjectFile): Finding {
  const severity = lints.get(finding.code);
  return severity === undefined || severity === 'off' ? finding : { ...finding, severity };
}
