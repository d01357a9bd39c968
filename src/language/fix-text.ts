// A text with everything fixed that has one obvious fix, for whoever has no editor.

import { ProjectConfigDocument } from '../config/document/project-config-document.ts';
import { type Fixed, fixAll } from '../config/fixes/fix-all.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import { analysisOptions, type ConfigSettings } from './config-document.ts';

/** @param registry the kinds of task whose Managers check their definitions, and cure them */
export function fixedText(
  text: string,
  settings: ConfigSettings,
  registry: ManagerRegistry,
): Fixed {
  return fixAll(ProjectConfigDocument.open(text, analysisOptions(settings, registry)));
}
