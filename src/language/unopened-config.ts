// What an editor shows of a config that nobody has opened.

import { ProjectConfigDocument } from '../config/document/project-config-document.ts';
import { decodeUtf8 } from '../golang/utf8.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import { analysisOptions, type ConfigSettings } from './config-document.ts';
import { type ShownDiagnostics, shownDiagnostics } from './diagnostics.ts';

export const UNOPENED_METHODS = {
  /** `UnopenedRequest` → diagnostics, which have nothing to do with a document of this uri that may be open. */
  check: 'luciScheduler/checkUnopened',
} as const;

export interface UnopenedRequest {
  readonly uri: string;
  /** In base64: what is in the file. */
  readonly bytes: string;
}

/**
 * As of an open document with this text. Nothing of it is kept.
 * @param registry the kinds of task whose Managers check their definitions
 */
export function unopenedDiagnostics(
  bytes: Uint8Array,
  settings: ConfigSettings,
  registry: ManagerRegistry,
): ShownDiagnostics {
  const options = analysisOptions(settings, registry);
  return shownDiagnostics(ProjectConfigDocument.open(decodeUtf8(bytes), options));
}
