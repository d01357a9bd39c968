// A config that questions are asked about, and the settings that it is read by.

import type { AnalysisOptions } from '../config/document/entry-analysis.ts';
import { ProjectConfigDocument } from '../config/document/project-config-document.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';

/** Text that can be edited and is checked as it changes. */
export type ConfigDocument = ProjectConfigDocument;

/**
 * The project that a config belongs to when nobody says which. The same in every host, so that the editor and the
 * command line give the same verdicts. It matters for job ids and for what is suggested in place of a legacy bucket
 * name (validation.md B6).
 */
export const DEFAULT_PROJECT_ID = 'project';

export interface ConfigSettings {
  /** LUCI project id; never empty. */
  readonly project: string;
  /** Absent: the service's verdict alone. */
  readonly lints?: {
    /** Codes of lints that are switched off. */
    readonly off: readonly string[];
    /** How many jobs may fire in one minute without a warning; at least 1. */
    readonly crowdedMinuteLimit: number;
    /** Milliseconds since the epoch: schedules are judged by what is still to come. */
    readonly now: () => number;
  };
}

/** @param registry the kinds of task whose Managers check their definitions */
export function analysisOptions(
  { project, lints }: ConfigSettings,
  registry: ManagerRegistry,
): AnalysisOptions {
  return { project, registry, ...(lints && { lints: { ...lints, off: new Set(lints.off) } }) };
}

/**
 * @param registry the kinds of task whose Managers check their definitions
 * @param onRecovery told of a mistake of ours in following an edit, which did no harm: the text was analysed afresh
 */
export function openConfig(
  text: string,
  settings: ConfigSettings,
  registry: ManagerRegistry,
  onRecovery?: (error: unknown) => void,
): ConfigDocument {
  return ProjectConfigDocument.open(text, {
    ...analysisOptions(settings, registry),
    ...(onRecovery && { onRecovery }),
  });
}
