// Configs as the editor checks them, with all lints.

import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

const NOW = Date.parse('2026-07-10T12:00:00Z');

export const REGISTRY = validationManagers();

/** A config of project `proj`. */
export function openLinted(text: string): ProjectConfigDocument {
  const lints = { off: new Set<string>(), crowdedMinuteLimit: 2, now: () => NOW };
  return ProjectConfigDocument.open(text, { project: 'proj', registry: REGISTRY, lints });
}
